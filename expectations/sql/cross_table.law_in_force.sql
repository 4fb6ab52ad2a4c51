-- "The law came into force in March 2016", "Courts convicted four traffickers under the law in 2015": before it was a law, where the
-- narrative tells of no other law that began to hold.
SELECT c.doc, [f.sentence_position, c.sentence_position] AS sentences, f.char_start, f.char_end, c.year || ' or later' AS expected, num(f.value) || ' in ' || f.year AS found,
       num(f.value) || ' ' || f.metric || ' in ' || f.year || ', where the law "' || c.text || '"' AS message
FROM claim c
JOIN claim k ON k.doc = c.doc AND k.kind = 'circumstance' AND k.says = 'law' AND k.sentence_position <> c.sentence_position
JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
JOIN figure f ON f.doc = o.doc AND f.fact_id = o.fact_id AND f.metric IN ('convictions', 'prosecutions') AND f.status = 'reported' AND f.least > 0 AND f.year < c.year
WHERE c.kind = 'in_force' AND 1 = (SELECT count(*) FROM claim i WHERE i.doc = c.doc AND i.kind = 'in_force')
  -- one law, and only one, is against trafficking
  AND 2 > (SELECT count(DISTINCT n.entity_id) FROM mention n WHERE n.doc = c.doc AND n.kind = 'law')
