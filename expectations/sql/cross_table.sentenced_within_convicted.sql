-- Persons sentenced are added up within one sentence (several sentences may tell of the same persons), against the most
-- that the convictions of that year can come to. Where a count is a part of another one ("of whom", "including", "all"),
-- the largest stands for the rest. A single conviction is mostly one case told and not the total of a year.
WITH sentenced AS (
  SELECT doc, year, sentence_position, any_value(sentence) AS sentence,
         CASE WHEN regexp_matches(any_value(sentence), '(?i)\b(of (whom|them|these|those)|including|with|all)\b')
              THEN max(count) ELSE sum(count) END AS persons,
         arg_max(char_start, count) AS char_start, arg_max(char_end, count) AS char_end,
         string_agg(count::VARCHAR, ' + ' ORDER BY char_start) AS counts
  FROM figure
  WHERE metric = 'sentence_terms' AND count IS NOT NULL
  GROUP BY doc, year, sentence_position
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
