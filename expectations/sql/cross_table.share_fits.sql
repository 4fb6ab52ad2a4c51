-- "of the 72, 27, or 55 percent": a percentage that the part and its whole do not have. Rounding may change it by one.
WITH shared AS (
  SELECT c.doc, c.claim_id, p.value AS part, w.value AS whole, p.qualifier = 'exact' AND w.qualifier = 'exact' AS exact, []::INTEGER[] AS told_in
  FROM claim c
  JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
  JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
  WHERE c.kind = 'share'
  UNION ALL
  -- "It cared for 150 victims. It returned 60 of the victims in its care, or 55 percent": of the only number that the sentences
  -- before tell that is as large.
  SELECT c.doc, c.claim_id, p.value, max(w.value), p.qualifier = 'exact' AND bool_and(w.qualifier = 'exact'), list(w.sentence_position)
  FROM claim c
  JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  JOIN figure w ON w.doc = c.doc AND w.unit = p.unit AND w.year = p.year AND w.relation = 'current' AND w.status = 'reported' AND w.part_of IS NULL
   AND w.section_position = s.section_position AND w.sentence_position BETWEEN c.sentence_position - 3 AND c.sentence_position - 1 AND w.value >= p.value
  WHERE c.kind = 'share' AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
    AND NOT EXISTS (SELECT 1 FROM counted n JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position
                    WHERE n.doc = c.doc AND t.section_position = s.section_position AND n.sentence_position BETWEEN c.sentence_position - 4 AND c.sentence_position
                      AND n.char_start < c.char_start AND n.low >= p.value AND n.fact_id IS DISTINCT FROM w.fact_id)
  GROUP BY c.doc, c.claim_id, p.value, p.qualifier HAVING count(*) = 1
  UNION ALL
  -- "Girls were 45 percent of the victims": the only figures that the text gives of that kind, and of all.
  SELECT c.doc, c.claim_id, max(p.value), max(w.value), bool_and(p.qualifier = 'exact' AND w.qualifier = 'exact'),
         list_distinct(list(p.sentence_position) || list(w.sentence_position))
  FROM claim c
  JOIN document d ON d.doc = c.doc
  JOIN figure p ON p.doc = c.doc AND p.metric = c.metric AND p.year = d.report_year - 1 AND p.relation = 'current' AND p.status = 'reported'
   AND NOT p.official AND concat_ws('+', p.exploitation, p.age, p.gender, p.nationality) = c.says
  JOIN figure w ON w.doc = c.doc AND w.metric = c.metric AND w.unit = p.unit AND w.year = p.year AND w.relation = 'current' AND w.status = 'reported'
   AND w.general AND w.part_of IS NULL
  WHERE c.kind = 'share' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  GROUP BY c.doc, c.claim_id HAVING min(p.value) = max(p.value) AND min(w.value) = max(w.value)
)
SELECT c.doc, [c.sentence_position] || list_sort(s.told_in) AS sentences, c.char_start, c.char_end, num(c.value) || ' percent' AS expected,
       num(s.part) || ' of ' || num(s.whole) AS found,
       '"' || c.text || '": ' || num(s.part) || ' of ' || num(s.whole) || ' is '
         || num(round(100 * s.part / s.whole)) || ' percent' AS message
FROM claim c
JOIN shared s ON s.doc = c.doc AND s.claim_id = c.claim_id
WHERE s.exact AND s.whole > 0
  AND CASE c.qualifier WHEN 'at_least' THEN 100 * s.part / s.whole < c.value - 1
                       WHEN 'at_most' THEN 100 * s.part / s.whole > c.value + 1
                       WHEN 'about' THEN abs(100 * s.part / s.whole - c.value) > 5
                       ELSE abs(100 * s.part / s.whole - c.value) > 1 END
