-- "more victims than in any other year since 2008", "the highest number since 2012", where another year's figure is
-- higher.
WITH measured AS (
  SELECT c.doc, c.claim_id, m.metric, m.unit, m.year, m.least, m.most, m.value, m.sentence_position, m.fact_id
  FROM claim c JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'measured'
  JOIN figure m ON m.doc = o.doc AND m.fact_id = o.fact_id
  WHERE c.kind = 'record' AND m.general
  UNION ALL
  -- "This was the largest number in five years": the claim refers to the preceding sentence's only total
  SELECT c.doc, c.claim_id, any_value(w.metric), any_value(w.unit), any_value(w.year), min(w.least), max(w.most), min(w.value), min(w.sentence_position), any_value(w.fact_id)
  FROM claim c JOIN whole w ON w.doc = c.doc AND w.sentence_position = c.sentence_position - 1 AND w.relation = 'current' AND w.status = 'reported' AND w.general
  WHERE c.kind = 'record' AND c.metric IS NULL AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
    AND NOT EXISTS (SELECT 1 FROM whole o WHERE o.doc = c.doc AND o.sentence_position = c.sentence_position AND o.char_end <= c.char_start)
  GROUP BY c.doc, c.claim_id HAVING count(*) = 1
  UNION ALL
  -- "In 2019, courts convicted five traffickers, more than in any other year": the claim refers to the only total in
  -- its sentence
  SELECT c.doc, c.claim_id, any_value(w.metric), any_value(w.unit), any_value(w.year), min(w.least), max(w.most), min(w.value), min(w.sentence_position), any_value(w.fact_id)
  FROM claim c JOIN whole w ON w.doc = c.doc AND w.sentence_position = c.sentence_position AND w.char_end <= c.char_start AND w.relation = 'current' AND w.status = 'reported' AND w.general
  WHERE c.kind = 'record' AND c.metric IS NULL AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  GROUP BY c.doc, c.claim_id HAVING count(*) = 1
  UNION ALL
  -- the words refer to the text's only figure for the metric that they name
  SELECT c.doc, c.claim_id, c.metric, any_value(m.unit), m.year, min(m.least), max(m.most), min(m.value), min(m.sentence_position), NULL
  FROM claim c JOIN document d ON d.doc = c.doc
  JOIN figure m ON m.doc = c.doc AND m.metric = c.metric AND m.year = d.report_year - 1 AND m.relation = 'current' AND m.status = 'reported' AND m.general AND m.part_of IS NULL
  WHERE c.kind = 'record' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  GROUP BY c.doc, c.claim_id, c.metric, m.year HAVING count(DISTINCT m.value) = 1 AND count(DISTINCT m.unit) = 1
)
SELECT c.doc, list_distinct([c.sentence_position, m.sentence_position, f.sentence_position]) AS sentences, c.char_start, c.char_end,
       CASE c.says WHEN 'more' THEN 'at most ' ELSE 'at least ' END || num(m.value) AS expected, num(f.value) AS found,
       '"' || c.text || '": ' || m.metric || ' were ' || num(m.value) || ' in ' || m.year || ' and ' || num(f.value) || ' in ' || f.year AS message
FROM claim c
JOIN measured m ON m.doc = c.doc AND m.claim_id = c.claim_id
JOIN figure f ON f.doc = m.doc AND f.metric = m.metric AND f.unit = m.unit AND f.general AND f.status IN ('reported', 'none') AND f.year < m.year AND f.part_of IS NULL
WHERE c.kind = 'record' AND f.year > coalesce(c.year, 0)
  -- "the most in five years"
  AND f.year > m.year - coalesce(c.value + 1, (SELECT max(q.low) / 12 FROM quantity q WHERE q.doc = c.doc AND q.kind = 'duration' AND q.char_start BETWEEN c.char_start AND c.char_end), 1000)
  AND CASE c.says WHEN 'more' THEN f.least > m.most ELSE f.most < m.least END
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says IN ('others', 'added'))
  AND NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = m.doc AND o.sentence_position = m.sentence_position AND o.metric = m.metric AND o.year = m.year AND o.part_of IS NULL AND o.value <> m.value)
  -- "49 percent of the newcomers, or 120, the most since 2015": the record is for the newcomers, or for their share or
  -- number
  AND (m.fact_id IS NULL OR EXISTS (SELECT 1 FROM link l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.related_to = m.fact_id AND l.kind = 'compared_with')
       OR 2 = (SELECT count(*) FROM whole w WHERE w.doc = m.doc AND w.fact_id IN (m.fact_id, f.fact_id)))
QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY abs(f.value - m.value) DESC) = 1
