-- "It forwarded 34 cases. Of them, 12 ended in convictions, nine were closed, and 28 were pending": outcomes for the
-- people or cases just mentioned add up to more than any number in the preceding sentence. No other number precedes the
-- words that refer back.
WITH number_of AS (
  -- numbers, the word before each number, and what the number counts if it is one of several mutually exclusive
  -- outcomes
  SELECT n.doc, n.sentence_position, n.char_start, n.value, n.unit, n.metric, n.year, n.fact_id, s.paragraph, s.section_position,
         split_part(trim(substr(s.text, 1, n.char_start - s.char_start)), ' ', -1) AS lead, substr(s.text, n.char_end - s.char_start + 1, 4) AS behind,
         n.metric IN (SELECT metric FROM metric_relation WHERE how = 'together' AND within = 'prosecutions') AS outcome
  FROM told_number n JOIN sentence s ON s.doc = n.doc AND s.position = n.sentence_position WHERE n.exact AND NOT n.earlier
),
going_first AS (
  -- some of the people or cases mentioned earlier, if the words do not say how many those were
  SELECT c.doc, c.claim_id, c.kind, c.says, c.text, c.char_start, c.char_end, c.sentence_position, o.value, n.char_start AS number_start, n.unit, n.metric, n.year, n.outcome, n.paragraph, n.section_position,
         EXISTS (SELECT 1 FROM number_of b WHERE b.doc = c.doc AND b.sentence_position = c.sentence_position AND b.char_start < n.char_start) AS nested
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role IN ('part', 'figure') AND o.qualifier = 'exact' AND o.value > 1
  JOIN number_of n ON n.doc = c.doc AND n.value = o.value AND (n.char_start BETWEEN c.char_start AND c.char_end OR c.kind = 'some_of' AND n.char_start BETWEEN c.char_start - 12 AND c.char_start)
  WHERE c.kind IN ('going_back', 'told_again', 'some_of') AND 1 = (SELECT count(*) FROM claim_operand x WHERE x.doc = c.doc AND x.claim_id = c.claim_id)
    AND c.says IS DISTINCT FROM 'same'
  QUALIFY row_number() OVER (PARTITION BY c.doc, n.char_start ORDER BY c.kind, c.claim_id) = 1
),
going_on AS (
  -- ... and further parts of the same people or cases: "a further 15", "the other six", or another outcome of "the
  -- defendants"
  SELECT f.doc, f.claim_id, n.sentence_position, n.char_start, n.value
  FROM going_first f
  JOIN number_of n ON n.doc = f.doc AND n.paragraph = f.paragraph AND n.section_position = f.section_position AND n.char_start > f.char_end
   AND n.sentence_position BETWEEN f.sentence_position AND f.sentence_position + 2 AND coalesce(n.unit = f.unit, true) AND coalesce(n.year = f.year, true)
   -- "and trained another 40 officials"
   AND n.metric IS DISTINCT FROM 'persons_trained'
   -- "IOM assisted 112 victims, 94 of them Bulgarian, and NGOs an additional 63"
   AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = n.doc AND l.fact_id = n.fact_id AND l.says = 'others')
  WHERE n.lead IN ('further', 'another', 'additional') AND (n.behind = ' of '
           -- "a further eight received suspended sentences", but not "assisted another 15 identified in 2015"
           OR n.sentence_position = f.sentence_position AND coalesce(n.metric NOT LIKE 'victims%', true))
     OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = n.doc AND k.kind = 'rest' AND n.char_start BETWEEN k.char_start AND k.char_end 
                  -- "convicted 22, 15 of them in old trials. The remaining 22 …": the remainder is not part of the 22
                  AND (NOT f.nested OR EXISTS (SELECT 1 FROM number_of b WHERE b.doc = n.doc AND b.sentence_position = n.sentence_position AND b.char_start < n.char_start AND b.lead IN ('further', 'another', 'additional')))
                  -- the figure must be part of all, not of a part mentioned in between
                  AND NOT EXISTS (SELECT 1 FROM number_of b WHERE b.doc = n.doc AND b.sentence_position = n.sentence_position AND b.char_start >= f.char_end AND b.char_start < n.char_start
                                    AND b.lead NOT IN ('further', 'another', 'additional')))
     OR f.outcome AND n.outcome AND n.metric <> f.metric AND n.sentence_position > f.sentence_position
        -- "30 of the defendants. Twelve of them" refers to the 30
        AND EXISTS (SELECT 1 FROM going_first g WHERE g.doc = n.doc AND g.number_start = n.char_start AND g.kind = 'going_back' AND g.says = 'persons')
),
outcome AS (
  SELECT c.doc, c.claim_id, c.text, c.sentence_position, c.char_start, c.char_end, f.metric, max(f.least) AS least,
         -- "eight of the defendants" counts people, while "12 of them" may count anything mentioned
         any_value(CASE c.says WHEN 'persons' THEN b.most_persons ELSE b.most END) AS most
  FROM claim c
  JOIN number_before b ON b.doc = c.doc AND b.sentence_position = c.sentence_position
  JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id
  -- "verdicts in seven of them, convicting 31": the seven are cases, the 31 people
  JOIN figure f ON f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.unit = coalesce(p.unit, f.unit)
  JOIN metric_relation r ON r.metric = f.metric AND r.how = 'together' AND r.within = 'prosecutions'
  WHERE c.kind = 'going_back' AND NOT EXISTS (SELECT 1 FROM claim_operand w WHERE w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole')
    AND f.relation = 'current' AND f.status = 'reported' AND f.unit IN ('person', 'case')
    AND NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_start < c.char_start)
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.kind = 'circumstance' AND k.says = 'several' AND k.value = 1
                      AND k.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position)
  GROUP BY ALL
)
SELECT doc, [sentence_position, sentence_position - 1] AS sentences, char_start, char_end, 'at most ' || num(any_value(most)) AS expected,
       num(sum(least)) AS found,
       '"' || text || '": ' || string_agg(num(least) || ' ' || metric, ' + ' ORDER BY metric) || ' = ' || num(sum(least))
         || ', where the sentence before tells of ' || num(any_value(most)) AS message
FROM outcome
GROUP BY doc, claim_id, text, sentence_position, char_start, char_end
HAVING count(*) > 1 AND sum(least) > any_value(most)
UNION ALL
-- "62 of the 55 victims", "47 suspects, including 53 police officers"
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, 'at most ' || num(w.most), num(p.value), '"' || c.text || '"'
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role IN ('whole', 'figure')
WHERE c.kind = 'going_back' AND p.least > w.most AND coalesce(p.unit = w.unit, true)
UNION ALL
-- "They convicted 21 of the 30 and acquitted 14", "22 cases, which resulted in 19 convictions and nine acquittals"
SELECT doc, [sentence_position], char_start, char_end, 'at most ' || num(most), num(sum(least)),
       '"' || text || '": ' || string_agg(num(least) || ' ' || metric, ' + ' ORDER BY metric) || ' = ' || num(sum(least))
FROM (SELECT c.doc, c.claim_id, c.text, c.sentence_position, c.char_start, c.char_end, w.most, f.metric, max(f.least) AS least
      FROM claim c
      JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.metric IN (SELECT metric FROM metric_relation WHERE how = 'together' AND within = 'prosecutions')
      JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
      JOIN figure f ON f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.unit = p.unit AND f.year = p.year AND f.relation = 'current' AND f.status = 'reported' AND f.char_start >= c.char_start AND f.fact_id IS DISTINCT FROM w.fact_id
      JOIN metric_relation r ON r.metric = f.metric AND r.how = 'together' AND r.within = 'prosecutions'
      WHERE c.kind = 'going_back'
        AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'circumstance'
                          AND k.says IN ('added', 'several'))
        AND 1 = (SELECT count(*) FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'going_back')
      GROUP BY ALL)
GROUP BY doc, claim_id, text, sentence_position, char_start, char_end, most
HAVING count(*) > 1 AND max(least) <= most AND sum(least) > most
UNION ALL
-- "Of these 66, police took 43 to shelters and NGOs took in 31 others": distinct parts of the number that opens the
-- sentence add up to more than that number.
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, 'at most ' || num(w.most), num(p.least + sum(q.low)),
       '"' || c.text || '" and ' || string_agg(num(q.low), ', ' ORDER BY q.char_start) || ' others: ' || num(p.least + sum(q.low)) || ', where ' || num(w.value) || ' are told of'
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.position > w.position
JOIN quantity q ON q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_start > c.char_end AND q.high IS NULL
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position AND substr(s.text, q.char_end - s.char_start + 2, 6) = 'others'
WHERE c.kind = 'going_back'
  -- no other number may intervene
  AND NOT EXISTS (SELECT 1 FROM quantity o WHERE o.doc = c.doc AND o.sentence_position = c.sentence_position AND o.char_start > c.char_end AND o.char_start < q.char_start
                    AND o.kind IN ('fact', 'other_count', 'unexplained') AND o.low > 0 AND substr(s.text, o.char_end - s.char_start + 2, 6) <> 'others')
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, w.value, w.most, p.least
HAVING p.least <= w.most AND max(q.low) <= w.most AND p.least + sum(q.low) > w.most
UNION ALL
-- "It identified 45. Social workers placed 52 of them in shelters": the number exceeds all preceding numbers, and the
-- total of each preceding sentence.
SELECT c.doc, [c.sentence_position, arg_max(n.sentence_position, [n.most, n.char_start])], c.char_start, c.char_end, 'at most ' || num(max(n.most)), num(p.value),
       '"' || c.text || '", where ' || num(max(n.most)) || ' are told of before'
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN (SELECT * EXCLUDE (most), greatest(most, sum(most) FILTER (NOT earlier AND part_of IS NULL AND general) OVER (PARTITION BY doc, sentence_position, unit, CASE unit WHEN 'case' THEN '' ELSE metric END)) AS most
      FROM told_number) n ON n.doc = c.doc AND n.char_start < c.char_start
 -- "these children" must refer to children in the same section
 AND (NOT contains(c.text, ' these ') OR n.sentence_position >= (SELECT min(o.position) FROM sentence o WHERE o.doc = s.doc AND o.section_position = s.section_position))
 -- "215 desks" does not count children, whatever "of these children" refers to
 AND NOT (c.says IS NOT DISTINCT FROM 'persons' AND (coalesce(n.unit <> 'person' OR n.metric LIKE 'persons%', false) OR n.kind = 'other_count' AND NOT coalesce(contains(lower(c.text), lower(n.noun)), true)))
WHERE c.kind = 'going_back' AND p.qualifier = 'exact' AND p.value > 1
  AND 1 = (SELECT count(*) FROM claim_operand x WHERE x.doc = c.doc AND x.claim_id = c.claim_id)
  AND NOT EXISTS (SELECT 1 FROM part l WHERE l.doc = p.doc AND l.part_id = p.fact_id
                    -- another count may include them according to a link, but not according to the words "of these
                    -- children"
                    AND NOT EXISTS (SELECT 1 FROM told_number o WHERE o.doc = c.doc AND o.kind = 'other_count' AND o.char_start BETWEEN l.total_end AND c.char_start AND o.value >= p.value
                                      AND c.says = 'persons' AND contains(c.text, ' these ') AND NOT contains(lower(c.text), lower(o.noun))))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.says, p.value, p.year, s.char_start
-- "Raids, 1,100 of them, turned up 93 women": a number that exceeds it by so much counts something else
HAVING p.value > max(n.most) AND p.value < 4 * max(n.most)
   -- the words refer to one of these numbers: it is near, and counts the same people or cases ...
   AND bool_or(n.sentence_position >= c.sentence_position - CASE WHEN contains(c.text, ' these ') THEN 4 ELSE 2 END AND n.value > 1 AND NOT n.earlier AND coalesce(n.year = p.year, true)
               AND CASE c.says WHEN 'persons' THEN n.unit = 'person' AND n.metric NOT LIKE 'persons%' OR n.metric IS NULL
                               WHEN 'case' THEN n.unit = 'case' OR n.metric IS NULL
                               ELSE coalesce(n.unit IN ('person', 'case', 'call'), true) END)
   -- ... and its own sentence leaves no room for others before it: "it assisted foreign workers and helped 46 of them
   -- return"
   AND (c.char_start - s.char_start < CASE c.says WHEN 'same' THEN 70 ELSE 40 END
          -- "In the course of 2012, …"
          + CASE WHEN EXISTS (SELECT 1 FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date' AND q.char_end < c.char_start) THEN 22 ELSE 0 END OR bool_or(n.sentence_position = c.sentence_position))
UNION ALL
-- "Twenty-eight cases were pending, and 33 more were filed. The courts disposed of 74 of these cases": the number
-- exceeds the sum of both.
SELECT c.doc, [c.sentence_position, c.sentence_position - 1], c.char_start, c.char_end, 'at most ' || num(b.total), num(p.value),
       '"' || c.text || '", where the sentence before tells of ' || num(b.total)
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN (SELECT s.doc, s.position + 1 AS sentence_position, s.paragraph, sum(coalesce(q.high, q.low)) AS total FROM sentence s
      JOIN counted q ON q.doc = s.doc AND q.sentence_position = s.position
      GROUP BY s.doc, s.position, s.paragraph HAVING count(q.fact_id) = count(*) AND bool_or(q.unit = 'case')) b
  ON b.doc = c.doc AND b.sentence_position = c.sentence_position
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position AND s.paragraph = b.paragraph
WHERE c.kind = 'going_back' AND c.says = 'case' AND p.least > b.total
  AND NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position BETWEEN c.sentence_position - 4 AND c.sentence_position AND q.char_start < c.char_start
                    AND coalesce(q.high, q.low) >= p.least AND q.unit IS DISTINCT FROM 'month')
UNION ALL
-- "1,930 calls, 174 of which were about trafficking. It passed 231 of the trafficking calls on": the number exceeds the
-- only part of the calls.
SELECT c.doc, [c.sentence_position, any_value(f.sentence_position)], c.char_start, c.char_end, 'at most ' || num(max(f.most)), num(p.value), '"' || c.text || '", where ' || num(max(f.value)) || ' are told of'
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN figure f ON f.doc = c.doc AND f.metric = 'hotline_calls' AND f.part_of IS NOT NULL AND f.relation = 'current' AND f.char_end < c.char_start
WHERE c.kind = 'going_back' AND c.says = 'trafficking'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, p.value, p.least
HAVING count(*) = 1 AND p.least > max(f.most)
UNION ALL
-- "In 2009 police rescued 36 children, compared with 29 in 2008. A home took in 41 of these children": the number
-- exceeds the figure to which the words refer, and every current count in that figure's sentence or between the two.
SELECT c.doc, [c.sentence_position, w.sentence_position], c.char_start, c.char_end, 'at most ' || num(w.most), num(p.value),
       '"' || c.text || '", where ' || num(w.value) || ' ' || w.metric || ' are told of'
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN link l ON l.doc = p.doc AND l.fact_id = p.fact_id AND l.kind = 'among'
JOIN figure w ON w.doc = l.doc AND w.fact_id = l.related_to AND w.relation = 'current'
WHERE c.kind = 'going_back' AND c.says = 'persons' AND p.least > w.most AND w.sentence_position >= c.sentence_position - 2
  AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'whole')
  AND p.least > (SELECT sum(n.most) FROM told_number n WHERE n.doc = c.doc AND NOT n.earlier AND n.char_start < c.char_start AND n.unit IS DISTINCT FROM 'month'
                   AND n.sentence_position BETWEEN w.sentence_position - 2 AND c.sentence_position)
UNION ALL
-- "identified 36 victims, including 12 children. It placed 19 of the children in care": the number exceeds all
-- preceding figures of that kind in the section.
SELECT c.doc, [c.sentence_position, any_value(f.sentence_position)], c.char_start, c.char_end, 'at most ' || num(sum(f.most)), num(any_value(p.value)),
       '"' || c.text || '", where ' || num(sum(f.value)) || ' are told of before'
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.qualifier = 'exact'
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN (SELECT * FROM figure WHERE unit = 'person' AND status = 'reported' AND metric LIKE 'victims%') f
  ON f.doc = c.doc AND f.section_position = s.section_position AND f.char_end < c.char_start AND f.fact_id IS DISTINCT FROM p.fact_id
 AND CASE regexp_extract(c.text, '\w+$') WHEN 'children' THEN f.age = 'child' WHEN 'girls' THEN f.age = 'child' AND f.gender IS DISTINCT FROM 'male' WHEN 'boys' THEN f.age = 'child' AND f.gender IS DISTINCT FROM 'female'
          WHEN 'men' THEN f.gender = 'male' AND f.age IS DISTINCT FROM 'child' WHEN 'women' THEN f.gender = 'female' AND f.age IS DISTINCT FROM 'child' ELSE false END
WHERE c.kind = 'going_back' AND c.says = 'persons' AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  -- no other number may count some of them
  AND NOT EXISTS (SELECT 1 FROM told_number n JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position
                  WHERE n.doc = c.doc AND t.section_position = s.section_position AND n.char_start < c.char_start AND n.most >= p.value AND n.fact_id IS DISTINCT FROM p.fact_id
                    AND (n.kind <> 'other_count' AND n.fact_id IS NULL OR contains(lower(c.text), lower(n.noun))
                         -- a figure for everyone that is not divided by kind
                         OR n.kind = 'fact' AND n.unit = 'person' AND n.metric LIKE 'victims%' AND n.part_of IS NULL
                            AND NOT EXISTS (SELECT 1 FROM figure k WHERE k.doc = n.doc AND k.part_of = n.fact_id AND NOT k.general)))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text
HAVING any_value(p.value) > sum(f.most)
UNION ALL
-- "It opened 11 cases. Seven of these cases were forwarded, three closed, and two are under investigation", "Of the 15
-- cases, …": distinct parts of the people or cases just mentioned add up to more than any number there, and more than
-- all numbers of that kind.
SELECT c.doc, [c.sentence_position, coalesce(any_value(b.sentence_position), c.sentence_position)], c.char_start, c.char_end,
       'at most ' || num(coalesce(any_value(w.value), max(b.most))), num(any_value(p.said)),
       any_value(p.told) || ' "' || c.text || '", where ' || num(coalesce(any_value(w.value), max(b.most))) || ' are told of'
FROM claim c
JOIN (SELECT doc, claim_id, sum(value) AS said, sum(least) AS least, max(least) AS largest, string_agg(num(value), ' + ' ORDER BY position) AS told FROM claim_figure
      WHERE role = 'part' GROUP BY doc, claim_id HAVING count(*) > 1) p ON p.doc = c.doc AND p.claim_id = c.claim_id
LEFT JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
LEFT JOIN before_back b ON b.doc = c.doc AND b.claim_id = c.claim_id
WHERE c.kind = 'some_of' AND c.metric IS NULL
  -- "seven had been subjected to both"
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND abs(k.sentence_position - c.sentence_position) <= 1 AND k.kind = 'circumstance' AND k.says = 'both')
  -- unless outcomes in the same words have already said so
  AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.doc = c.doc AND o.sentence_position = c.sentence_position
                  GROUP BY o.claim_id HAVING count(*) > 1 AND sum(o.least) > any_value(o.most))
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, p.least, p.largest
HAVING CASE WHEN any_value(w.value) IS NOT NULL THEN p.least > any_value(w.most) ELSE p.least > max(b.most) AND p.largest <= max(b.most) END
UNION ALL
-- "It convicted two men and a woman. Both offenders …": "both" means two, but the preceding sentence gives more, and
-- does not single out two of them.
SELECT c.doc, [c.sentence_position, b.sentence_position], c.char_start, c.char_end, num(b.persons), '2', '"' || c.text || '", where ' || num(b.persons) || ' ' || b.metric || ' are told of'
FROM claim c
JOIN (SELECT f.doc, f.sentence_position, f.metric, f.section_position, sum(f.value) AS persons, count(*) AS facts FROM figure f
      WHERE f.unit = 'person' AND f.relation = 'current' AND f.status = 'reported' AND f.part_of IS NULL AND f.qualifier = 'exact'
        AND f.metric IN ('convictions', 'arrests', 'charges', 'prosecutions')
      GROUP BY ALL) b ON b.doc = c.doc AND b.sentence_position = c.sentence_position - 1
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position AND s.section_position = b.section_position
WHERE c.kind = 'both_again' AND b.persons > 2
  AND 1 = (SELECT count(DISTINCT f.metric) FROM figure f WHERE f.doc = c.doc AND f.sentence_position = b.sentence_position AND f.unit = 'person' AND f.relation = 'current' AND f.metric NOT LIKE 'victims%')
  -- no number nearby is two, except one to which another is added
  AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position AND n.value = 2 AND n.char_start < c.char_start
                    AND (n.sentence_position <> b.sentence_position OR n.metric IS DISTINCT FROM b.metric OR b.facts < 2))
  -- "including a couple", "one of them an officer": these are some of the people whom the words may mean
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = b.sentence_position AND (k.kind = 'going_back' OR k.kind = 'circumstance' AND k.says = 'pair'))
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = b.sentence_position AND q.kind = 'pronoun')
UNION ALL
-- "1,460 calls, each of which was entered under a single subject. 1,034 callers asked about …, 391 …, and 73 …": parts
-- that count nothing twice add up to more than the whole.
SELECT c.doc, list_distinct([n.sentence_position, c.sentence_position, f.sentence_position]), min(n.char_start), max(n.char_end), 'at most ' || num(f.value), num(sum(n.value)),
       string_agg(num(n.value), ' + ' ORDER BY n.char_start) || ' calls, where ' || num(f.value) || ' are told of, "' || c.text || '"'
FROM claim c
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN (SELECT f.*, max(f.sentence_position) OVER (PARTITION BY f.doc, f.section_position) AS last FROM figure f
      WHERE f.metric = 'hotline_calls' AND f.part_of IS NULL AND f.qualifier = 'exact' AND f.relation = 'current' AND f.general) f
  ON f.doc = c.doc AND f.section_position = s.section_position AND f.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position AND f.char_end < c.char_start
JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN f.sentence_position AND c.sentence_position + 2 AND n.char_start > f.char_end AND NOT n.earlier AND n.exact
 AND n.value > 1 AND n.char_start NOT BETWEEN c.char_start AND c.char_end
JOIN sentence t ON t.doc = n.doc AND t.position = n.sentence_position AND t.section_position = s.section_position
WHERE c.kind = 'circumstance' AND c.says IN ('single', 'once') AND f.sentence_position = f.last AND n.kind <> 'other_money'
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = n.sentence_position AND k.kind = 'share' AND k.char_start > f.char_end)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.text, n.sentence_position, f.sentence_position, f.value, f.most
HAVING count(*) FILTER (coalesce(n.metric = 'hotline_calls', true)) > 1 AND count(*) FILTER (n.metric <> 'hotline_calls') < 2
   AND sum(n.value) > f.most AND sum(n.value) < 2 * f.most AND max(n.value) < f.most
UNION ALL
-- "The courts tried 71 persons. Sixty-three of the defendants were convicted. Fourteen of the defendants were
-- acquitted", "It handed down convictions in 17 of the 34 cases. A further 15 ended in acquittals, and the other six
-- were withdrawn": successive distinct parts add up to more than any number of which they may be part.
SELECT f.doc, list_distinct([f.sentence_position] || list(p.sentence_position) || [any_value(w.sentence_position)]), f.char_start, f.char_end,
       'at most ' || num(any_value(w.most)), num(f.value + sum(p.value)),
       num(f.value) || ' ("' || f.text || '") + ' || string_agg(num(p.value), ' + ' ORDER BY p.char_start) || ' = ' || num(f.value + sum(p.value)) || ', where ' || num(any_value(w.most)) || ' are told of'
FROM going_first f
JOIN (SELECT doc, claim_id, max(sentence_position) AS sentence_position, max(most) AS most
      FROM (SELECT f.doc, f.claim_id, n.sentence_position, sum(n.most) AS most, max(f.value) AS value
            FROM going_first f
            JOIN told_number n ON n.doc = f.doc AND n.sentence_position BETWEEN f.sentence_position - 2 AND f.sentence_position AND n.char_start < f.number_start
             AND NOT n.earlier AND n.part_of IS NULL AND coalesce(n.unit IN ('person', 'case') AND n.unit = coalesce(f.unit, n.unit), true)
            GROUP BY f.doc, f.claim_id, n.sentence_position)
      WHERE most >= value GROUP BY doc, claim_id) w ON w.doc = f.doc AND w.claim_id = f.claim_id
JOIN going_on p ON p.doc = f.doc AND p.claim_id = f.claim_id
-- this is the first part, not one added to another
WHERE NOT EXISTS (SELECT 1 FROM going_on o WHERE o.doc = f.doc AND o.char_start = f.number_start)
GROUP BY f.doc, f.claim_id, f.sentence_position, f.char_start, f.char_end, f.text, f.value, f.paragraph, f.section_position
HAVING f.value + sum(p.value) > any_value(w.most) AND greatest(f.value, max(p.value)) < any_value(w.most)
   AND NOT EXISTS (SELECT 1 FROM told_number o JOIN sentence t ON t.doc = o.doc AND t.position = o.sentence_position
                   WHERE o.doc = f.doc AND t.section_position = f.section_position AND o.sentence_position BETWEEN f.sentence_position - 4 AND f.sentence_position + 2
                     AND o.value = f.value + sum(p.value))
UNION ALL
-- "It identified 214 victims, compared with 455 in 2019. Officials referred 241 of these victims": the words refer to
-- the only current figure in the preceding sentence, even if larger numbers occur elsewhere.
SELECT c.doc, [c.sentence_position, w.sentence_position], c.char_start, c.char_end, 'at most ' || num(any_value(w.most)), num(any_value(p.value)),
       '"' || c.text || '", where the sentence before tells of ' || num(any_value(w.value))
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.qualifier = 'exact'
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN whole w ON w.doc = c.doc AND w.sentence_position = c.sentence_position - 1 AND w.section_position = s.section_position AND w.paragraph = s.paragraph
 AND w.relation = 'current' AND w.status = 'reported' AND w.unit = coalesce(p.unit, w.unit)
WHERE c.kind = 'going_back' AND c.says IN ('persons', 'case') AND contains(c.text, ' these ') AND p.least > w.most AND p.value < 3 * w.value
  AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = c.doc AND n.sentence_position BETWEEN w.sentence_position AND c.sentence_position AND n.char_start < c.char_start
                    AND NOT n.earlier AND (n.most >= p.least OR n.sentence_position = c.sentence_position AND n.value > 1))
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = w.doc AND l.fact_id = w.fact_id AND l.says = 'added')
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, w.sentence_position
HAVING count(*) = 1
