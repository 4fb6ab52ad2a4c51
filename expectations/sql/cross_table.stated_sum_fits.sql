-- "Nigeria (19), Romania (14), … a total of 57": a sum that its list does not make. The list may begin with a whole that is
-- no part of the sum, so any of its endings of two figures or more may be what is summed.
WITH summed AS (
  SELECT p.doc, p.claim_id, p.position,
         sum(p.value) OVER (PARTITION BY p.doc, p.claim_id ORDER BY p.position DESC) AS sum_of_rest,
         count(*) OVER (PARTITION BY p.doc, p.claim_id ORDER BY p.position DESC) AS parts,
         p.qualifier = 'exact' AND coalesce(p.relation, 'current') = 'current' AS sure
  FROM claim_figure p WHERE p.role = 'part'
)
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, num(max(s.sum_of_rest)) AS expected,
       num(w.value) AS found,
       '"' || c.text || '": the figures together are ' || num(max(s.sum_of_rest)) AS message
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
JOIN summed s ON s.doc = c.doc AND s.claim_id = c.claim_id
WHERE c.kind = 'total' AND w.qualifier = 'exact' AND coalesce(w.relation, 'current') = 'current'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, w.value
HAVING bool_and(s.sure) AND max(s.parts) >= 2 AND NOT bool_or(s.parts >= 2 AND s.sum_of_rest = w.value)
UNION ALL
-- "186,000 euros, of which 121,000 went to the shelter and 98,000 to the hotline": no money is spent twice.
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, CASE WHEN c.says IS NULL THEN 'at most ' ELSE '' END || num(max(o.value) FILTER (o.role = 'whole')),
       num(sum(o.value) FILTER (o.role = 'part')),
       '"' || c.text || '": the parts together are ' || num(sum(o.value) FILTER (o.role = 'part'))
FROM claim c JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
WHERE c.kind = 'spent'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.says
HAVING sum(o.least) FILTER (o.role = 'part') > max(o.most) FILTER (o.role = 'whole')
    OR c.says = 'same' AND sum(o.most) FILTER (o.role = 'part') < max(o.least) FILTER (o.role = 'whole')
