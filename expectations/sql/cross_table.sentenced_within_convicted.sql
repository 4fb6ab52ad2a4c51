-- Persons sentenced are added up within one sentence (several sentences may tell of the same persons), against the most
-- that the convictions of that year can come to. Where a count is a part of another one ("of whom", "including", "all"),
-- the largest stands for the rest. A single conviction is mostly one case told and not the total of a year.
WITH sentenced AS (
  SELECT doc, year, sentence_position, any_value(sentence) AS sentence,
         CASE WHEN regexp_matches(any_value(sentence), '(?i)\b(of (whom|them|these|those)|including|with|all)\b')
              THEN max(count) ELSE sum(count) END AS persons,
         arg_max(char_start, count) AS char_start, arg_max(char_end, count) AS char_end,
         string_agg(count::VARCHAR, ' + ' ORDER BY char_start) AS counts
  FROM figure f
  WHERE metric = 'sentence_terms' AND count IS NOT NULL
    -- "indicted 47 persons and obtained 28 convictions, with sentences of …": those indicted are not those sentenced.
    AND NOT EXISTS (SELECT 1 FROM figure o
                    WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.value = f.count
                      AND (o.relation = 'comparator' OR o.metric IN ('investigations', 'arrests', 'charges', 'prosecutions')))
  GROUP BY doc, year, sentence_position
  UNION ALL
  -- A number of offenders at a term that the reader did not tie to it: "terms of two to five years were imposed on six
  -- offenders".
  SELECT n.doc, f.year, n.sentence_position, any_value(n.sentence), max(n.value)::BIGINT, arg_max(n.char_start, n.value),
         arg_max(n.char_end, n.value), num(max(n.value))
  FROM counted n
  JOIN (SELECT doc, sentence_position, max(year) AS year FROM figure
        WHERE metric = 'sentence_terms' GROUP BY doc, sentence_position HAVING count(count) = 0) f
    ON f.doc = n.doc AND f.sentence_position = n.sentence_position
  WHERE n.kind <> 'fact'
    AND regexp_matches(substring(n.sentence, n.ends + 1, 60),
                       '(?i)^\s+([\w’-]+\s+){0,2}(offenders|traffickers|defendants|convicts|perpetrators)\b')
    AND regexp_matches(substring(n.sentence, 1, n.begins), '(?i)\b(on|to|for|sentenced|gave|sent|jailed|imprisoned) (all |the )?$')
  GROUP BY n.doc, f.year, n.sentence_position
  UNION ALL
  -- Whoever got a suspended sentence was convicted too.
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
