-- "24 courses, with 1,128 participants in all, or an average of 63 a course", "nine workshops, each for 35 officials": where no
-- number around is so many times another. In the sentence behind, only numbers beside as many courses; if each course had the same
-- number, nothing else: "and trained 400 teachers by other means". Also "25 officers in each
-- of its 12 courses, or 360 in all".
WITH course AS (
  SELECT c.doc, c.claim_id, c.sentence_position, o.value AS courses
  FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'whole'
  WHERE c.kind = 'rate' AND c.says = 'same'
  UNION ALL
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
WHERE c.kind = 'rate' AND coalesce(c.says, 'same') = 'same' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id) AND c.qualifier IN ('exact', 'about')
  AND NOT EXISTS (SELECT 1 FROM told_number b JOIN told_number p ON p.doc = b.doc AND p.value > b.value AND p.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position + 1
                  WHERE b.doc = c.doc AND b.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position + 1
                    -- no courses: "and sent eight officers to another"
                    AND b.metric IS DISTINCT FROM 'persons_trained' AND b.value > 1 AND NOT p.char_start BETWEEN c.char_start AND c.char_end
                    AND abs(p.value / b.value - c.value) <= CASE c.qualifier WHEN 'about' THEN greatest(1, c.value * 0.1) ELSE 0.5 END)
  -- of which more is known
  AND NOT EXISTS (SELECT 1 FROM claim a WHERE a.doc = c.doc AND a.kind = 'averaged' AND a.sentence_position = c.sentence_position AND a.value = c.value)
  -- "four courses for 80 judges and ten for 300 teachers": an average of all of them
  AND NOT (c.says IS NULL AND EXISTS (SELECT 1 FROM figure x JOIN figure y ON y.doc = x.doc AND y.sentence_position = x.sentence_position AND y.metric = x.metric AND y.value <> x.value AND y.relation = x.relation
                                      WHERE x.doc = c.doc AND x.sentence_position = c.sentence_position AND x.metric = 'trainings' AND x.part_of IS NULL AND y.part_of IS NULL))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
UNION ALL
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, num(c.value * w.value), num(p.value),
       '"' || c.text || '": ' || num(w.value) || ' times ' || num(c.value) || ' are ' || num(c.value * w.value)
FROM claim c
JOIN claim_operand w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
JOIN claim_operand p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.qualifier = 'exact'
WHERE c.kind = 'rate' AND c.qualifier = 'exact' AND c.value * w.value <> p.value
UNION ALL
-- "It took 25 officers into each of six courses", "210 officers had completed the six courses" in another sentence: more than there
-- were places, where the narrative tells of no other courses of that number.
SELECT c.doc, list_distinct([c.sentence_position, k.sentence_position, t.sentence_position]), c.char_start, c.char_end, 'at most ' || num(c.value * t.courses), num(max(p.value)),
       '"' || c.text || '": ' || num(t.courses) || ' of these are ' || num(c.value * t.courses) || ', not ' || num(max(p.value))
FROM claim c
JOIN course t ON t.doc = c.doc AND t.claim_id = c.claim_id
JOIN claim k ON k.doc = c.doc AND k.kind = 'courses_again' AND k.sentence_position NOT IN (c.sentence_position, t.sentence_position)
JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id AND o.value = t.courses
JOIN told_number p ON p.doc = c.doc AND p.sentence_position = k.sentence_position AND p.exact AND NOT p.earlier AND p.part_of IS NULL AND p.value > c.value
 AND coalesce(p.metric, 'persons_trained') = 'persons_trained'
WHERE c.kind = 'rate' AND coalesce(c.says, 'same') = 'same'
  AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.metric = 'trainings' AND f.value = t.courses AND f.sentence_position NOT IN (t.sentence_position, k.sentence_position, c.sentence_position))
  AND (1 = (SELECT count(*) FROM claim r WHERE r.doc = c.doc AND r.kind = 'rate' AND coalesce(r.says, 'same') = 'same' AND abs(r.sentence_position - c.sentence_position) < 2))
GROUP BY c.doc, c.sentence_position, k.sentence_position, t.sentence_position, c.char_start, c.char_end, c.value, c.qualifier, c.says, c.text, t.courses
HAVING count(DISTINCT p.value) = 1 AND max(p.value) > c.value * t.courses * CASE c.qualifier WHEN 'about' THEN 1.1 ELSE 1 END + CASE WHEN c.says IS NULL THEN t.courses / 2 ELSE 0 END
UNION ALL
-- "172 operations freed 2,064 workers", "19 workers in an operation on average": of the only figures that the text gives, or of those
-- of one sentence.
SELECT c.doc, list_distinct([c.sentence_position, e.sentence_position, e.persons_in]), c.char_start, c.char_end, num(round(e.persons / e.events, 1)), num(c.value),
       '"' || c.text || '": ' || num(e.persons) || ' in ' || num(e.events) || ' are ' || num(round(e.persons / e.events, 1)) || ' each'
FROM claim c
JOIN (
  SELECT c.doc, c.claim_id, e.value AS events, p.value AS persons, e.sentence_position, p.sentence_position AS persons_in, p.sentence_position = e.sentence_position AS together, p.metric
  FROM claim c
  JOIN document d ON d.doc = c.doc
  JOIN (SELECT doc, sentence_position, 'event' AS says, value, year, NULL AS noun FROM figure
        WHERE metric = 'inspections' AND relation = 'current' AND status = 'reported' AND qualifier = 'exact' AND part_of IS NULL
        UNION ALL
        SELECT doc, sentence_position, 'facility', value, year, NULL FROM figure WHERE metric = 'shelters' AND relation = 'current' AND status = 'reported' AND qualifier = 'exact' AND part_of IS NULL
        UNION ALL
        -- raids, which no metric counts
        SELECT doc, sentence_position, 'event', low, NULL, noun FROM quantity WHERE kind = 'other_count' AND high IS NULL AND rtrim(lower(noun), 's') IN ('operation', 'inspection', 'raid', 'visit', 'mission')) e
    ON e.doc = c.doc AND e.says = c.says AND coalesce(e.year, d.report_year - 1) = coalesce(c.year, d.report_year - 1) AND e.value > 1
   AND (e.noun IS NULL OR contains(lower(c.text), rtrim(lower(e.noun), 's')))
  JOIN figure p ON p.doc = c.doc AND p.metric = coalesce(c.metric, CASE c.says WHEN 'event' THEN 'victims_identified' ELSE 'victims_assisted' END) AND p.year = coalesce(c.year, d.report_year - 1)
   AND p.relation = 'current' AND p.status = 'reported' AND p.qualifier = 'exact'
   AND p.part_of IS NULL AND p.unit = 'person' AND p.value > c.value
  WHERE c.kind = 'rate' AND c.says IN ('event', 'facility')
    AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = p.doc AND l.fact_id = p.fact_id AND l.says IN ('others', 'added', 'span'))
) e ON e.doc = c.doc AND e.claim_id = c.claim_id
WHERE e.together OR NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.metric = e.metric AND f.relation = 'current' AND f.part_of IS NULL AND f.value <> e.persons AND f.value > c.value)
WINDOW one AS (PARTITION BY c.doc, c.claim_id)
QUALIFY row_number() OVER (one ORDER BY e.together DESC, e.sentence_position) = 1
  AND max(e.events) OVER one = min(e.events) OVER one
  -- those in a shelter at a time may be fewer than in a year
  AND CASE WHEN c.says = 'facility' THEN c.value * e.events > e.persons * 1.1
           ELSE abs(e.persons / e.events - c.value) > CASE c.qualifier WHEN 'about' THEN greatest(1, c.value * 0.15) ELSE greatest(0.6, c.value * 0.05) END END
UNION ALL
-- "The hotline received 1,200 calls. It answered 180 a month": of the only figure that the text gives for the year.
SELECT c.doc, list_distinct([c.sentence_position, f.sentence_position]), c.char_start, c.char_end, num(round(f.value / 12, 1)) || ' a month', num(c.value),
       '"' || c.text || '": ' || num(f.value) || ' in a year are ' || num(round(f.value / 12, 1)) || ' a month'
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN figure f ON f.doc = c.doc AND f.year = coalesce(c.year, d.report_year - 1) AND f.relation = 'current' AND f.status = 'reported' AND f.qualifier = 'exact'
 -- "received 1,380 calls in that year, an average of 230 a month": of the figure before
 AND (f.metric = c.metric OR c.metric IS NULL AND f.metric = 'hotline_calls' AND f.sentence_position = c.sentence_position AND f.char_end < c.char_start)
 AND f.general AND f.part_of IS NULL AND f.value > c.value
WHERE c.kind = 'rate' AND c.says = 'month'
  AND (f.fact_id IN (SELECT w.fact_id FROM whole w WHERE w.doc = f.doc) OR c.sentence_position BETWEEN f.sentence_position AND f.sentence_position + 1)
  AND (c.sentence_position = f.sentence_position OR NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says IN ('others', 'added', 'span')))
  -- "opened in October 2015": no whole year
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.kind = 'date' AND q.sentence_position BETWEEN f.sentence_position - 1 AND f.sentence_position AND length(q.text) > 4)
WINDOW of_month AS (PARTITION BY c.doc, c.claim_id)
QUALIFY max(f.value) OVER of_month = min(f.value) OVER of_month AND row_number() OVER (of_month ORDER BY f.sentence_position) = 1
  AND abs(f.value / 12 - c.value) > CASE c.qualifier WHEN 'about' THEN greatest(1, c.value * 0.15) ELSE greatest(1, c.value * 0.05) END
UNION ALL
-- "held six courses, in which 180 officials were trained", "with an average of 45 participants" wherever it stands: of no numbers that the
-- words of the average may be of.
SELECT a.doc, list_distinct([a.sentence_position] || list(coalesce(n.sentence_position, a.sentence_position))), a.char_start, a.char_end, num(round(max(a.whole / a.each), 1)), num(a.value),
       '"' || a.text || '": ' || num(max(a.whole)) || ' in ' || num(any_value(a.each)) || ' are ' || num(round(max(a.whole / a.each), 1)) || ' each'
FROM (SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value, c.qualifier, c.says, w.value AS whole, e.value AS each
      FROM claim c
      JOIN claim_operand w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
      JOIN claim_operand e ON e.doc = c.doc AND e.claim_id = c.claim_id AND e.role = 'part' AND e.position = w.position + 1
      WHERE c.kind = 'averaged') a
LEFT JOIN told_number n ON n.doc = a.doc AND n.value = a.whole AND n.char_start < a.char_start
GROUP BY a.doc, a.claim_id, a.sentence_position, a.char_start, a.char_end, a.text, a.value, a.qualifier, a.says
-- "at least two persons in each of the 11 cases": 22 or more
HAVING bool_and(CASE WHEN a.says = 'same' AND a.qualifier = 'at_least' THEN a.whole < a.value * a.each
                     WHEN a.says = 'same' AND a.qualifier = 'at_most' THEN a.whole > a.value * a.each
                     -- "12 cases, each against a single defendant", "convicted 15": no average that was rounded
                     WHEN a.says = 'same' AND a.qualifier = 'exact' THEN a.whole <> a.value * a.each
                     ELSE abs(a.whole / a.each - a.value) > CASE WHEN a.qualifier = 'about' THEN greatest(1, a.value * 0.15) ELSE greatest(0.6, a.value * 0.05) END END)
UNION ALL
-- "in 19 cases, each of them against at least two defendants", "33 persons stood indicted" wherever it stands: of no figure for all persons
-- of the metric and the year of the cases.
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
-- "11 of these cases, each against a single defendant", "convicted 14 defendants in the 11 cases": more persons than one each
SELECT c.doc, [c.sentence_position, n.sentence_position], n.char_start, n.char_end, 'at most ' || num(o.value), num(n.value),
       '"' || c.text || '": ' || num(n.value) || ' persons in ' || num(o.value) || ' cases'
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.unit = 'case' AND o.qualifier = 'exact' AND o.value > 1
JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position + 1 AND c.sentence_position + 3 AND n.value > o.value AND n.exact AND NOT n.earlier
 AND coalesce(n.unit = 'person', true) AND n.kind <> 'other_money'
JOIN told_number m ON m.doc = n.doc AND m.sentence_position = n.sentence_position AND m.value = o.value AND m.char_start - n.char_end BETWEEN 5 AND 40 AND coalesce(m.unit = 'case', true)
WHERE c.kind = 'circumstance' AND c.says IN ('single', 'once')
QUALIFY row_number() OVER (PARTITION BY c.doc, n.char_start ORDER BY c.char_start, o.value) = 1
