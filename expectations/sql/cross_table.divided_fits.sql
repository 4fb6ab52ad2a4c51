-- A list of all parts of a number that does not add up to it ("1,146 children - 628 boys and 548 girls"), or to the number that the
-- sentences before tell of those listed ("The total consisted of $186,000 for shelters, $94,000 for the hotline, and $152,000 for
-- campaigns").
WITH listed AS (
  SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, count(*) AS parts, sum(p.value) AS total, max(p.value) AS largest,
         count(p.metric) AS facts, count(DISTINCT p.metric) AS metrics, any_value(p.metric) AS metric, count(DISTINCT p.unit) AS units,
         any_value(p.unit) AS unit, any_value(p.year) AS year, string_agg(num(p.value), ' + ' ORDER BY p.position) AS told,
         EXISTS (SELECT 1 FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id LEFT JOIN metric_kind k ON k.metric = m.metric
                 WHERE q.doc = c.doc AND q.char_start BETWEEN c.char_start AND c.char_end AND (q.kind = 'other_money' OR k.measure = 'money')) AS money
  FROM claim c JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
  WHERE c.kind = 'divided'
    -- "six had been in both": of two parts
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND abs(k.sentence_position - c.sentence_position) <= 1 AND k.kind = 'circumstance' AND k.says = 'both')
  GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text
  HAVING bool_and(p.qualifier = 'exact') AND count(DISTINCT p.metric) < 2 AND count(DISTINCT p.unit) < 2
     -- "1,256 were female, 305 male, and 283 under 18": not all told apart by the same
     AND NOT EXISTS (SELECT 1 FROM claim_figure a JOIN claim_figure b ON b.doc = a.doc AND b.claim_id = a.claim_id AND b.role = 'part' AND b.position > a.position
                     WHERE a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'part'
                       AND concat(a.exploitation, a.age, a.gender, a.nationality) <> '' AND concat(b.exploitation, b.age, b.gender, b.nationality) <> ''
                       AND NOT (coalesce(a.exploitation <> b.exploitation, false) OR coalesce(a.age <> b.age, false) OR coalesce(a.gender <> b.gender, false)
                                OR (a.exploitation, a.age, a.gender) IS NOT DISTINCT FROM (b.exploitation, b.age, b.gender)
                                -- Filipinas and Nepalis
                                OR a.nationality = b.nationality))
),
-- numbers in the sentences before that those listed may be
told AS (
  SELECT l.doc, l.claim_id, n.value, n.sentence_position, n.metric, n.exact,
         max(n.sentence_position) OVER (PARTITION BY l.doc, l.claim_id) AS nearest
  FROM listed l
  JOIN sentence s ON s.doc = l.doc AND s.position = l.sentence_position
  JOIN told_number n ON n.doc = l.doc AND n.sentence_position BETWEEN l.sentence_position - 4 AND l.sentence_position - 1 AND NOT n.earlier AND n.value > l.largest
  JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position AND t.section_position = s.section_position
  LEFT JOIN metric_kind k ON k.metric = n.metric
  WHERE l.money = (n.kind = 'other_money' OR coalesce(k.measure = 'money', false))
    AND (l.metric IS NULL OR l.metric = n.metric) AND coalesce(n.unit = l.unit, true) AND coalesce(n.year = l.year, true)
    AND NOT EXISTS (SELECT 1 FROM claim_operand w WHERE w.doc = l.doc AND w.claim_id = l.claim_id AND w.role = 'whole')
)
SELECT l.doc, [l.sentence_position] AS sentences, l.char_start, l.char_end, num(w.value) AS expected, num(l.total) AS found,
       '"' || l.text || '": ' || l.told || ' = ' || num(l.total) AS message
FROM listed l
JOIN claim_figure w ON w.doc = l.doc AND w.claim_id = l.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
 -- "1,561 victims, up from 1,437 in 2013: 1,256 were female"
 AND coalesce(w.relation, 'current') = 'current'
WHERE l.total <> w.value
  -- calls may be about something that is not listed
  AND (l.total > w.value OR w.unit IS DISTINCT FROM 'call')
  AND l.largest <= w.value AND l.total BETWEEN 0.5 * w.value AND 2 * w.value
  -- persons of cases, and outcomes, are no parts
  AND coalesce(w.unit = l.unit, true) AND coalesce(w.metric = l.metric, true)
  -- "of 20 defendants, 12 - nine men and three women": another number of the sentence
  AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = l.doc AND n.sentence_position = l.sentence_position AND n.char_start < l.char_start AND n.value = l.total)
UNION ALL
SELECT l.doc, [l.sentence_position, t.nearest], l.char_start, l.char_end, num(t.value), num(l.total),
       '"' || l.text || '": ' || l.told || ' = ' || num(l.total) || ', where ' || num(t.value) || ' are told of before'
FROM listed l
JOIN (SELECT doc, claim_id, any_value(nearest) AS nearest, max(value) FILTER (sentence_position = nearest) AS value, count(*) FILTER (sentence_position = nearest) AS near,
             bool_and(exact) AS exact, list(value) AS all_values, sum(value) AS added
      FROM told GROUP BY doc, claim_id) t ON t.doc = l.doc AND t.claim_id = l.claim_id
WHERE t.near = 1 AND t.exact AND NOT list_contains(t.all_values, l.total) AND t.added <> l.total AND l.total BETWEEN 0.6 * t.value AND 1.7 * t.value
