-- "103, the same number as in 2016", where another passage gives 95 for 2016.
SELECT a.doc, [a.sentence_position, f.sentence_position] AS sentences, a.char_start, a.char_end,
       num(f.value) AS expected, num(a.value) AS found,
       a.metric || ' in ' || a.year || ': "' || a.text || '" makes it ' || num(a.value) || ', but other words say '
         || num(f.value) AS message
FROM link l
JOIN figure a ON a.doc = l.doc AND a.fact_id = l.fact_id
JOIN figure f ON f.doc = a.doc AND f.metric = a.metric AND f.unit IS NOT DISTINCT FROM a.unit AND f.year = a.year
 AND f.official = a.official AND f.exploitation IS NOT DISTINCT FROM a.exploitation AND f.age IS NOT DISTINCT FROM a.age
 AND f.gender IS NOT DISTINCT FROM a.gender AND f.nationality IS NOT DISTINCT FROM a.nationality
WHERE l.kind = 'same_as' AND f.fact_id <> a.fact_id AND (f.sentence_position <> a.sentence_position OR f.relation = 'comparator')
  AND f.part_of IS NULL AND f.status IN ('reported', 'none') AND (f.most < a.least OR f.least > a.most)
  AND a.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'convictions', 'acquittals',
                   'victims_identified')
  -- If there are several figures for the year, uses the largest, provided that its sentence contains only it and its
  -- parts. Smaller figures may be for one agency or one kind.
  AND NOT EXISTS (SELECT 1 FROM figure m JOIN figure g ON g.doc = m.doc AND g.metric = m.metric AND g.year = m.year
                  WHERE m.doc = l.doc AND m.fact_id = l.related_to AND (g.value > m.value OR m.part_of IS NOT NULL
                         OR (g.fact_id <> m.fact_id AND g.sentence_position = m.sentence_position
                             AND g.part_of IS DISTINCT FROM m.fact_id)))
  AND NOT EXISTS (SELECT 1 FROM figure g
                  WHERE g.doc = a.doc AND g.fact_id <> a.fact_id AND g.metric = a.metric AND g.year = a.year
                    AND g.sentence_position <> a.sentence_position AND g.value = a.value)
  -- "196, the same number as in 2022: 135, 38 and 23, next to 128, 49 and 19": parts are compared with parts.
  AND NOT EXISTS (SELECT 1 FROM figure g
                  WHERE g.doc = f.doc AND g.sentence_position = f.sentence_position AND g.metric = f.metric AND g.year = f.year
                    AND g.fact_id NOT IN (f.fact_id, a.fact_id) AND g.part_of IS NULL
                    -- "of the 95 victims identified in 2015, 52 were men"
                    AND NOT EXISTS (SELECT 1 FROM claim_operand p JOIN claim_operand w ON w.doc = p.doc AND w.claim_id = p.claim_id
                                    WHERE p.doc = g.doc AND p.fact_id = g.fact_id AND p.role = 'part' AND w.fact_id = f.fact_id AND w.role = 'whole'))
