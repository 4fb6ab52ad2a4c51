-- Persons sentenced are added up within one sentence (several sentences may be about the same persons) and compared with
-- the maximum of that year's convictions (all different ones added, as courts or articles may each have their own). Those whose sentence was suspended are added to those who went to prison, if
-- both stand side by side in one sentence. A single conviction is usually an example and not the total of a year.
WITH terms AS (
  SELECT f.doc, f.year, f.sentence_position, f.section_position,
         -- A term has no links, as it counts months: only words say that a count is part of another ("of whom", "all").
         CASE WHEN regexp_matches(any_value(f.sentence), '(?i)\b(of (whom|them|these|those)|including|with|all)\b')
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
  -- A number of offenders with a term that the reader did not link, or without its length, is no fact, so only words can
  -- tell: "handed prison sentences to 15 offenders".
  SELECT q.doc, d.report_year - 1 AS year, q.sentence_position, s.section_position, q.low AS persons, q.char_start, q.char_end,
         num(q.low) AS counts
  FROM quantity q
  JOIN sentence s ON s.doc = q.doc AND s.position = q.sentence_position
  JOIN document d ON d.doc = q.doc
  WHERE q.kind IN ('back_reference', 'other_count', 'unexplained') AND q.low IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = q.doc AND t.sentence_position = q.sentence_position
                      AND t.metric = 'sentence_terms')
    AND regexp_matches(s.text[q.char_end - s.char_start + 1:],
                       '(?i)^\s+([\w’-]+\s+){0,2}(offenders|traffickers|defendants|convicts|perpetrators)\b')
    AND regexp_matches(s.text[:q.char_start - s.char_start],
                       '(?i)\b(prison|jail) (sentences?|terms?)\b[^,;.0-9]{0,30}\b(on|to|for) (all |the )?$|\bsentenced (all |the )?$')
    AND regexp_extract(s.text, '\b(?:19|20)\d\d\b') IN ('', (d.report_year - 1)::VARCHAR)
    AND NOT regexp_matches(s.text, '(?i)\b(previous|last|earlier)\b')
),
sentenced AS (
  SELECT doc, year, sentence_position, section_position, persons, char_start, char_end, counts FROM terms
  UNION ALL
  SELECT * FROM no_fact
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
  -- The convictions of one court, one law or one case say nothing of all, in a text that tells of all elsewhere.
  AND (EXISTS (SELECT 1 FROM whole w WHERE w.doc = s.doc AND w.year = s.year AND w.exploitation IS NULL AND w.metric = 'convictions' AND w.unit = 'person')
       OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.kind IN ('whole', 'circumstance')))
  -- "19 of the 23 offenders": the sentence names its own whole.
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = s.doc AND q.sentence_position = s.sentence_position
                    AND q.kind = 'back_reference' AND (q.low >= s.persons OR s.counts LIKE '%suspended'))
