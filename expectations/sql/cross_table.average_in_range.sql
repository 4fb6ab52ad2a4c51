-- "Terms ranged from four to 13 years", "the terms averaged three years": the average lies outside all terms of the
-- narrative's year.
WITH told AS (
  SELECT c.*, d.report_year - 1 AS of_year
  FROM claim c
  JOIN document d ON d.doc = c.doc
  WHERE c.kind = 'average'
    -- the average must not be another year's
    AND NOT EXISTS (SELECT 1 FROM quantity y WHERE y.doc = c.doc AND y.sentence_position = c.sentence_position AND y.kind = 'date' AND y.low <> d.report_year - 1
                      -- "… averaged five years, compared with four in 2010"
                      AND y.char_start BETWEEN c.char_start AND c.char_end + 12)
)
SELECT c.doc, [c.sentence_position, arg_min(t.sentence_position, [t.value, t.char_start])] AS sentences, c.char_start, c.char_end,
       num(min(t.value)) || ' to ' || num(max(coalesce(t.value_high, t.value))) || ' months' AS expected, num(c.value) || ' months' AS found,
       '"' || c.text || '", where the terms are ' || num(min(t.value)) || ' to ' || num(max(coalesce(t.value_high, t.value))) || ' months' AS message
FROM told c
JOIN metric t ON t.doc = c.doc AND t.metric = 'sentence_terms' AND t.year = c.of_year AND t.relation = 'current' AND t.value IS NOT NULL
  -- the average itself is not a term
  AND NOT (t.value = c.value AND t.value_high IS NULL AND t.char_start BETWEEN c.char_start AND c.char_end)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
HAVING bool_or(t.value_high IS NOT NULL) AND bool_and(t.qualifier IN ('exact', 'range')) AND (c.value < min(t.value) OR c.value > max(coalesce(t.value_high, t.value)))
UNION ALL
-- "Sentences averaged seven years, and the longest was five": the average lies beyond a term called the longest or the
-- shortest.
SELECT c.doc, list_distinct([c.sentence_position, k.sentence_position]), c.char_start, c.char_end,
       CASE k.says WHEN 'more' THEN 'at most ' ELSE 'at least ' END || num(t.value) || ' months', num(c.value) || ' months',
       '"' || c.text || '", where "' || k.text || '"'
FROM told c
JOIN claim k ON k.doc = c.doc AND k.kind = 'terms' AND k.says IN ('more', 'less') AND abs(k.sentence_position - c.sentence_position) <= 1
JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
JOIN metric t ON t.doc = o.doc AND t.fact_id = o.fact_id AND t.metric = 'sentence_terms' AND t.unit = 'month' AND t.year = c.of_year AND t.relation = 'current'
WHERE CASE k.says WHEN 'more' THEN c.value > t.value ELSE c.value < t.value END
  -- one of the two may be for other offenders or courts, or for another time
  AND NOT EXISTS (SELECT 1 FROM claim e WHERE e.doc = c.doc AND e.sentence_position IN (c.sentence_position, k.sentence_position)
                    AND e.kind = 'circumstance' AND e.says IN ('others', 'other', 'added', 'eased', 'partly', 'span', 'part_of_year', 'appeal', 'unrelated', 'excepted'))
  AND NOT EXISTS (SELECT 1 FROM quantity y WHERE y.doc = k.doc AND y.sentence_position = k.sentence_position AND y.kind = 'date' AND y.low <> c.of_year)
