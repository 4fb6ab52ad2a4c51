-- "24 courses, with 1,128 participants in all, or an average of 63 a course", "nine workshops, each for 35 officials": where no
-- number around is so many times another. In the sentence behind, only numbers beside as many courses; if each course had the same
-- number, nothing else: "and trained 400 teachers by other means". Also "25 officers in each
-- of its 12 courses, or 360 in all".
WITH course AS (
  SELECT c.doc, c.claim_id, q.sentence_position, q.low AS courses
  FROM claim c
  JOIN quantity q ON q.doc = c.doc AND q.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position AND NOT q.char_start BETWEEN c.char_start AND c.char_end
  JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id AND m.metric = 'trainings' AND m.qualifier = 'exact' AND m.relation = 'current'
  WHERE c.kind = 'rate' AND q.low > 1
  QUALIFY q.sentence_position = max(q.sentence_position) OVER (PARTITION BY c.doc, c.claim_id)
),
attending AS (
  SELECT c.doc, c.claim_id, q.sentence_position, q.low AS persons, t.courses, t.sentence_position AS told_in
  FROM claim c
  JOIN course t ON t.doc = c.doc AND t.claim_id = c.claim_id
  JOIN quantity q ON q.doc = c.doc AND q.low > c.value AND q.low > t.courses AND q.high IS NULL AND q.kind IN ('fact', 'other_count', 'unexplained', 'back_reference')
  LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id
  WHERE NOT q.char_start BETWEEN c.char_start AND c.char_end
    AND (q.kind <> 'fact' OR m.metric = 'persons_trained' AND m.relation = 'current' AND m.qualifier = 'exact' AND m.part_of IS NULL)
    AND (c.says IS NULL AND q.sentence_position = c.sentence_position
         OR q.sentence_position = c.sentence_position + 1
            AND EXISTS (SELECT 1 FROM quantity b WHERE b.doc = q.doc AND b.sentence_position = q.sentence_position AND b.kind = 'back_reference' AND b.low = t.courses)
         OR c.says IS NULL AND q.sentence_position = c.sentence_position - 1 AND t.sentence_position = q.sentence_position)
)
SELECT c.doc, list_distinct([c.sentence_position] || list(a.sentence_position) || list(a.told_in)) AS sentences, c.char_start, c.char_end,
       num(c.value * max(a.courses)) AS expected, num(max(a.persons)) AS found,
       '"' || c.text || '": ' || num(max(a.courses)) || ' of these are ' || num(c.value * max(a.courses)) || ', not ' || num(max(a.persons)) AS message
FROM claim c
JOIN attending a ON a.doc = c.doc AND a.claim_id = c.claim_id
WHERE c.kind = 'rate' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id) AND c.qualifier IN ('exact', 'about')
  AND NOT EXISTS (SELECT 1 FROM told_number b JOIN told_number p ON p.doc = b.doc AND p.value > b.value AND p.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position + 1
                  WHERE b.doc = c.doc AND b.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position + 1
                    AND abs(p.value / b.value - c.value) <= CASE c.qualifier WHEN 'about' THEN greatest(1, c.value * 0.1) ELSE 0.5 END)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
UNION ALL
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, num(c.value * w.value), num(p.value),
       '"' || c.text || '": ' || num(w.value) || ' times ' || num(c.value) || ' are ' || num(c.value * w.value)
FROM claim c
JOIN claim_operand w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
JOIN claim_operand p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.qualifier = 'exact'
WHERE c.kind = 'rate' AND c.qualifier = 'exact' AND c.value * w.value <> p.value
