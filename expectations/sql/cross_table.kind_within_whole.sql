-- Finds a figure for one kind that is larger than every total for everyone, of the same metric and year, in other
-- sentences or sections. A figure that names no kind may be another body's.
SELECT p.doc, [p.sentence_position, arg_max(w.sentence_position, [w.most, -w.char_start])] AS sentences, p.char_start, p.char_end,
       'at most ' || num(arg_max(w.value, [w.most, -w.char_start])) AS expected, num(p.value) AS found,
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || p.text || '), where ' || num(arg_max(w.value, [w.most, -w.char_start])) || ' is given for all' AS message
FROM own p
JOIN whole w ON w.doc = p.doc AND w.metric = p.metric AND w.unit = p.unit AND w.year = p.year AND w.fact_id <> p.fact_id
 AND (w.exploitation IS NULL OR w.exploitation = p.exploitation) AND (w.age IS NULL OR w.age = p.age)
 AND (w.gender IS NULL OR w.gender = p.gender) AND (w.nationality IS NULL OR w.nationality = p.nationality) AND (p.official OR NOT w.official)
 AND ((p.doc, p.fact_id) NOT IN (FROM presumed) OR (w.doc, w.fact_id) IN (FROM presumed))
WHERE w.status = 'reported' AND NOT w.body
  AND (p.exploitation, p.age, p.gender, p.nationality, p.official) IS DISTINCT FROM (w.exploitation, w.age, w.gender, w.nationality, w.official)
  -- "Eleven prosecutions came to an end", and 12 others began
  AND NOT EXISTS (SELECT 1 FROM claim e JOIN claim_operand o ON o.doc = e.doc AND o.claim_id = e.claim_id
                  WHERE e.doc = w.doc AND e.kind = 'ended' AND o.fact_id = w.fact_id)
GROUP BY p.doc, p.sentence_position, p.fact_id, p.char_start, p.char_end, p.metric, p.year, p.value, p.text
HAVING bool_and(p.least > w.most AND w.sentence_position <> p.sentence_position)
UNION ALL
-- "No male victims were identified", although another sentence mentions four men.
SELECT p.doc, [p.sentence_position, w.sentence_position], p.char_start, p.char_end, 'none', num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || p.text || '), where another sentence says that there were none'
FROM whole w
JOIN figure p ON p.doc = w.doc AND p.metric = w.metric AND p.year = w.year AND p.sentence_position <> w.sentence_position AND p.relation = w.relation
 AND (w.exploitation IS NULL OR w.exploitation = p.exploitation) AND (w.age IS NULL OR w.age = p.age)
 AND (w.gender IS NULL OR w.gender = p.gender) AND (w.nationality IS NULL OR w.nationality = p.nationality) AND (p.official OR NOT w.official)
WHERE w.status = 'none' AND p.status = 'reported' AND p.least > 0 AND NOT p.derived AND (NOT w.body OR w.says = 'state' AND NOT w.general OR w.metric IN ('investigations', 'arrests'))
  -- the figure may be under any article, if it is of that kind
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = p.doc AND l.fact_id = p.fact_id AND (l.says IN ('others', 'span') OR l.says = 'other' AND w.exploitation IS NULL))
  AND ((p.doc, p.fact_id) IN (FROM presumed)) = ((w.doc, w.fact_id) IN (FROM presumed))
QUALIFY row_number() OVER (PARTITION BY p.doc, p.fact_id ORDER BY w.sentence_position) = 1
UNION ALL
-- "41 of the children identified", where 28 of all victims are children: compares a kind with the total's part of that
-- kind.
SELECT p.doc, [p.sentence_position, max(q.sentence_position)], p.char_start, p.char_end, 'at most ' || num(max(q.value)), num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || p.text || '), where ' || num(max(q.value)) || ' of all are of that kind'
FROM own p
JOIN whole w ON w.doc = p.doc AND w.metric = p.metric AND w.unit = p.unit AND w.year = p.year AND w.general AND NOT w.body AND w.status = 'reported'
JOIN figure q ON q.doc = w.doc AND q.part_of = w.fact_id AND q.metric = p.metric AND q.relation = 'current' AND q.sentence_position <> p.sentence_position
 AND (q.exploitation, q.age, q.gender, q.nationality, q.official) IS NOT DISTINCT FROM (p.exploitation, p.age, p.gender, p.nationality, p.official)
WHERE NOT p.general AND p.relation = 'current' AND p.part_of IS NULL AND p.least <= w.most AND p.exploitation IS NULL
GROUP BY p.doc, p.sentence_position, p.char_start, p.char_end, p.metric, p.year, p.value, p.text, p.least
HAVING p.least > max(q.most) AND count(DISTINCT q.value) = 1
UNION ALL
-- ... or where the state identified "nine men", which did not become a fact, or none of that kind.
SELECT c.doc, [c.sentence_position, a.sentence_position], c.char_start, c.char_end, 'none', num(o.value), c.metric || ': "' || c.text || '", where "' || a.text || '"'
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.value > 0
JOIN document d ON d.doc = c.doc
JOIN (SELECT k.doc, k.sentence_position, k.text, CASE k.says WHEN 'female' THEN 'male' WHEN 'male' THEN 'female' WHEN 'adult' THEN 'child' END AS kind, w.metric, w.year
      FROM claim k JOIN claim_figure w ON w.doc = k.doc AND w.claim_id = k.claim_id WHERE k.kind = 'all_are'
      UNION ALL
      SELECT doc, sentence_position, text, coalesce(gender, age), metric, year FROM figure WHERE status = 'none' AND exploitation IS NULL AND (age IS NULL OR gender IS NULL) AND nationality IS NULL) a
  ON a.doc = c.doc AND a.kind = c.says AND a.metric = c.metric AND a.year = coalesce(c.year, d.report_year - 1) AND a.sentence_position <> c.sentence_position
WHERE c.kind = 'told_again' AND c.says IN ('male', 'female', 'child')
UNION ALL
-- "All of the 36 victims were women", although four of them were men.
SELECT p.doc, [p.sentence_position, c.sentence_position], p.char_start, p.char_end, 'none', num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || concat_ws(' ', p.nationality, p.gender, p.age) || '), where "' || c.text || '"'
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id
JOIN figure p ON p.doc = c.doc AND p.fact_id IS DISTINCT FROM w.fact_id AND p.year = w.year AND p.relation = 'current' AND p.status = 'reported'
 AND ((p.doc, p.fact_id) IN (FROM among_all) OR (p.doc, p.fact_id) IN (SELECT doc, fact_id FROM own)
      -- "Of the 46 victims, …": the claim covers only these victims
      OR EXISTS (SELECT 1 FROM quantity q WHERE q.doc = p.doc AND q.sentence_position = p.sentence_position AND q.kind = 'back_reference' AND q.low = w.value AND q.high IS NULL))
 AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = p.doc AND l.fact_id = p.fact_id AND l.says IN ('others', 'added', 'span'))
WHERE c.kind = 'all_are'
  -- "ten were exploited in prostitution, and all ten were women; three men …": the claim covers only these ten
  AND (EXISTS (SELECT 1 FROM whole o WHERE o.doc = c.doc AND o.general AND o.metric = w.metric AND o.value = w.value)
       OR NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = c.doc AND o.sentence_position = c.sentence_position AND o.value = w.value AND (o.part_of IS NOT NULL OR o.exploitation IS DISTINCT FROM p.exploitation AND o.exploitation IS NOT NULL)))
  -- "Only two, both of them women, had been in prostitution": the claim covers only these two
  AND (NOT (contains(lower(c.text), 'both') OR contains(lower(c.text), 'none')) OR EXISTS (SELECT 1 FROM whole o WHERE o.doc = w.doc AND o.fact_id = w.fact_id))
  AND p.value > 0 AND p.value <= w.value
  -- ... wherever words refer to them by number: "31 of the 55, nine of them girls"
  AND (abs(p.sentence_position - c.sentence_position) <= 3
       OR EXISTS (SELECT 1 FROM quantity q WHERE q.doc = p.doc AND q.sentence_position = p.sentence_position AND q.kind = 'back_reference' AND q.low = w.value AND q.high IS NULL AND w.value > 9)
       -- "The 17 victims identified comprised …"
       OR EXISTS (SELECT 1 FROM figure o WHERE o.doc = p.doc AND o.fact_id = p.part_of AND o.value = w.value AND o.metric = w.metric AND o.year = w.year AND w.value > 9))
  AND (p.metric = w.metric OR p.metric IN ('victims_referred', 'victims_assisted')
       -- "Two of the men returned home": the sentence is about other men
       OR p.metric = 'victims_repatriated' AND NOT EXISTS (SELECT 1 FROM claim g WHERE g.doc = p.doc AND g.kind = 'going_back' AND g.says = 'persons' AND g.char_start = p.char_start))
  -- the figure may count people whom others counted
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = w.doc AND l.fact_id = w.fact_id AND l.says IN ('others', 'added'))
  AND CASE c.says WHEN 'female' THEN p.gender = 'male' WHEN 'male' THEN p.gender = 'female' WHEN 'adult' THEN p.age = 'child'
                  WHEN 'child' THEN p.age = 'adult'
                  -- the figure is about other people, unless its words refer back to the people counted
                  ELSE (p.metric = w.metric OR EXISTS (SELECT 1 FROM quantity q JOIN sentence s ON s.doc = q.doc AND s.position = q.sentence_position
                                                       WHERE q.doc = p.doc AND q.sentence_position = p.sentence_position AND q.kind = 'back_reference' AND q.low = w.value
                                                         -- the words "Of the 34" open the sentence
                                                         AND q.char_start = s.char_start + 7))
                       AND p.nationality = CASE c.says WHEN 'foreign' THEN 'national' WHEN 'national' THEN 'foreign' END END
UNION ALL
-- "All the child victims identified in 2017 were boys": the claim has no number, and 38 girls are among those identified.
SELECT p.doc, [p.sentence_position, c.sentence_position], p.char_start, p.char_end, 'none', num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || concat_ws(' ', p.nationality, p.gender, p.age) || '), where "' || c.text || '"'
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN figure p ON p.doc = c.doc AND p.metric = c.metric AND p.year = coalesce(c.year, d.report_year - 1) AND p.relation = 'current' AND p.status = 'reported' AND p.least > 0
 AND p.sentence_position <> c.sentence_position
 AND CASE c.says WHEN 'female' THEN p.gender = 'male' WHEN 'male' THEN p.gender = 'female' WHEN 'adult' THEN p.age = 'child' WHEN 'national' THEN p.nationality = 'foreign' END
WHERE c.kind = 'all_are'
  AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  -- "all the child victims": women may be among the others
  AND (p.age = 'child' OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.kind = c.kind AND k.char_start = c.char_start AND k.says = 'child'))
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = p.doc AND l.fact_id = p.fact_id AND l.says IN ('others', 'added', 'span'))
QUALIFY row_number() OVER (PARTITION BY p.doc, c.sentence_position ORDER BY p.sentence_position, p.char_start) = 1
UNION ALL
-- "12 victims, all of them women. … Three of the men returned home": a number that is not a fact counts people of the
-- excluded kind, and the section mentions no other people of that kind.
SELECT g.doc, [g.sentence_position, c.sentence_position], g.char_start, g.char_end, 'none', num(o.value), '"' || g.text || '", where "' || c.text || '"'
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN claim g ON g.doc = c.doc AND g.kind = 'going_back' AND g.says = 'persons' AND g.sentence_position BETWEEN c.sentence_position + 1 AND c.sentence_position + 3
JOIN sentence t ON t.doc = g.doc AND t.position = g.sentence_position AND t.section_position = s.section_position
JOIN claim_operand o ON o.doc = g.doc AND o.claim_id = g.claim_id AND o.role = 'part' AND o.value <= w.value
WHERE c.kind = 'all_are' AND c.says <> 'child'
  AND CASE regexp_extract(g.text, '\w+$') WHEN 'men' THEN c.says = 'female' WHEN 'boys' THEN c.says IN ('female', 'adult') WHEN 'women' THEN c.says = 'male'
           WHEN 'girls' THEN c.says IN ('male', 'adult') WHEN 'children' THEN c.says = 'adult' ELSE false END
  AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = g.doc AND f.section_position = s.section_position AND f.fact_id IS DISTINCT FROM o.fact_id AND f.char_end < g.char_start
                    AND (c.says = 'female' AND f.gender = 'male' OR c.says = 'male' AND f.gender = 'female' OR c.says = 'adult' AND f.age = 'child'))
  AND NOT EXISTS (SELECT 1 FROM told_number n JOIN sentence x ON x.doc = n.doc AND x.position = n.sentence_position
                  WHERE n.doc = g.doc AND x.section_position = s.section_position AND n.char_start < g.char_start AND n.noun IS NOT NULL AND contains(lower(g.text), lower(n.noun)))
UNION ALL
-- "identified 47 victims, 14 of them nationals", where 39 of the foreign victims identified got visas: the number
-- exceeds the remaining foreign victims.
SELECT p.doc, [p.sentence_position, q.sentence_position], p.char_start, p.char_end, 'at most ' || num(w.most - q.least), num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' (' || p.text || '), where ' || num(w.value) || ' less ' || num(q.value) || ' leave ' || num(w.value - q.value)
FROM figure q
JOIN figure w ON w.doc = q.doc AND w.fact_id = q.part_of AND w.metric = q.metric AND w.general AND w.status = 'reported' AND w.relation = 'current'
JOIN figure p ON p.doc = q.doc AND p.year = w.year AND p.unit = w.unit AND p.relation = 'current' AND p.status = 'reported' AND p.sentence_position <> q.sentence_position AND p.fact_id <> q.fact_id
 AND (p.nationality = CASE q.nationality WHEN 'national' THEN 'foreign' WHEN 'foreign' THEN 'national' END
      OR p.gender = CASE q.gender WHEN 'female' THEN 'male' WHEN 'male' THEN 'female' END AND q.age IS NULL
      OR p.age = CASE q.age WHEN 'child' THEN 'adult' WHEN 'adult' THEN 'child' END AND q.gender IS NULL)
WHERE p.least > w.most - q.least AND p.least <= w.most
  -- both count the same people: "of the foreign victims identified in 2007", where the text gives one number for all of
  -- them
  AND EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
              WHERE k.doc = p.doc AND k.kind IN ('some_of', 'told_again') AND k.metric = w.metric AND o.fact_id = p.fact_id)
  AND 1 = (SELECT count(DISTINCT f.value) FROM figure f WHERE f.doc = w.doc AND f.metric = w.metric AND f.year = w.year AND f.general AND f.part_of IS NULL)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = p.doc AND l.fact_id IN (p.fact_id, w.fact_id, q.fact_id) AND l.says IN ('others', 'added', 'span') AND lower(l.text) <> 'abroad')
QUALIFY row_number() OVER (PARTITION BY p.doc, p.fact_id ORDER BY q.sentence_position, q.char_start) = 1
UNION ALL
-- "From January through June 2013, prosecutors indicted 308 defendants", "289 in 2013 as a whole"
SELECT p.doc, list_distinct([p.sentence_position, w.sentence_position]), p.char_start, p.char_end, 'at most ' || num(w.most), num(p.value),
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' "' || c.text || '", where ' || num(w.value) || ' are of the whole year'
FROM figure p
JOIN claim c ON c.doc = p.doc AND c.kind = 'circumstance' AND c.says = 'part_of_year'
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.fact_id = p.fact_id
JOIN figure w ON w.doc = p.doc AND w.metric = p.metric AND w.unit = p.unit AND w.year = p.year AND w.general AND w.status = 'reported' AND w.fact_id <> p.fact_id
WHERE (EXISTS (SELECT 1 FROM claim y JOIN claim_operand v ON v.doc = y.doc AND v.claim_id = y.claim_id
               WHERE y.doc = w.doc AND y.kind = 'circumstance' AND y.says = 'year' AND v.fact_id = w.fact_id)
       -- "opened 271 cases in 2003", which is the only figure of that year
       OR EXISTS (SELECT 1 FROM metric m WHERE m.doc = w.doc AND m.fact_id = w.fact_id AND m.period = 'calendar_year' AND m.part_of IS NULL)
          AND NOT EXISTS (SELECT 1 FROM figure x WHERE x.doc = w.doc AND x.metric = w.metric AND x.unit = w.unit AND x.year = w.year AND x.relation = 'current' AND x.value NOT IN (w.value, p.value)))
  AND p.status = 'reported' AND p.least > w.most
  -- "In one trial in 2004, 12 of 15 defendants were found guilty": not all of the year
  AND (w.doc, w.fact_id) NOT IN (SELECT o.doc, o.fact_id FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                                 WHERE k.kind = 'some_are' AND o.role = 'part' AND o.fact_id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = w.doc AND l.fact_id = w.fact_id AND l.says IN ('others', 'added', 'span'))
QUALIFY row_number() OVER (PARTITION BY p.doc, p.fact_id ORDER BY w.sentence_position, w.char_start) = 1
