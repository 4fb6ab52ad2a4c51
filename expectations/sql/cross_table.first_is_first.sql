-- "the first convictions ever under the 2005 act", where another sentence gives earlier ones. If the claim is limited to a
-- law, that sentence must name it, too.
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, c.char_start, c.char_end,
       'none before ' || min(o.year) AS expected, num(f.value) || ' in ' || f.year AS found,
       '"' || c.text || '" of ' || min(o.year) || ', but ' || num(f.value) || ' ' || f.metric || ' in ' || f.year AS message
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN figure f ON f.doc = c.doc AND f.metric = c.metric AND f.unit = o.unit
WHERE c.kind = 'first' AND f.general AND o.official IS NOT TRUE AND f.status = 'reported' AND f.least > 0 AND f.sentence_position <> c.sentence_position
  AND NOT EXISTS (SELECT 1 FROM mention l WHERE l.doc = c.doc AND l.kind = 'law' AND l.char_start BETWEEN c.char_start AND c.char_end
                    AND l.entity_id NOT IN (SELECT n.entity_id FROM mention n WHERE n.doc = f.doc AND n.sentence_position = f.sentence_position AND n.kind = 'law'))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, f.fact_id, f.value, f.metric, f.year,
         f.sentence_position
HAVING f.year < min(o.year) AND f.year > coalesce(max(c.year), 0)
