-- "Of the 33 victims, 18 went home and the remaining 21 stayed": parts that claim to be all and are not.
-- "Twenty-nine of them …; the remaining 27 …" are all of those that the first is linked to, or of the one number before.
WITH lone_number AS (
  -- Sentences with one number but for comparators, and whether they open with it.
  SELECT q.doc, q.sentence_position, any_value(s.paragraph) AS paragraph, any_value(q.low) AS low, min(q.char_start) = any_value(s.char_start) AS opens
  FROM counted q JOIN sentence s ON s.doc = q.doc AND s.position = q.sentence_position
  LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id
  WHERE m.relation IS DISTINCT FROM 'comparator'
  GROUP BY q.doc, q.sentence_position HAVING count(*) = 1 AND bool_and(q.high IS NULL AND coalesce(m.qualifier, 'exact') = 'exact')
),
linked AS (
  SELECT o.doc, o.claim_id, max(w.value) AS whole
  FROM claim_figure o JOIN link l ON l.doc = o.doc AND l.fact_id = o.fact_id AND l.kind IN ('among', 'part_of')
  JOIN figure w ON w.doc = l.doc AND w.fact_id = l.related_to
  GROUP BY o.doc, o.claim_id
),
told AS (
  SELECT c.doc, c.claim_id, sum(o.value) FILTER (o.role = 'part') AS parts, bool_and(o.qualifier = 'exact') AS exact, count(*) FILTER (o.role = 'part') AS told,
         coalesce(max(o.value) FILTER (o.role = 'whole'), any_value(l.whole), any_value(b.most) FILTER (b.numbers = 1)) AS whole,
         count(*) FILTER (o.role = 'whole') AS within
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  LEFT JOIN linked l ON l.doc = c.doc AND l.claim_id = c.claim_id
  LEFT JOIN number_before b ON b.doc = c.doc AND b.sentence_position = c.sentence_position
  GROUP BY c.doc, c.claim_id
)
SELECT c.doc, list_distinct([c.sentence_position, c.sentence_position - (t.within = 0)::INT]) AS sentences, c.char_start, c.char_end, num(t.whole) AS expected, num(t.parts) AS found,
       '"' || c.text || '": the two together are ' || num(t.parts) AS message
FROM claim c JOIN told t ON t.doc = c.doc AND t.claim_id = c.claim_id
WHERE c.kind = 'rest' AND t.exact AND t.parts <> t.whole AND t.told > 1
  AND NOT EXISTS (SELECT 1 FROM counted q WHERE t.within = 0 AND q.doc = c.doc AND q.char_start < c.char_start
                    AND q.sentence_position >= c.sentence_position - 3 AND q.low = t.parts)
UNION ALL
-- "It identified 25. Sixteen went home. The remaining 14 …": one number in each of three sentences.
SELECT c.doc, [c.sentence_position, p.sentence_position, w.sentence_position], c.char_start, c.char_end, num(w.low - p.low), num(o.value),
       '"' || c.text || '": ' || num(p.low) || ' and the remaining ' || num(o.value) || ' of ' || num(w.low)
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN lone_number p ON p.doc = c.doc AND p.sentence_position = c.sentence_position - 1 AND p.opens
JOIN lone_number w ON w.doc = c.doc AND w.sentence_position = c.sentence_position - 2 AND w.paragraph = p.paragraph AND NOT w.opens
JOIN lone_number x ON x.doc = c.doc AND x.sentence_position = c.sentence_position AND x.paragraph = p.paragraph
WHERE c.kind = 'rest' AND o.qualifier = 'exact' AND p.low + o.value <> w.low
  AND 1 = (SELECT count(*) FROM claim_operand x WHERE x.doc = c.doc AND x.claim_id = c.claim_id)
UNION ALL
-- "It identified 46. Twenty-nine came from Colombia. The remaining 12 …": in sentences of their own, with no number between.
SELECT r.doc, [r.sentence_position, p.sentence_position, w.sentence_position], r.char_start, r.char_end,
       num(w.value - p.value), num(r.value),
       r.metric || ' in ' || r.year || ': ' || num(p.value) || ' and the remaining ' || num(r.value) || ' of ' || num(w.value)
FROM figure r
JOIN link l ON l.doc = r.doc AND l.fact_id = r.fact_id AND l.kind = 'rest_of'
JOIN figure w ON w.doc = l.doc AND w.fact_id = l.related_to
JOIN link k ON k.doc = w.doc AND k.related_to = w.fact_id AND k.kind = 'part_of'
JOIN figure p ON p.doc = k.doc AND p.fact_id = k.fact_id AND p.char_end < r.char_start AND p.value > 0
WHERE p.metric = w.metric AND r.metric = w.metric AND p.unit = w.unit AND r.unit = w.unit AND p.year = w.year AND r.year = w.year
  AND p.qualifier = 'exact' AND r.qualifier = 'exact' AND w.qualifier = 'exact' AND p.value + r.value <> w.value
  AND w.sentence_position < p.sentence_position AND r.sentence_position - p.sentence_position <= 2
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = r.doc AND q.sentence_position BETWEEN w.sentence_position AND r.sentence_position
                    AND q.char_start > w.char_end AND q.char_start < r.char_start AND q.char_start <> p.char_start AND q.low > 0
                    AND q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'pronoun'))
UNION ALL
-- "Courts convicted 14. Eleven of the convicted offenders went to prison. The six others …": some of those that the narrative
-- counts elsewhere, and in the next sentence all others.
SELECT c.doc, [c.sentence_position, p.sentence_position, any_value(w.sentence_position)], c.char_start, c.char_end, num(any_value(w.value) - q.value), num(o.value),
       '"' || c.text || '": ' || num(q.value) || ' and the others, ' || num(o.value) || ', of ' || num(any_value(w.value))
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN claim p ON p.doc = c.doc AND p.sentence_position = c.sentence_position - 1 AND p.kind = 'told_again' AND p.says IS NULL
JOIN claim_figure q ON q.doc = p.doc AND q.claim_id = p.claim_id AND q.value > 1
JOIN whole w ON w.doc = c.doc AND w.metric = p.metric AND w.unit = 'person' AND w.year = coalesce(p.year, d.report_year - 1) AND w.general AND w.value >= q.value
WHERE c.kind = 'rest' AND o.qualifier = 'exact' AND q.qualifier = 'exact'
  AND 1 = (SELECT count(*) FROM claim_operand x WHERE x.doc = c.doc AND x.claim_id = c.claim_id)
  -- no other number but terms stands between, nor before
  AND NOT EXISTS (SELECT 1 FROM counted n WHERE n.doc = c.doc AND n.sentence_position = p.sentence_position AND n.low <> q.value AND n.unit IS DISTINCT FROM 'month')
  AND NOT EXISTS (SELECT 1 FROM counted n WHERE n.doc = c.doc AND n.sentence_position = c.sentence_position AND n.char_start < c.char_start)
GROUP BY c.doc, c.claim_id, c.sentence_position, p.sentence_position, c.char_start, c.char_end, c.text, q.value, o.value
HAVING count(DISTINCT w.value) = 1 AND q.value + o.value <> any_value(w.value)
