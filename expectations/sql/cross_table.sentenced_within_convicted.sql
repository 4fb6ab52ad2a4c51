-- Persons sentenced are added up within one sentence (several sentences may be about the same persons) and compared
-- with the maximum of that year's convictions. If a count is part of another one ("of whom", "including", "all"), only
-- the largest counts. A single conviction is usually an example and not the total of a year.
WITH sentenced AS (
  SELECT doc, year, sentence_position, any_value(sentence) AS sentence,
         CASE WHEN regexp_matches(any_value(sentence), '(?i)\b(of (whom|them|these|those)|including|with|all)\b')
              THEN max(count) ELSE sum(count) END AS persons,
         arg_max(char_start, count) AS char_start, arg_max(char_end, count) AS char_end,
         string_agg(count::VARCHAR, ' + ' ORDER BY char_start) AS counts
  FROM figure f
  WHERE metric = 'sentence_terms' AND count IS NOT NULL
    -- "indicted 47 persons and obtained 28 convictions, with sentences of …": the 47 indicted were not all sentenced.
    AND NOT EXISTS (SELECT 1 FROM figure o
                    WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.value = f.count
                      AND (o.relation = 'comparator' OR o.metric IN ('investigations', 'arrests', 'charges', 'prosecutions')))
  GROUP BY doc, year, sentence_position
  UNION ALL
  -- A number of offenders with a term that the reader did not link, or without its length: "terms of two to five years
  -- were imposed on six offenders", "handed prison sentences to 15 offenders".
  SELECT n.doc, coalesce(f.year, d.report_year - 1), n.sentence_position, any_value(n.sentence), max(n.value)::BIGINT,
         arg_max(n.char_start, n.value), arg_max(n.char_end, n.value), num(max(n.value))
  FROM counted n
  JOIN document d ON d.doc = n.doc
  LEFT JOIN (SELECT doc, sentence_position, max(year) AS year, count(count) AS tied FROM figure
             WHERE metric = 'sentence_terms' GROUP BY doc, sentence_position) f
    ON f.doc = n.doc AND f.sentence_position = n.sentence_position
  WHERE n.kind <> 'fact' AND coalesce(f.tied, 0) = 0
    AND regexp_matches(substring(n.sentence, n.ends + 1, 60),
                       '(?i)^\s+([\w’-]+\s+){0,2}(offenders|traffickers|defendants|convicts|perpetrators)\b')
    AND (regexp_matches(substring(n.sentence, 1, n.begins),
                        '(?i)\b(prison|jail) (sentences?|terms?)\b[^,;.0-9]{0,30}\b(on|to|for) (all |the )?$|\bsentenced (all |the )?$')
         OR (f.tied = 0 AND regexp_matches(substring(n.sentence, 1, n.begins),
                                           '(?i)\b(on|to|for|gave|sent|jailed|imprisoned) (all |the )?$')))
    AND regexp_extract(n.sentence, '\b(?:19|20)\d\d\b') IN ('', (d.report_year - 1)::VARCHAR)
    AND NOT regexp_matches(n.sentence, '(?i)\b(previous|last|earlier)\b')
  GROUP BY n.doc, f.year, d.report_year, n.sentence_position
  UNION ALL
  -- A person with a suspended sentence was convicted, too.
  SELECT doc, year, sentence_position, sentence, least::BIGINT, char_start, char_end, num(value) || ' suspended'
  FROM figure
  WHERE metric = 'sentences_suspended' AND unit = 'person' AND status = 'reported' AND least < 'infinity'::DOUBLE
),
convicted AS (
  SELECT doc, year, max(most) AS most, list(sentence_position) AS sentences
  FROM court
  WHERE metric = 'convictions' AND unit = 'person'
  GROUP BY doc, year
)
SELECT s.doc, list_concat([s.sentence_position], c.sentences) AS sentences, s.char_start, s.char_end,
       'at most ' || num(c.most) AS expected, num(s.persons) AS found,
       s.persons || ' persons sentenced (' || s.counts || ') in ' || s.year || ', but ' || num(c.most) || ' convicted'
         AS message
FROM sentenced s JOIN convicted c ON c.doc = s.doc AND c.year = s.year
WHERE c.most > 1 AND s.persons > c.most
