-- "began 2013 with 26 open investigations, took up 31 new ones, brought 22 to a close, and carried 41 over into 2014":
-- only 35 would be left.
SELECT c.doc, list_distinct([c.sentence_position] || list(coalesce(n.sentence_position, c.sentence_position))) AS sentences, c.char_start, c.char_end,
       num(any_value(s.left_over)) AS expected, num(any_value(s.told)) AS found,
       '"' || c.text || '": ' || any_value(s.sum) || ' leave ' || num(any_value(s.left_over)) || ', not ' || num(any_value(s.told)) AS message
FROM claim c
JOIN (SELECT doc, claim_id, sum(CASE role WHEN 'figure' THEN value WHEN 'part' THEN value WHEN 'against' THEN -value END) AS left_over, max(value) FILTER (role = 'whole') AS told,
             string_agg(CASE role WHEN 'figure' THEN '' WHEN 'part' THEN '+ ' WHEN 'against' THEN '- ' END || num(value), ' ' ORDER BY position) FILTER (role <> 'whole') AS sum, bool_and(qualifier = 'exact') AS exact
      FROM claim_operand GROUP BY doc, claim_id) s ON s.doc = c.doc AND s.claim_id = c.claim_id
LEFT JOIN claim_operand b ON b.doc = c.doc AND b.claim_id = c.claim_id AND b.role = 'figure'
LEFT JOIN told_number n ON n.doc = c.doc AND n.value = b.value AND n.sentence_position = c.sentence_position - 1
WHERE c.kind = 'stock' AND s.exact AND s.left_over <> s.told
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text
