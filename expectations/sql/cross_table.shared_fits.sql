-- "146 victims, of whom fewer than half, 87, were children", "children made up two thirds of the victims identified":
-- no pair of numbers to which the words may refer has the stated share.
SELECT c.doc, list_distinct([c.sentence_position] || list(coalesce(n.sentence_position, c.sentence_position))) AS sentences, c.char_start, c.char_end,
       num(round(c.value)) || ' percent' AS expected, string_agg(DISTINCT num(p.value) || ' of ' || num(w.value), ', ' ORDER BY num(p.value) || ' of ' || num(w.value)) AS found,
       '"' || c.text || '": ' || string_agg(DISTINCT num(p.value) || ' of ' || num(w.value) || ' is ' || num(round(100 * p.value / w.value)) || ' percent', ', '
                                      ORDER BY num(p.value) || ' of ' || num(w.value) || ' is ' || num(round(100 * p.value / w.value)) || ' percent') AS message
FROM claim c
JOIN claim_operand w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
JOIN claim_operand p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.position = w.position + 1
LEFT JOIN told_number n ON n.doc = c.doc AND n.value = w.value AND n.char_start < c.char_start
WHERE c.kind = 'shared'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value, c.qualifier
HAVING bool_and(p.qualifier = 'exact' AND w.qualifier = 'exact') AND NOT bool_or(share_is(p.value, w.value, c.value, c.qualifier))
