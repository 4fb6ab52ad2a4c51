-- Finds a figure that is more than ten times, or less than a tenth of, the figure with which its own sentence compares
-- it, and differs from it by 100 or more. Both count people or cases in one unit and with the same dimensions, and the
-- sentence has no other figure of their metric. Sums of money in one currency may differ by a factor of 20.
SELECT f.doc, [f.sentence_position, c.sentence_position] AS sentences, f.char_start, f.char_end,
       'near ' || num(c.value) || ', as in ' || c.year AS expected, num(f.value) AS found,
       f.metric || ': ' || num(f.value) || ' in ' || f.year || ', compared with ' || num(c.value) || ' in ' || c.year AS message
FROM link l
JOIN figure c ON c.doc = l.doc AND c.fact_id = l.fact_id
JOIN figure f ON f.doc = l.doc AND f.fact_id = l.related_to AND f.metric = c.metric AND f.unit = c.unit
JOIN metric_kind k ON k.metric = f.metric AND k.measure IN ('count', 'money')
WHERE l.kind = 'compared_with' AND c.sentence_position = f.sentence_position AND f.status = 'reported' AND c.status = 'reported'
  AND (f.exploitation, f.age, f.gender, f.nationality) IS NOT DISTINCT FROM (c.exploitation, c.age, c.gender, c.nationality)
  AND (f.unit IN ('person', 'case') OR k.measure = 'money')
  AND NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.metric = f.metric
                    AND o.relation = 'current' AND o.fact_id <> f.fact_id)
  AND abs(f.value - c.value) >= 100 AND greatest(f.value, c.value) > CASE k.measure WHEN 'money' THEN 20 ELSE 10 END * least(f.value, c.value)
