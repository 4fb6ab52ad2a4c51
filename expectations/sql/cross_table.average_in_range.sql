-- "Terms ranged from four to 13 years", "the terms averaged three years": the average lies outside all terms of the
-- narrative's year.
SELECT c.doc, [c.sentence_position, arg_min(t.sentence_position, [t.value, t.char_start])] AS sentences, c.char_start, c.char_end,
       num(min(t.value)) || ' to ' || num(max(coalesce(t.value_high, t.value))) || ' months' AS expected, num(c.value) || ' months' AS found,
       '"' || c.text || '", where the terms are ' || num(min(t.value)) || ' to ' || num(max(coalesce(t.value_high, t.value))) || ' months' AS message
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN metric t ON t.doc = c.doc AND t.metric = 'sentence_terms' AND t.year = d.report_year - 1 AND t.relation = 'current' AND t.value IS NOT NULL
  -- the average itself is not a term
  AND NOT (t.value = c.value AND t.value_high IS NULL AND t.char_start BETWEEN c.char_start AND c.char_end)
WHERE c.kind = 'average'
  -- the average must not be another year's
  AND NOT EXISTS (SELECT 1 FROM quantity y WHERE y.doc = c.doc AND y.sentence_position = c.sentence_position AND y.kind = 'date' AND y.low <> d.report_year - 1
                    -- "… averaged five years, compared with four in 2010"
                    AND y.char_start BETWEEN c.char_start AND c.char_end + 12)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
HAVING bool_or(t.value_high IS NOT NULL) AND bool_and(t.qualifier IN ('exact', 'range')) AND (c.value < min(t.value) OR c.value > max(coalesce(t.value_high, t.value)))
