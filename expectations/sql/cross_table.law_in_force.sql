-- "The law came into force in March 2016", "Courts convicted four traffickers under the law in 2015": before it was a law, where the
-- narrative tells of no other law that began to hold.
SELECT c.doc, [f.sentence_position, c.sentence_position] AS sentences, f.char_start, f.char_end, c.year || ' or later' AS expected, num(f.value) || ' in ' || f.year AS found,
       num(f.value) || ' ' || f.metric || ' in ' || f.year || ', where the law "' || c.text || '"' AS message
FROM claim c
JOIN claim k ON k.doc = c.doc AND k.kind = 'circumstance' AND k.says = 'law' AND k.sentence_position <> c.sentence_position
JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
JOIN figure f ON f.doc = o.doc AND f.fact_id = o.fact_id AND f.metric IN ('convictions', 'prosecutions') AND f.status = 'reported' AND f.least > 0 AND f.year < c.year
WHERE c.kind = 'in_force' AND c.says IS NULL AND 1 = (SELECT count(*) FROM claim i WHERE i.doc = c.doc AND i.kind = 'in_force' AND i.says IS NULL)
  -- one law, and only one, is against trafficking
  AND 2 > (SELECT count(DISTINCT n.entity_id) FROM mention n WHERE n.doc = c.doc AND n.kind = 'law')
UNION ALL
-- "The Act, enacted in May 2018, …", "the law of 2018": a law that is named, and used in an earlier year; by its name, or as "the
-- law" where the narrative names no other.
SELECT s.doc, list_distinct([s.sentence_position, l.sentence_position]), s.char_start, s.char_end, l.year || ' or later', y.year::VARCHAR,
       '"' || s.text || '" in ' || y.year || ', where the law is of ' || l.year || ': "' || l.text || '"'
FROM (
  SELECT m.doc, m.entity_id, c.year, c.sentence_position, any_value(m.text || ' ' || c.text) AS text
  FROM claim c JOIN mention m ON m.doc = c.doc AND m.kind = 'law' AND m.sentence_position = c.sentence_position AND m.char_end BETWEEN c.char_start - 3 AND c.char_end
  WHERE c.kind = 'in_force' AND c.says IS DISTINCT FROM 'revised'
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'in_force' AND k.says = 'revised')
  GROUP BY ALL
  UNION ALL
  -- names, not sentences
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
-- the only year of its sentence
JOIN (SELECT doc, sentence_position, max(low)::INTEGER AS year FROM quantity WHERE kind = 'date' GROUP BY doc, sentence_position HAVING min(low) = max(low)) y
  ON y.doc = s.doc AND y.sentence_position = s.sentence_position
WHERE y.year < l.year AND s.sentence_position <> l.sentence_position
QUALIFY row_number() OVER (PARTITION BY s.doc, s.char_start ORDER BY l.year, l.sentence_position) = 1
UNION ALL
-- "The law entered into force on December 20, 2007", "The first to be convicted under the law was sentenced in June 2007": used before
-- the month in which it began to hold, or in an earlier year. By its name, as "the new law", or as "the law" where the narrative names no
-- other and tells of no change to it.
SELECT u.doc, list_distinct([u.sentence_position, l.sentence_position]), u.char_start, u.char_end, concat_ws('/', l.value, l.year) || ' or later', concat_ws('/', u.value, u.year),
       '"' || u.text || '" in ' || concat_ws('/', u.value, u.year) || ', where the law "' || l.text || '" in ' || concat_ws('/', l.value, l.year)
FROM law_date l
JOIN law_date u ON u.doc = l.doc AND u.kind <> 'in_force'
 -- "The law took effect in July 2016, and under it courts convicted two in May 2016": each has its own date
 AND (u.sentence_position <> l.sentence_position OR u.value <> l.value OR u.year <> l.year)
 AND (u.entity_id = l.entity_id OR u.entity_id IS NULL AND u.kind = 'circumstance' AND (u.new OR l.laws = (l.entity_id IS NOT NULL)::INTEGER))
WHERE l.kind = 'in_force' AND l.beginnings = 1
  -- "the article took effect in August, and under it": of this law
  AND (l.says IS NULL OR u.new OR l.says = 'law' AND (l.entity_id IS NOT NULL OR u.kind = 'circumstance' AND u.sentence_position = l.sentence_position))
  AND NOT EXISTS (SELECT 1 FROM claim r WHERE r.doc = l.doc AND r.sentence_position = l.sentence_position AND r.kind = 'in_force' AND r.says = 'revised')
  AND u.year * 12 + coalesce(u.value, 12) < l.year * 12 + l.value
QUALIFY row_number() OVER (PARTITION BY u.doc, u.char_start ORDER BY l.year DESC, l.value DESC) = 1
