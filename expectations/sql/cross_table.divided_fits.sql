-- Finds a complete list of parts that does not add up to its total ("1,146 children - 628 boys and 548 girls"), or to
-- the number that earlier sentences give for those listed ("The total consisted of $186,000 for shelters, $94,000 for
-- the hotline, and $152,000 for campaigns"). Also finds parts that exceed the total even if the list may omit some
-- ("195 traffickers, of whom 87 in Cahul, 64 in Balti, and 53 in Orhei"; "dismissed 12 of the 30 guards, reprimanded
-- 10, and cleared 13").
WITH told AS (
  -- numbers in earlier sentences that the list may divide
  SELECT l.doc, l.claim_id, n.value, n.sentence_position, n.exact, max(n.sentence_position) OVER (PARTITION BY l.doc, l.claim_id) AS nearest
  FROM division l
  JOIN sentence s ON s.doc = l.doc AND s.position = l.sentence_position
  JOIN told_number n ON n.doc = l.doc AND n.sentence_position BETWEEN l.sentence_position - 4 AND l.sentence_position - 1 AND NOT n.earlier AND n.value > l.largest
  JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position AND t.section_position = s.section_position
  LEFT JOIN metric_kind k ON k.metric = n.metric
  WHERE l.whole IS NULL
    AND (n.kind = 'other_money' OR coalesce(k.measure = 'money', false))
        = EXISTS (SELECT 1 FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id LEFT JOIN metric_kind v ON v.metric = m.metric
                  WHERE q.doc = l.doc AND q.char_start BETWEEN l.char_start AND l.char_end AND (q.kind = 'other_money' OR v.measure = 'money'))
    AND (l.metric IS NULL OR l.metric = n.metric) AND coalesce(n.unit = l.unit, true) AND coalesce(n.year = l.year, true)
),
some_parts AS (
  SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, sum(o.least) FILTER (o.role = 'part') AS total,
         string_agg(num(o.value), ' + ' ORDER BY o.position) FILTER (o.role = 'part') AS told, sum(o.most) FILTER (o.role = 'whole') AS most,
         any_value(o.unit) AS unit, any_value(o.year) AS year,
         CASE WHEN count(DISTINCT o.metric) = 1 AND count(o.metric) = count(*) THEN any_value(o.metric) END AS metric
  FROM claim c JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind = 'divided' AND c.says = 'some'
  GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text
  HAVING count(DISTINCT o.unit) < 2 AND count(DISTINCT o.year) < 2
),
before AS (
  -- the largest sum of all numbers in one of the preceding sentences
  SELECT doc, claim_id, max(most) AS most, arg_max(sentence_position, [most, sentence_position]) AS sentence_position
  -- "about 11 cases" may be 12
  FROM (SELECT l.doc, l.claim_id, n.sentence_position, sum(CASE WHEN n.exact THEN n.most ELSE 'infinity' END) AS most
        FROM some_parts l
        JOIN sentence s ON s.doc = l.doc AND s.position = l.sentence_position
        JOIN told_number n ON n.doc = l.doc AND n.sentence_position BETWEEN l.sentence_position - 3 AND l.sentence_position - 1 AND NOT n.earlier
         -- "each received a single penalty"
         AND NOT (n.value = 1 AND n.kind = 'unexplained')
        JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position AND t.section_position = s.section_position AND t.paragraph = s.paragraph
        WHERE l.most IS NULL AND coalesce(n.unit IN ('person', 'case') AND n.unit = coalesce(l.unit, n.unit), true)
          AND coalesce(n.metric = l.metric, true) AND coalesce(n.year = l.year, true)
        GROUP BY l.doc, l.claim_id, n.sentence_position)
  GROUP BY doc, claim_id
)
SELECT l.doc, [l.sentence_position] AS sentences, l.char_start, l.char_end, num(l.whole) AS expected, num(l.total) AS found,
       coalesce(l.metric || ' in ' || l.year || ': ', '') || '"' || l.text || '": ' || l.told || ' = ' || num(l.total) AS message
FROM division l
WHERE l.total <> l.whole AND l.largest <= l.whole
  -- calls may concern a subject that is not listed
  AND (l.total > l.whole OR l.whole_unit IS DISTINCT FROM 'call')
  -- "of 20 defendants, 12 - nine men and three women": the list divides another number of the sentence; "48 victims: 19
  -- men and 17 women; 12 were children"
  AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = l.doc AND n.sentence_position = l.sentence_position
                    AND (n.char_start < l.char_start AND n.value = l.total OR n.char_start > l.char_end AND n.value = l.whole - l.total))
UNION ALL
SELECT l.doc, [l.sentence_position, t.nearest], l.char_start, l.char_end, num(t.value), num(l.total),
       coalesce(l.metric || ' in ' || l.year || ': ', '') || '"' || l.text || '": ' || l.told || ' = ' || num(l.total) || ', but an earlier sentence gives ' || num(t.value)
FROM division l
JOIN (SELECT doc, claim_id, any_value(nearest) AS nearest, max(value) FILTER (sentence_position = nearest) AS value, count(*) FILTER (sentence_position = nearest) AS near,
             bool_and(exact) AS exact, list(value) AS all_values, sum(value) AS added
      FROM told GROUP BY doc, claim_id) t ON t.doc = l.doc AND t.claim_id = l.claim_id
WHERE t.near = 1 AND t.exact AND NOT list_contains(t.all_values, l.total) AND t.added <> l.total AND l.total BETWEEN 0.6 * t.value AND 1.7 * t.value
UNION ALL
SELECT l.doc, [l.sentence_position, coalesce(b.sentence_position, l.sentence_position)], l.char_start, l.char_end, 'at most ' || num(coalesce(l.most, b.most)), num(l.total),
       '"' || l.text || '": ' || l.told || ' = ' || num(l.total) || ', where ' || num(coalesce(l.most, b.most)) || ' are told of'
FROM some_parts l LEFT JOIN before b ON b.doc = l.doc AND b.claim_id = l.claim_id
WHERE l.total > coalesce(l.most, b.most)
  -- parts that exceed it by so much count something else
  AND l.total < 2 * coalesce(l.most, b.most)
