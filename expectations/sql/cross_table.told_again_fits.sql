-- "all 14 convicted traffickers", where no more than 11 were convicted: a repeated figure is larger than all figures of
-- its metric and year together, in a text that counts people and withholds no figure. A figure that is a fact of its
-- own may be another agency's, unless its words name the state.
WITH again AS (
  -- "Of the victims identified, 27 were housed here, and another 12 there"
  SELECT c.* REPLACE (coalesce(c.year, (SELECT max(q.low)::INTEGER FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date'
                                         AND q.char_end < c.char_start HAVING min(q.low) = max(q.low))) AS year),
         c.char_start - s.char_start < 8 AS opens, o.* EXCLUDE (doc, claim_id)
  FROM claim c
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  JOIN (SELECT doc, claim_id, sum(value) AS said, sum(least) AS least, max(fact_id) AS fact_id, max(year) AS told_year, max(role) AS role,
               bool_and(coalesce(exploitation, age, gender, nationality) IS NULL AND coalesce(NOT official, true)) AS general
        FROM claim_figure GROUP BY doc, claim_id) o
    ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind IN ('told_again', 'cases_again')
    AND (o.fact_id IS NULL OR c.kind = 'cases_again' OR c.char_start = s.char_start OR NOT EXISTS (
           SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'circumstance'
             AND k.says IN ('others', 'other', 'added')))
),
given AS (
  SELECT a.doc, a.claim_id, f.year, sum(f.most) AS most, max(f.value) AS value, bool_or(EXISTS (SELECT 1 FROM whole w WHERE w.doc = f.doc AND w.fact_id = f.fact_id)) AS total,
         arg_max(f.sentence_position, [f.value, -f.sentence_position]) AS sentence_position
  FROM again a
  JOIN figure f ON f.doc = a.doc AND f.metric = a.metric AND (coalesce(a.year, a.told_year) IS NULL OR f.year = coalesce(a.year, a.told_year))
   -- "the four labor traffickers convicted": the number is compared with those defendants, if the text covers all of
   -- them.
   AND (coalesce(a.says, 'state') = 'state' OR f.exploitation = a.says
        OR (f.exploitation IS NULL AND NOT EXISTS (SELECT 1 FROM whole w JOIN figure p ON p.doc = w.doc AND (p.fact_id = w.fact_id OR p.part_of = w.fact_id)
                                                   WHERE w.doc = a.doc AND w.metric = a.metric AND p.year = f.year AND p.metric = a.metric AND p.exploitation = a.says)))
  -- "Three of the victims identified" does not mean all of them
  WHERE (f.part_of IS NULL OR f.exploitation = a.says) AND f.restates IS NULL
    -- "None of the convictions was for forced labor": the claim is about one kind
    AND NOT (f.status = 'none' AND NOT f.general AND coalesce(a.says, 'state') = 'state') AND NOT f.retold AND f.unit = CASE a.kind WHEN 'cases_again' THEN 'case' ELSE 'person' END AND f.fact_id IS DISTINCT FROM a.fact_id
    AND (a.fact_id IS NULL OR f.sentence_position <> a.sentence_position)
    -- "120 of the 203 girls identified": the 120 are among those mentioned again.
    AND a.char_start - f.char_end NOT BETWEEN 0 AND 8
  GROUP BY a.doc, a.claim_id, f.year
  -- "a further 1,210": the text does not give the other part
  HAVING NOT bool_and(EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position AND k.kind = 'circumstance' AND k.says = 'added'
                        AND k.char_end BETWEEN f.char_start - 12 AND f.char_start))
)
SELECT a.doc, [a.sentence_position, arg_max(g.sentence_position, [g.most, -g.sentence_position])] AS sentences, a.char_start, a.char_end,
       'at most ' || num(max(g.most)) AS expected, num(a.said) AS found,
       a.metric || ': "' || a.text || '", where the text gives ' || num(max(g.most)) AS message
FROM again a JOIN given g ON g.doc = a.doc AND g.claim_id = a.claim_id
WHERE NOT EXISTS (SELECT 1 FROM metric m
                  WHERE m.doc = a.doc AND m.metric = a.metric AND (m.status = 'not_reported' AND NOT m.official OR m.unit <> CASE a.kind WHEN 'cases_again' THEN 'case' ELSE 'person' END))
  -- sentenced_within_convicted compares the people sentenced to a term with the convictions.
  AND NOT EXISTS (SELECT 1 FROM metric t
                  WHERE t.doc = a.doc AND t.sentence_position = a.sentence_position AND t.metric = 'sentence_terms'
                    AND a.metric = 'convictions' AND t.count = a.said AND coalesce(a.says, 'state') = 'state')
  -- "The 71 victims referred" may come before "referred 71 victims", which then repeats their number
  AND NOT EXISTS (SELECT 1 FROM figure f
                  WHERE f.doc = a.doc AND f.metric = a.metric AND f.value = a.said AND f.fact_id IS DISTINCT FROM a.fact_id
                    AND f.year = coalesce(a.year, a.told_year) AND f.part_of IS NULL AND f.relation = 'current')
  -- "investigated 15 cases; five of the investigations were for sex trafficking": parts of a figure that includes them
  AND NOT EXISTS (SELECT 1 FROM figure p JOIN figure w ON w.doc = p.doc AND w.fact_id = p.part_of
                  WHERE p.doc = a.doc AND p.fact_id = a.fact_id AND w.most >= a.least)
GROUP BY a.doc, a.claim_id, a.kind, a.says, a.sentence_position, a.char_start, a.char_end, a.said, a.least, a.metric, a.text, a.fact_id, a.role, a.opens
HAVING a.least > max(g.most)
  -- "All 41 victims identified were foreigners" may be their first mention.
  AND (a.fact_id IS NULL OR a.role = 'figure' OR NOT a.opens OR bool_or(g.total) OR max(g.most) = 0)
UNION ALL
-- "the 113 cases investigated in 2015", although the text gives only 131 for that year.
SELECT a.doc, [a.sentence_position, w.sentence_position], a.char_start, a.char_end, num(w.value), num(a.said),
       a.metric || ' in ' || w.year || ': "' || a.text || '", where another sentence gives ' || num(w.value)
FROM again a
JOIN document d ON d.doc = a.doc
JOIN whole w ON w.doc = a.doc AND w.metric = a.metric AND w.general AND w.sentence_position <> a.sentence_position AND w.year = coalesce(a.year, a.told_year)
 AND w.unit = CASE a.kind WHEN 'cases_again' THEN 'case' ELSE 'person' END AND w.status = 'reported'
WHERE a.role = 'whole' AND coalesce(a.says, 'state') = 'state' AND a.least < w.least AND coalesce(a.general, true) AND (a.year IS NOT NULL OR a.fact_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = a.doc AND l.fact_id = a.fact_id)
  AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = a.doc AND f.metric = a.metric AND f.year = w.year AND f.fact_id IS DISTINCT FROM a.fact_id
                    AND (f.value = a.said OR f.part_of IS NULL AND f.value <> w.value))
UNION ALL
-- "Of the defendants tried in 2007, courts convicted 17 and acquitted eight", "138 of the year's victims": parts that
-- count nobody twice add up to more than all figures that the text gives for these people.
SELECT c.doc, [c.sentence_position, max(w.sentence_position)], c.char_start, c.char_end, 'at most ' || num(max(w.most)), num(any_value(p.said)),
       c.metric || ': ' || any_value(p.told) || ' "' || c.text || '", where the text gives ' || num(max(w.most))
FROM claim c
JOIN (SELECT doc, claim_id, count(*) AS parts, sum(value) AS said, sum(least) AS least, string_agg(num(value), ' + ' ORDER BY position) AS told, list(fact_id) FILTER (fact_id IS NOT NULL) AS facts
      FROM claim_figure WHERE role = 'part' GROUP BY doc, claim_id) p ON p.doc = c.doc AND p.claim_id = c.claim_id
JOIN (SELECT c.doc, c.claim_id, f.year, list_sum(list(DISTINCT f.most)) AS most, arg_max(f.sentence_position, [f.value, -f.sentence_position]) AS sentence_position
      FROM claim c
      JOIN figure f ON f.doc = c.doc AND f.metric = c.metric AND f.year = coalesce(c.year, f.year)
       AND f.unit = CASE c.says WHEN 'case' THEN 'case' WHEN 'same' THEN 'call' ELSE 'person' END
      WHERE c.kind = 'some_of' AND f.restates IS NULL AND f.part_of IS NULL AND f.status = 'reported' AND NOT f.official
        -- "12 cases, one of them against a single man": the number also counts people
        AND (f.unit <> 'person' OR NOT EXISTS (SELECT 1 FROM figure k WHERE k.doc = f.doc AND k.metric = f.metric AND k.year = f.year AND k.unit = 'case'))
        AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND o.fact_id = f.fact_id)
        AND (f.sentence_position <> c.sentence_position OR f.char_end < c.char_start)
      GROUP BY c.doc, c.claim_id, f.year) w ON w.doc = c.doc AND w.claim_id = c.claim_id
WHERE c.kind = 'some_of'
  -- "138 were exploited in sex trafficking and 28 in forced labor, as some had suffered both"
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'circumstance' AND k.says = 'both')
  AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = c.doc AND m.metric = c.metric AND m.status = 'not_reported' AND NOT m.official)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.metric, c.text
HAVING any_value(p.least) > max(w.most)
   -- a single part is compared only with a large figure for everyone
   AND (any_value(p.parts) > 1 OR max(w.most) IN (SELECT x.most FROM figure x WHERE x.doc = c.doc AND x.metric = c.metric AND x.general AND x.value > 9))
