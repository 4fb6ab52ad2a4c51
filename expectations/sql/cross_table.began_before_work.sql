-- "created the unit in September 2022", "Between February and June 2022, officers of the unit accompanied inspectors":
-- the unit was at work before it was created. Each claim stores the other claim's month: 24273 is September 2022.
SELECT c.doc, list_distinct([c.sentence_position] || list(k.sentence_position)) AS sentences, c.char_start, c.char_end,
       CASE c.kind WHEN 'began' THEN month_of(o.value) || ' or earlier' ELSE month_of(o.value) || ' or later' END AS expected, concat_ws('/', c.value::INTEGER, c.year) AS found,
       '"' || c.text || '" in ' || concat_ws('/', c.value::INTEGER, c.year) || CASE c.kind WHEN 'began' THEN ', but at work in ' ELSE ', but begun in ' END || month_of(o.value) AS message
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
LEFT JOIN claim k ON k.doc = c.doc AND k.kind = 'began' AND k.says IS NULL AND k.claim_id <> c.claim_id AND k.year * 12 + k.value = o.value
WHERE c.says IS NULL AND (c.kind = 'at_work' AND c.year * 12 + coalesce(c.value, 12) < o.value OR c.kind = 'began' AND o.value < c.year * 12 + c.value)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.kind, c.text, c.year, c.value, o.value
QUALIFY row_number() OVER (PARTITION BY c.doc, c.sentence_position ORDER BY c.char_start) = 1
UNION ALL
-- "The shelter closed in August 2017 and did not reopen", "Four girls were placed in the shelter in November 2017"
SELECT c.doc, [c.sentence_position, told.value::INTEGER], c.char_start, c.char_end, month_of(o.value) || ' or earlier', concat_ws('/', c.value::INTEGER, c.year),
       '"' || c.text || '" in ' || concat_ws('/', c.value::INTEGER, c.year) || ', but closed in ' || month_of(o.value)
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'against'
JOIN claim_operand told ON told.doc = c.doc AND told.claim_id = c.claim_id AND told.role = 'whole'
WHERE c.kind = 'at_work' AND c.says = 'closed' AND c.value IS NOT NULL AND c.year * 12 + c.value > o.value
UNION ALL
-- "arrested in November 2016", "In May 2016, the court sentenced this man"; "lifted the ban in January 2018", "left in
-- November 2017 after the lifting of the ban": the earlier event has the later date. A date without a month may be any
-- month of its year.
SELECT c.doc, list_distinct([c.sentence_position, told.value::INTEGER]), c.char_start, c.char_end,
       month_of(o.value) || CASE c.kind WHEN 'began' THEN ' or earlier' ELSE ' or later' END, concat_ws('/', c.value::INTEGER, c.year),
       '"' || c.text || '" in ' || concat_ws('/', c.value::INTEGER, c.year) || ', but ' || 'what came ' || CASE c.kind WHEN 'began' THEN 'after it in ' ELSE 'before it in ' END || month_of(o.value)
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'against'
JOIN claim_operand told ON told.doc = c.doc AND told.claim_id = c.claim_id AND told.role = 'whole'
WHERE c.says = 'case' AND CASE c.kind WHEN 'began' THEN c.year * 12 + coalesce(c.value, 1) > o.value WHEN 'at_work' THEN c.year * 12 + coalesce(c.value, 12) < o.value END
QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY told.value DESC) = 1
