-- Persons sentenced are added up within one sentence (several sentences may be about the same persons) and compared with
-- the maximum of that year's convictions (all different ones added, as courts or articles may each have their own). Those whose sentence was suspended are added to those who went to prison, if
-- both stand side by side in one sentence. A single conviction is usually an example and not the total of a year.
WITH terms AS (
  SELECT f.doc, f.year, f.sentence_position, f.section_position,
         -- A term has no links, as it counts months: only words and marks say that a count is part of another ("of whom", "all").
         CASE WHEN regexp_matches(any_value(f.sentence), '(?i)\b(of (whom|them|these|those)|including|with|all)\b| [–—-] |[:(]')
              THEN max(f.count) ELSE sum(f.count) END AS persons,
         list(f.count::DOUBLE) AS counts_told, arg_max(f.char_start, f.count) AS char_start, arg_max(f.char_end, f.count) AS char_end,
         string_agg(f.count::VARCHAR, ' + ' ORDER BY f.char_start) AS counts
  FROM figure f
  WHERE f.metric = 'sentence_terms' AND f.count IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.sentence_position = f.sentence_position AND (q.kind = 'age' AND q.low = f.count OR q.kind = 'pronoun'))
    -- "indicted 47 persons and obtained 28 convictions, with sentences of …": the 47 indicted were not all sentenced.
    AND NOT EXISTS (SELECT 1 FROM figure o
                    WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.value = f.count
                      AND (o.relation = 'comparator' OR o.metric IN ('investigations', 'arrests', 'charges', 'prosecutions')))
  GROUP BY f.doc, f.year, f.sentence_position, f.section_position
),
suspended AS (
  -- A person with a suspended sentence was convicted, too.
  SELECT f.*, EXISTS (SELECT 1 FROM link l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.kind IN ('among', 'part_of')) AS of_others
  FROM figure f
  WHERE f.metric = 'sentences_suspended' AND f.unit = 'person' AND f.status = 'reported'
    AND f.least < 'infinity'::DOUBLE AND f.relation = 'current'
),
no_fact AS (
  -- Offenders who went to prison, for how long is not told: a number that is no fact, but a claim.
  SELECT c.doc, coalesce((SELECT arg_max(f.year, f.char_start) FROM figure f
                          WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.relation = 'current' AND f.char_start < c.char_end),
                         d.report_year - 1) AS year,
         c.sentence_position, s.section_position, o.least AS persons, c.char_start, c.char_end,
         num(o.value) AS counts
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  JOIN document d ON d.doc = c.doc
  WHERE c.kind = 'imprisoned'
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.metric = 'sentence_terms')
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.year < d.report_year - 1)
),
sentenced AS (
  SELECT doc, year, sentence_position, section_position, persons, char_start, char_end, counts FROM terms
  UNION ALL
  SELECT * FROM no_fact
  UNION ALL
  SELECT s.doc, s.year, s.sentence_position, s.section_position, t.persons + s.least, s.char_start, s.char_end,
         t.counts || ' + ' || num(s.value) || ' suspended'
  FROM suspended s JOIN no_fact t ON t.doc = s.doc AND t.year = s.year AND t.sentence_position = s.sentence_position AND t.char_end < s.char_start
  UNION ALL
  SELECT doc, year, sentence_position, section_position, least, char_start, char_end, num(value) || ' suspended'
  FROM suspended WHERE part_of IS NULL
  UNION ALL
  SELECT s.doc, s.year, s.sentence_position, s.section_position, t.persons + s.least, s.char_start, s.char_end,
         t.counts || ' + ' || num(s.value) || ' suspended'
  FROM suspended s JOIN terms t ON t.doc = s.doc AND t.year = s.year AND t.sentence_position = s.sentence_position
  -- "five received prison terms and eight received suspended sentences", not "the sentences of eight were suspended".
  WHERE s.rule IN ('sentences_suspended.noun', 'sentences_suspended.get', 'sentences_suspended.given', 'sentences_suspended.conditional')
    AND s.value > 1 AND NOT s.of_others AND s.part_of IS NULL AND NOT list_contains(t.counts_told, s.value)
    AND s.char_start > t.char_end
  UNION ALL
  -- ... and where each stands in a sentence of its own, unless the terms are those of all convicted, of whom some were spared.
  SELECT s.doc, s.year, s.sentence_position, s.section_position, t.persons + s.least, s.char_start, s.char_end,
         t.counts || ' + ' || num(s.value) || ' suspended'
  FROM suspended s JOIN terms t ON t.doc = s.doc AND t.year = s.year AND t.sentence_position <> s.sentence_position
  WHERE (s.rule IN ('sentences_suspended.noun', 'sentences_suspended.get', 'sentences_suspended.given', 'sentences_suspended.conditional')
         OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'circumstance'
                      AND k.says = 'added'))
    AND s.value > 1 AND NOT s.of_others AND s.part_of IS NULL
    AND t.persons < (SELECT max(c.most) FROM court c WHERE c.doc = s.doc AND c.year = s.year AND c.metric = 'convictions')
),
convicted AS (
  SELECT c.doc, c.year, greatest(max(c.most), (SELECT list_sum(list(DISTINCT f.most)) FROM figure f
                                               WHERE f.doc = c.doc AND f.year = c.year AND f.metric = 'convictions'
                                                 AND f.unit = 'person' AND f.part_of IS NULL AND f.restates IS NULL)) AS most,
         list(c.sentence_position) AS sentences
  FROM court c
  WHERE c.metric = (SELECT any_value(within) FROM metric_relation WHERE metric = 'sentence_terms') AND c.unit = 'person'
  GROUP BY c.doc, c.year
),
most_told AS (
  SELECT * FROM sentenced
  QUALIFY row_number() OVER (PARTITION BY doc, year, sentence_position ORDER BY persons DESC, char_start) = 1
)
SELECT s.doc, list_concat([s.sentence_position], c.sentences) AS sentences, s.char_start, s.char_end,
       'at most ' || num(c.most) AS expected, num(s.persons) AS found,
       num(s.persons) || ' persons sentenced (' || s.counts || ') in ' || s.year || ', but ' || num(c.most) || ' convicted'
         AS message
FROM most_told s JOIN convicted c ON c.doc = s.doc AND c.year = s.year
WHERE c.most > 1 AND s.persons > c.most
  -- The convictions of one court, one law or one case say nothing of all, in a text that tells of more.
  AND (EXISTS (SELECT 1 FROM whole w WHERE w.doc = s.doc AND w.year = s.year AND w.exploitation IS NULL AND w.metric = 'convictions' AND w.unit = 'person')
       OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.kind IN ('whole', 'circumstance'))
       -- ... unless the sentence goes back to them: "51 of those convicted received probation".
       OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'told_again' AND k.metric = 'convictions')
          AND 1 = (SELECT count(*) FROM figure f WHERE f.doc = s.doc AND f.year = s.year AND f.metric = 'convictions' AND f.general AND f.part_of IS NULL))
  -- "19 of the 23 offenders": the sentence names its own whole.
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = s.doc AND q.sentence_position = s.sentence_position
                    AND q.kind = 'back_reference' AND (q.low >= s.persons OR s.counts LIKE '%suspended'))
