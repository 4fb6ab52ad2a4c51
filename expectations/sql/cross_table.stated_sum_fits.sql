-- "Nigeria (19), Romania (14), … a total of 57": the list does not add up to the stated sum. The list may begin with a
-- whole that is not part of the sum, so any run of two or more figures at its end may be added.
WITH spent_part AS (
  -- an amount taken from a sum in another clause, according to the words
  SELECT p.*, bool_and(ends_with(c.text, ' it') OR ends_with(c.text, ' this')) AS of_it
  FROM spent c JOIN figure p ON p.doc = c.doc AND p.metric = 'funding' AND p.relation = 'current' AND p.status = 'reported' AND p.char_start BETWEEN c.char_start AND c.char_end
  WHERE c.of_earlier
  GROUP BY ALL
),
spent_whole AS (
  -- the first sum in each currency in a sentence, to which "this sum" refers; the others are its parts, or add to it
  SELECT * EXCLUDE (most), CASE WHEN divided THEN others ELSE 0 END AS used, CASE WHEN divided THEN most ELSE most + others END AS most
  FROM (
    SELECT p.*, s.section_position, p.char_start = min(p.char_start) OVER (PARTITION BY p.doc, p.sentence_position) AS first,
           count(*) OVER alike = 1 AS alone, bool_or(p.part_of IS NOT NULL) OVER alike AS divided, sum(p.value) OVER alike - p.value AS others
    FROM printed_sum p JOIN sentence s ON s.doc = p.doc AND s.position = p.sentence_position
    WHERE p.currency IS NOT NULL AND p.relation IS DISTINCT FROM 'comparator'
    WINDOW alike AS (PARTITION BY p.doc, p.sentence_position, p.currency)
    QUALIFY row_number() OVER (alike ORDER BY p.metric IS DISTINCT FROM 'funding', p.char_start) = 1
  )
  WHERE metric = 'funding'
),
summed AS (
  SELECT p.doc, p.claim_id, p.position,
         sum(p.value) OVER (PARTITION BY p.doc, p.claim_id ORDER BY p.position DESC) AS sum_of_rest,
         count(*) OVER (PARTITION BY p.doc, p.claim_id ORDER BY p.position DESC) AS parts,
         p.qualifier = 'exact' AND (coalesce(p.relation, 'current') = 'current' OR c.says = 'same') AS sure
  FROM claim_figure p JOIN claim c ON c.doc = p.doc AND c.claim_id = p.claim_id WHERE p.role = 'part'
)
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, num(max(s.sum_of_rest)) AS expected,
       num(w.value) AS found,
       '"' || c.text || '": the figures together are ' || num(max(s.sum_of_rest)) AS message
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
JOIN summed s ON s.doc = c.doc AND s.claim_id = c.claim_id
WHERE c.kind = 'total' AND w.qualifier = 'exact' AND coalesce(w.relation, 'current') = 'current'
  -- another check adds up complete lists of parts
  AND NOT EXISTS (SELECT 1 FROM division v WHERE v.doc = c.doc AND v.char_start <= c.char_end AND v.char_end >= c.char_start)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, w.value
-- "15,400 pupils through its committees, 22 in all": the 22 is not the sum of these figures
HAVING bool_and(s.sure) AND max(s.parts) >= 2 AND w.value > (SELECT max(p.value) FROM claim_figure p WHERE p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part') AND NOT bool_or(s.parts >= 2 AND s.sum_of_rest = w.value)
UNION ALL
-- "Police found 11 children in the market, seven in the port, and four on a ship, a total of 28", "bringing their
-- number to 12": two or more preceding numbers in this or the preceding sentence count the same thing, but no
-- combination of them yields that sum.
SELECT doc, list_distinct([sentence_position] || list(told_in)), char_start, char_end, num(sum(value) FILTER (alike)), num(any_value(total)),
       '"' || text || '": the figures together are ' || num(sum(value) FILTER (alike))
FROM (
  SELECT c.doc, c.claim_id, c.says, c.sentence_position, c.char_start, c.char_end, c.text, w.value AS total, n.value, n.exact, n.sentence_position AS told_in,
         n.value < w.value AND n.part_of IS NULL
           -- "87 hotels signed a code, bringing the total to 641": the 87 show what is counted
           AND (n.sentence_position = c.sentence_position OR n.noun IS NOT DISTINCT FROM first_value(n.noun) OVER latest)
           AND CASE WHEN w.metric IS NULL THEN n.metric IS NOT DISTINCT FROM first_value(n.metric) OVER latest
                    -- "three for prosecutors" may be read as courses and as officials
                    ELSE EXISTS (SELECT 1 FROM metric f WHERE f.doc = n.doc AND f.char_start = n.char_start AND f.metric = w.metric AND f.unit = w.unit AND f.year = w.year) END AS alike,
         coalesce(n.unit <> w.unit, false) AS of_others, n.fact_id IS NOT NULL AS read,
         count(*) FILTER (n.sentence_position = c.sentence_position) OVER (PARTITION BY c.doc, c.claim_id) > 1 AS here
  FROM claim c
  JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
  JOIN told_number q ON q.doc = c.doc AND q.char_start BETWEEN c.char_start AND c.char_end AND q.fact_id IS NOT DISTINCT FROM w.fact_id
  JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position AND n.char_start < q.char_start AND NOT n.earlier
  WHERE c.kind = 'total' AND c.value IS NULL AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
    -- "16 years on each of three counts, for a total of 48" is a term
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.metric = 'sentence_terms' AND t.char_end < c.char_start
                      AND t.char_end > (SELECT max(b.char_end) FROM told_number b WHERE b.doc = c.doc AND b.char_end < c.char_start AND b.fact_id IS NOT NULL))
  WINDOW latest AS (PARTITION BY c.doc, c.claim_id ORDER BY n.char_start DESC)
)
WHERE told_in = sentence_position OR NOT here
GROUP BY doc, claim_id, says, sentence_position, char_start, char_end, text
-- "a total of 28" is the sum of these numbers; "28 in all" is their sum only if no number of another kind occurs
HAVING count(*) FILTER (alike) > 1 AND count(*) < 9 AND bool_and(exact) AND (says = 'same' OR bool_and(alike OR of_others OR NOT here AND NOT read)) AND NOT list_contains(sums_of(list(value)[:8]), any_value(total))
UNION ALL
-- "186,000 euros, of which 121,000 went to the shelter and 98,000 to the hotline": no money is spent twice.
SELECT l.doc, [l.sentence_position], l.char_start, l.char_end, CASE WHEN l.says IS NULL THEN 'at most ' ELSE '' END || num(w.value), num(sum(o.value)),
       '"' || l.text || '": the parts together are ' || num(sum(o.value))
FROM spent l
JOIN claim_figure w ON w.doc = l.doc AND w.claim_id = l.claim_id AND w.role = 'whole'
JOIN claim_figure o ON o.doc = l.doc AND o.claim_id = l.claim_id AND o.role = 'part'
GROUP BY l.doc, l.claim_id, l.sentence_position, l.char_start, l.char_end, l.text, l.says, l.slack, w.value, w.most, w.least
HAVING max(o.value) < w.value AND (sum(o.least) > w.most + l.slack OR l.says = 'same' AND sum(o.most) < w.least - l.slack)
   -- one person may be in two parts
   AND count(w.exploitation) + count(o.exploitation) = 0 AND NOT bool_or(coalesce('person' IN (w.unit, o.unit), false))
UNION ALL
-- "All four groups, 412 officials in all", although the text's only lists of four have other sums.
SELECT c.doc, [c.sentence_position] || list(DISTINCT l.sentence_position ORDER BY l.sentence_position), c.char_start, c.char_end, num(arg_min(l.total, [l.sentence_position, l.total])), num(w.value),
       '"' || c.text || '": the ' || num(c.value) || ' told elsewhere are ' || num(arg_min(l.total, [l.sentence_position, l.total]))
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN (SELECT doc, section_position, sentence_position, metric, unit, count(*) AS entries, sum(value) AS total FROM figure
      WHERE relation = 'current' AND status = 'reported' AND part_of IS NULL AND unit IN ('person', 'case')
      GROUP BY doc, section_position, sentence_position, metric, unit, year HAVING count(*) > 1 AND bool_and(qualifier = 'exact')) l
  ON l.doc = c.doc AND l.entries = c.value AND l.sentence_position < c.sentence_position AND coalesce(w.unit, l.unit) = l.unit
 -- "The two shelters held 26" does not add up convictions
 AND coalesce(w.metric = l.metric, l.section_position = s.section_position)
WHERE c.kind = 'total' AND c.value IS NOT NULL
  -- the list must not be part of a longer list
  AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = l.doc AND f.metric = l.metric AND f.unit = l.unit AND f.part_of IS NULL AND f.sentence_position = l.sentence_position - 1 AND f.sentence_position > c.sentence_position - 5)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value, w.value
HAVING NOT bool_or(l.total = w.value)
UNION ALL
-- "It spent $620,000, of which it used $310,000 for shelters and $245,000 for doctors. From the same sum, it paid
-- $140,000 for travel", "The fund had 50 million francs ($86,400). All of it was spent: 30 million on staff, …"
SELECT l.doc, [l.sentence_position, w.sentence_position], l.char_start, l.char_end, CASE WHEN l.says IS NULL THEN 'at most ' ELSE '' END || num(w.value), num(l.value + w.used),
       '"' || l.text || '": with what was told before, ' || num(l.value + w.used) || ' of ' || num(w.value)
FROM spent l
JOIN spent_whole w ON w.doc = l.doc AND w.section_position = l.section_position AND w.sentence_position BETWEEN l.sentence_position - 4 AND l.sentence_position - 1
 AND (l.currency = w.currency OR l.currency IS NULL AND w.first) AND coalesce(l.year, w.year) = w.year
WHERE l.of_earlier AND NOT EXISTS (SELECT 1 FROM figure x WHERE x.doc = w.doc AND x.metric = w.metric AND x.relation = 'current' AND x.sentence_position BETWEEN w.sentence_position + 1 AND l.sentence_position - 1)
  -- "Donors gave another $90,000. With these funds, …"
  AND NOT EXISTS (SELECT 1 FROM quantity x WHERE x.doc = w.doc AND x.kind IN ('other_money', 'other_government') AND x.sentence_position BETWEEN w.sentence_position + 1 AND l.sentence_position - 1)
  AND (l.least + w.used > w.most + greatest(w.slack, l.slack) OR l.says = 'same' AND w.alone AND l.most < w.least - greatest(w.slack, l.slack))
UNION ALL
-- "Each victim was counted under one form: 81 …, 40 …, and 31 …", "Of these children, 17 came from Mali, 11 from Niger,
-- and nine from Chad": the parts of the only preceding number for such people add up to too much or, if the list is
-- complete, to any other sum.
SELECT c.doc, [c.sentence_position, w.sentence_position], c.char_start, c.char_end, CASE WHEN c.says IS NULL THEN 'at most ' ELSE '' END || num(w.value), num(l.total),
       '"' || c.text || '": together ' || num(l.total) || ', where ' || num(w.value) || ' are told of before'
FROM claim c
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN (SELECT doc, claim_id, sum(value) AS total, max(value) AS largest, any_value(metric) AS metric, any_value(unit) AS unit, any_value(year) AS year
      FROM claim_figure WHERE role = 'part' GROUP BY doc, claim_id
      HAVING bool_and(qualifier = 'exact') AND count(DISTINCT metric) < 2 AND count(DISTINCT year) < 2) l ON l.doc = c.doc AND l.claim_id = c.claim_id
JOIN figure w ON w.doc = c.doc AND w.unit = coalesce(l.unit, 'person') AND w.metric = coalesce(l.metric, w.metric) AND w.year = coalesce(l.year, w.year) AND w.relation = 'current'
 AND w.status = 'reported' AND w.qualifier = 'exact' AND w.part_of IS NULL AND w.metric LIKE 'victims%'
 AND w.section_position = s.section_position AND w.sentence_position BETWEEN c.sentence_position - CASE WHEN c.says IS NULL AND l.metric IS NULL THEN 1 ELSE 5 END AND c.sentence_position - 1
WHERE c.kind = 'total' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'whole')
  AND NOT EXISTS (SELECT 1 FROM division v WHERE v.doc = c.doc AND v.char_start <= c.char_end AND v.char_end >= c.char_start)
  AND w.value > l.largest AND (l.total > w.value OR c.says = 'same' AND l.total < w.value)
  -- no other number can be the whole
  AND NOT EXISTS (SELECT 1 FROM sentence t JOIN counted n ON n.doc = t.doc AND n.sentence_position = t.position
                  WHERE t.doc = c.doc AND t.section_position = s.section_position AND t.position BETWEEN w.sentence_position - 1 AND c.sentence_position - 1
                    AND n.char_start <> w.char_start AND NOT EXISTS (SELECT 1 FROM figure x WHERE x.doc = w.doc AND x.fact_id = n.fact_id AND (x.relation = 'comparator' OR x.unit <> w.unit))
                    AND (coalesce(n.high, n.low) >= l.total OR c.says = 'same' AND n.low > l.largest AND n.fact_id IN (SELECT fact_id FROM figure x WHERE x.doc = w.doc AND x.metric = w.metric)))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position BETWEEN w.sentence_position AND c.sentence_position AND k.kind = 'circumstance' AND k.says = 'both')
UNION ALL
-- "The Lagos shelter received 214 victims, Benin City 143, Abuja 97, and Kano 88. … The four shelters received 582
-- victims": a list in another sentence names the same number of places, but has another sum.
SELECT w.doc, [w.sentence_position, l.sentence_position], w.char_start, w.char_end, num(l.total), num(w.value),
       w.metric || ' in ' || w.year || ': ' || num(w.value) || ' in all ' || num(l.entries) || ', which are listed with ' || num(l.total)
FROM (
  SELECT f.doc, f.sentence_position, f.section_position, f.metric, f.unit, f.year, count(*) AS entries, sum(f.value) AS total, max(f.value) AS largest
  FROM figure f
  WHERE f.relation = 'current' AND f.status = 'reported' AND f.part_of IS NULL AND f.general AND f.unit IN ('person', 'case', 'event', 'call')
  GROUP BY f.doc, f.sentence_position, f.section_position, f.metric, f.unit, f.year
  HAVING count(*) > 2 AND bool_and(f.qualifier = 'exact')
     AND count(*) = 1 + (SELECT count(*) FROM link k JOIN figure x ON x.doc = k.doc AND x.fact_id = k.fact_id
                         WHERE k.doc = f.doc AND k.kind = 'shares_verb' AND x.sentence_position = f.sentence_position AND x.metric = f.metric)
) l
JOIN figure w ON w.doc = l.doc AND w.section_position = l.section_position AND w.sentence_position <> l.sentence_position AND w.metric = l.metric AND w.unit = l.unit AND w.year = l.year
 AND w.relation = 'current' AND w.status = 'reported' AND w.qualifier = 'exact' AND w.part_of IS NULL AND w.general AND w.value > l.largest AND w.value <> l.total
JOIN quantity q ON q.doc = w.doc AND q.sentence_position = w.sentence_position AND q.low = l.entries AND q.high IS NULL AND q.char_end < w.char_start
LEFT JOIN figure n ON n.doc = q.doc AND n.fact_id = q.fact_id
WHERE (q.kind IN ('back_reference', 'other_count') OR n.unit = 'facility')
  AND NOT EXISTS (SELECT 1 FROM limited x WHERE x.doc = w.doc AND x.fact_id = w.fact_id AND x.says IN ('others', 'added'))
  AND 1 = (SELECT count(*) FROM figure o WHERE o.doc = w.doc AND o.sentence_position = w.sentence_position AND o.metric = w.metric)
UNION ALL
-- "An operation freed 84 children, and another 57. A third brought 46 to the shelter. In all, the three operations
-- freed 196": as many preceding consecutive numbers as the words say have another sum.
SELECT doc, list_distinct([sentence_position] || places), char_start, char_end, num(total), num(whole), '"' || text || '": the ' || num(entries) || ' told before are ' || num(total)
FROM (
  SELECT c.doc, c.claim_id, c.says, c.sentence_position, c.char_start, c.char_end, c.text, c.value AS entries, w.value AS whole, b.back,
         sum(n.value) AS total, max(n.value) AS largest, count(*) AS told, list(DISTINCT n.sentence_position) AS places,
         bool_and(n.exact AND n.fact_id IS NOT NULL AND n.unit = coalesce(w.unit, 'person') AND NOT n.earlier AND coalesce(n.year = w.year, true)) AS alike
  FROM claim c
  JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact' AND coalesce(w.relation, 'current') = 'current'
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  CROSS JOIN (VALUES (1), (2), (3), (4)) b(back)
  JOIN sentence t ON t.doc = c.doc AND t.section_position = s.section_position AND t.paragraph = s.paragraph AND t.position BETWEEN c.sentence_position - b.back AND c.sentence_position - 1
  JOIN told_number n ON n.doc = c.doc AND n.sentence_position = t.position AND n.part_of IS NULL
  WHERE c.kind = 'total' AND c.value BETWEEN 2 AND 9 AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  GROUP BY ALL
) v
WHERE alike AND told = entries AND len(places) = back AND whole > largest AND (whole > total OR whole < total AND says = 'same')
  -- the list begins there and is complete
  AND NOT EXISTS (SELECT 1 FROM told_number n JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position JOIN sentence c ON c.doc = n.doc AND c.position = v.sentence_position AND c.paragraph = t.paragraph
                  WHERE n.doc = v.doc AND n.sentence_position = v.sentence_position - v.back - 1 AND n.unit IN ('person', 'case'))
  AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = v.doc AND m.value IS NULL AND list_contains(v.places, m.sentence_position))
UNION ALL
-- "In January, 40 victims came home. In April, another 35 returned. The government thus helped 95": the number is not a
-- sum of the same metric's figures in the preceding sentences.
SELECT doc, list_distinct([sentence_position] || max(places)), char_start, char_end, num(max(total)), num(any_value(whole)), '"' || text || '": the figures together are ' || num(max(total))
FROM (
  SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, w.value AS whole, b.back,
         sum(n.value) AS total, max(n.value) AS largest, count(*) AS told, list(DISTINCT n.sentence_position) AS places, bool_and(n.qualifier = 'exact') AS exact
  FROM claim c
  JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact' AND w.relation = 'current'
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  CROSS JOIN (VALUES (2), (3), (4)) b(back)
  JOIN figure n ON n.doc = c.doc AND n.section_position = s.section_position AND n.paragraph = s.paragraph AND n.sentence_position BETWEEN c.sentence_position - b.back AND c.sentence_position - 1
   AND n.part_of IS NULL AND n.metric = w.metric AND n.unit = w.unit AND n.year = w.year AND n.relation = 'current' AND n.status = 'reported'
  WHERE c.kind = 'total' AND c.value IS NULL AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
    -- "16 years on each of three counts, for a total of 48" is a term
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.metric = 'sentence_terms' AND t.char_end < c.char_start
                      AND t.char_end > (SELECT max(b.char_end) FROM told_number b WHERE b.doc = c.doc AND b.char_end < c.char_start AND b.fact_id IS NOT NULL))
  GROUP BY ALL
)
GROUP BY doc, claim_id, sentence_position, char_start, char_end, text
-- include earlier sentences as long as they continue the list
HAVING bool_or(len(places) = back) AND bool_and(exact) AND any_value(whole) > max(largest) AND NOT bool_or(total = whole) AND max(told) < 6
UNION ALL
-- "The agency's budget was $6.7 million; salaries took $4.2 million of it", "paid $2.2 million from the year's budget",
-- "Out of the same budget, $1.1 million": the sentences may be in several sections, if the narrative gives no other
-- sum.
SELECT w.doc, list_distinct([max(p.sentence_position), w.sentence_position] || list(p.sentence_position)), max(p.char_start), max(p.char_end), 'at most ' || num(w.most),
       num(list_sum(list(DISTINCT p.least))), 'funding in ' || w.year || ': ' || string_agg(DISTINCT num(p.value), ' + ' ORDER BY num(p.value)) || ' out of ' || num(w.most)
FROM spent_part p
JOIN figure w ON w.doc = p.doc AND w.metric = 'funding' AND w.unit = p.unit AND w.year = p.year AND w.relation = 'current' AND w.status = 'reported' AND w.part_of IS NULL
 AND w.fact_id NOT IN (SELECT o.fact_id FROM spent_part o WHERE o.doc = w.doc) AND w.char_start < p.char_start
WHERE (NOT p.of_it OR p.sentence_position BETWEEN w.sentence_position AND w.sentence_position + 1)
  AND 1 = (SELECT count(*) FROM metric o WHERE o.doc = w.doc AND o.metric = 'funding' AND o.value IS NOT NULL AND o.relation = 'current' AND o.part_of IS NULL
             AND o.fact_id NOT IN (SELECT x.fact_id FROM spent_part x WHERE x.doc = w.doc))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = p.doc AND k.sentence_position = p.sentence_position AND k.kind = 'circumstance' AND k.says = 'so_far')
  -- "to which donors added $300,000", rather than a sum with its conversion right after it
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = w.doc AND q.kind = 'other_money' AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = q.doc AND m.char_start = q.char_end + 2))
GROUP BY w.doc, w.sentence_position, w.section_position, w.year, w.most
HAVING bool_or(p.section_position <> w.section_position) AND list_sum(list(DISTINCT p.least)) > w.most
