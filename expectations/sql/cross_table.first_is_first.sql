-- "the first convictions ever under the 2005 act", where another sentence gives earlier ones. If the claim is limited to a
-- law, that sentence must name it with the same words.
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, c.char_start, c.char_end,
       'none before ' || min(o.year) AS expected, num(f.value) || ' in ' || f.year AS found,
       '"' || c.text || '" of ' || min(o.year) || ', but ' || num(f.value) || ' ' || f.metric || ' in ' || f.year AS message
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN figure f ON f.doc = c.doc AND f.metric = c.metric AND f.unit = o.unit
WHERE c.kind = 'first' AND f.general AND f.status = 'reported' AND f.least > 0 AND f.sentence_position <> c.sentence_position
  AND (NOT contains(c.text, ' under ') OR contains(f.sentence, 'under ' || split_part(c.text, ' under ', 2)))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, f.fact_id, f.value, f.metric, f.year,
         f.sentence_position
HAVING f.year < min(o.year)
