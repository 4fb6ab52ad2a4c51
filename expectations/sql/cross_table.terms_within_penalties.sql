-- Finds prison terms above the highest penalty stated in the narrative. Sentences for several offenses and unmentioned
-- laws make such terms common, so the check is only information. Laws without a maximum set no limit. Another check
-- covers terms under a named law.
WITH law AS (
  SELECT doc, max(CASE WHEN qualifier = 'at_least' AND value_high IS NULL THEN 'infinity'::DOUBLE
                       ELSE coalesce(value_high, value) END) AS highest,
         arg_max(sentence_position, [coalesce(value_high, value), -char_start]) AS sentence_position
  FROM metric
  WHERE metric = 'penalty_prescribed' AND value IS NOT NULL
  GROUP BY doc
)
SELECT t.doc, [t.sentence_position, l.sentence_position] AS sentences, t.char_start, t.char_end,
       'at most ' || num(l.highest) || ' months' AS expected, num(coalesce(t.value_high, t.value)) || ' months' AS found,
       'A term of ' || num(coalesce(t.value_high, t.value)) || ' months, where the highest penalty named is '
         || num(l.highest) || ' months' AS message
FROM metric t JOIN law l ON l.doc = t.doc
WHERE t.metric = 'sentence_terms' AND coalesce(t.value_high, t.value) > l.highest
  AND NOT EXISTS (SELECT 1 FROM outside_law o WHERE o.doc = t.doc AND o.char_start = t.char_start)
