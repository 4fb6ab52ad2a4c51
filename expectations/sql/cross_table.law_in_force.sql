-- "The law came into force in March 2016", "Courts convicted four traffickers under the law in 2015": the convictions
-- precede the law, and the narrative mentions no other law that took effect.
SELECT c.doc, [f.sentence_position, c.sentence_position] AS sentences, f.char_start, f.char_end, c.year || ' or later' AS expected, num(f.value) || ' in ' || f.year AS found,
       num(f.value) || ' ' || f.metric || ' in ' || f.year || ', where the law "' || c.text || '"' AS message
FROM claim c
JOIN claim k ON k.doc = c.doc AND k.kind = 'circumstance' AND k.says = 'law' AND k.sentence_position <> c.sentence_position
JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
JOIN figure f ON f.doc = o.doc AND f.fact_id = o.fact_id AND f.metric IN ('convictions', 'prosecutions') AND f.status = 'reported' AND f.least > 0 AND f.year < c.year
WHERE c.kind = 'in_force' AND c.says IS NULL AND 1 = (SELECT count(*) FROM claim i WHERE i.doc = c.doc AND i.kind = 'in_force' AND i.says IS NULL)
  -- exactly one law is against trafficking
  AND 2 > (SELECT count(DISTINCT n.entity_id) FROM mention n WHERE n.doc = c.doc AND n.kind = 'law')
UNION ALL
-- "The Act, enacted in May 2018, …", "the law of 2018": the named law was applied in an earlier year. A sentence refers
-- to it by name, or as "the law" if the narrative names no other law.
SELECT s.doc, list_distinct([s.sentence_position, l.sentence_position]), s.char_start, s.char_end, l.year || ' or later', y.year::VARCHAR,
       '"' || s.text || '" in ' || y.year || ', where the law is of ' || l.year || ': "' || l.text || '"'
FROM (
  SELECT m.doc, m.entity_id, c.year, c.sentence_position, any_value(m.text || ' ' || c.text) AS text
  FROM claim c JOIN mention m ON m.doc = c.doc AND m.kind = 'law' AND m.sentence_position = c.sentence_position AND m.char_end BETWEEN c.char_start - 3 AND c.char_end
  WHERE c.kind = 'in_force' AND c.says IS DISTINCT FROM 'revised'
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'in_force' AND k.says = 'revised')
  GROUP BY ALL
  UNION ALL
  -- these patterns match names, not sentences
  SELECT doc, entity_id, max(regexp_extract(text, '\d{4}$')::INTEGER), min(sentence_position), any_value(text) FROM mention
  WHERE kind = 'law' AND regexp_matches(text, '(law|act|decree) of (19|20)\d\d$', 'i')
  GROUP BY doc, entity_id
) l
JOIN (
  SELECT c.doc, c.sentence_position, c.char_start, m.char_end, c.text || ' ' || m.text AS text, m.entity_id
  FROM claim c JOIN mention m ON m.doc = c.doc AND m.kind = 'law' AND m.char_start BETWEEN c.char_end AND c.char_end + 6
  WHERE c.kind = 'under_law'
  UNION ALL
  SELECT c.doc, c.sentence_position, c.char_start, c.char_end, c.text, min(m.entity_id)
  FROM claim c JOIN mention m ON m.doc = c.doc AND m.kind = 'law'
  WHERE c.kind = 'circumstance' AND c.says = 'law' AND contains(lower(c.text), 'under')
  GROUP BY ALL HAVING count(DISTINCT m.entity_id) = 1
) s ON s.doc = l.doc AND s.entity_id = l.entity_id
-- the year must be the only year in its sentence
JOIN (SELECT doc, sentence_position, max(low)::INTEGER AS year FROM quantity WHERE kind = 'date' GROUP BY doc, sentence_position HAVING min(low) = max(low)) y
  ON y.doc = s.doc AND y.sentence_position = s.sentence_position
WHERE y.year < l.year AND s.sentence_position <> l.sentence_position
QUALIFY row_number() OVER (PARTITION BY s.doc, s.char_start ORDER BY l.year, l.sentence_position) = 1
UNION ALL
-- "The law entered into force on December 20, 2007", "The first to be convicted under the law was sentenced in June
-- 2007": the law was applied before the month in which it took effect, or in an earlier year. Each claim stores the
-- other claim's month: 24273 is September 2022.
SELECT c.doc, list_distinct([c.sentence_position] || list(k.sentence_position)), c.char_start, c.char_end,
       CASE c.kind WHEN 'began' THEN month_of(o.value) || ' or earlier' ELSE month_of(o.value) || ' or later' END, concat_ws('/', c.value::INTEGER, c.year),
       '"' || c.text || '" in ' || concat_ws('/', c.value::INTEGER, c.year) || CASE c.kind WHEN 'began' THEN ', but used in ' ELSE ', but a law since ' END || month_of(o.value)
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
LEFT JOIN claim k ON k.doc = c.doc AND k.kind = 'began' AND k.says = 'law' AND k.claim_id <> c.claim_id AND k.year * 12 + k.value = o.value
WHERE c.says = 'law' AND (c.kind = 'at_work' AND c.year * 12 + coalesce(c.value, 12) < o.value OR c.kind = 'began' AND o.value < c.year * 12 + c.value)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.kind, c.text, c.year, c.value, o.value
QUALIFY row_number() OVER (PARTITION BY c.doc, c.sentence_position ORDER BY c.char_start) = 1
