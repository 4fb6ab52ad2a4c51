-- "24 courses, with 1,128 participants in all, or an average of 63 a course", "25 officers in each of its 12 courses,
-- or 360 in all", "nine workshops, each for 35 officials": the average does not follow from any numbers to which it may
-- refer, in whatever order.
SELECT a.doc, list_distinct([a.sentence_position] || list(coalesce(n.sentence_position, a.sentence_position))) AS sentences, a.char_start, a.char_end,
       num(round(max(a.whole / a.each), 1)) AS expected, num(a.value) AS found,
       '"' || a.text || '": ' || num(max(a.whole)) || ' in ' || num(any_value(a.each)) || ' are ' || num(round(max(a.whole / a.each), 1)) || ' each' AS message
FROM (SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value, c.qualifier, c.says, w.value AS whole, e.value AS each
      FROM claim c
      JOIN claim_operand w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
      JOIN claim_operand e ON e.doc = c.doc AND e.claim_id = c.claim_id AND e.role = 'part' AND e.position = w.position + 1
      WHERE c.kind = 'averaged') a
LEFT JOIN told_number n ON n.doc = a.doc AND n.value = a.whole AND n.char_start < a.char_start
-- "inspected 84 firms and fined 46 a total of $276,000, or $6,000 on average": the average may be for a number without
-- a noun
WHERE NOT EXISTS (SELECT 1 FROM told_number o WHERE o.doc = a.doc AND o.sentence_position = a.sentence_position AND o.fact_id IS NULL AND round(a.whole / o.value) = a.value)
GROUP BY a.doc, a.claim_id, a.sentence_position, a.char_start, a.char_end, a.text, a.value, a.qualifier, a.says
-- "at least two persons in each of the 11 cases": there are 22 or more people
HAVING bool_and(CASE WHEN a.says = 'same' AND a.qualifier = 'at_least' THEN a.whole < a.value * a.each
                     WHEN a.says = 'same' AND a.qualifier = 'at_most' THEN a.whole > a.value * a.each
                     -- "12 cases, each against a single defendant", "convicted 15": "each" does not state a rounded
                     -- average
                     WHEN a.says = 'same' AND a.qualifier = 'exact' THEN a.whole <> a.value * a.each
                     ELSE abs(a.whole / a.each - a.value) > CASE WHEN a.qualifier = 'about' THEN greatest(1, a.value * 0.15) ELSE greatest(0.6, a.value * 0.05) END END)
UNION ALL
-- "in 19 cases, each of them against at least two defendants", "33 persons stood indicted", in whatever sentence: no
-- figure for people with the metric and year of the cases fits.
SELECT c.doc, list_distinct([c.sentence_position, arg_max(p.sentence_position, [p.value, -p.char_start])]), c.char_start, c.char_end, 'at least ' || num(c.value * any_value(k.value)), num(max(p.value)),
       '"' || c.text || '": ' || num(any_value(k.value)) || ' cases with at least ' || num(c.value) || ' persons each, and ' || num(max(p.value)) || ' persons'
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
JOIN metric r ON r.doc = o.doc AND r.fact_id = o.fact_id
JOIN figure k ON k.doc = r.doc AND k.fact_id = coalesce(r.restates, r.fact_id) AND k.unit = 'case' AND k.qualifier = 'exact'
JOIN figure p ON p.doc = k.doc AND p.metric = k.metric AND p.year = k.year AND p.relation = k.relation AND p.unit = 'person' AND p.part_of IS NULL AND p.value > k.value
 AND coalesce(p.exploitation, k.exploitation, '') = coalesce(k.exploitation, '') AND NOT p.official
WHERE c.kind = 'averaged' AND c.says = 'same' AND c.qualifier IN ('exact', 'at_least')
  AND NOT EXISTS (SELECT 1 FROM claim_operand w WHERE w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole')
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
HAVING bool_and(p.most < c.value * k.value)
UNION ALL
-- "11 of these cases, each against a single defendant", "convicted 14 defendants in the 11 cases": there are more
-- people than one per case
SELECT c.doc, [c.sentence_position, n.sentence_position], n.char_start, n.char_end, 'at most ' || num(o.value), num(n.value),
       '"' || c.text || '": ' || num(n.value) || ' persons in ' || num(o.value) || ' cases'
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.unit = 'case' AND o.qualifier = 'exact' AND o.value > 1
JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position + 1 AND c.sentence_position + 3 AND n.value > o.value AND n.exact AND NOT n.earlier
 AND coalesce(n.unit = 'person', true) AND n.kind <> 'other_money'
JOIN told_number m ON m.doc = n.doc AND m.sentence_position = n.sentence_position AND m.value = o.value AND m.char_start - n.char_end BETWEEN 5 AND 40 AND coalesce(m.unit = 'case', true)
WHERE c.kind = 'circumstance' AND c.says IN ('single', 'once')
QUALIFY row_number() OVER (PARTITION BY c.doc, n.char_start ORDER BY c.char_start, o.value) = 1
