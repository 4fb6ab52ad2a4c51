-- "Of the 33 victims, 18 went home and the remaining 21 stayed", "It identified 46. Twenty-nine came from Colombia. The
-- other 12 …": no number of the paragraph, minus any of its other numbers, yields the remainder.
WITH num AS (
  SELECT q.doc, q.sentence_position, q.char_start, q.low AS value, q.fact_id, m.metric, m.unit, q.kind = 'back_reference' AS again,
         q.kind = 'other_money' OR k.measure IS NOT DISTINCT FROM 'money' AND m.fact_id IS NOT NULL AS money,
         q.high IS NULL AND coalesce(m.qualifier, 'exact') = 'exact' AS exact, m.relation IS NOT DISTINCT FROM 'comparator' AS earlier
  FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id LEFT JOIN metric_kind k ON k.metric = m.metric
  WHERE q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'pronoun', 'other_money', 'plan') AND q.low > 0
    AND m.unit IS DISTINCT FROM 'month'
  UNION ALL
  SELECT doc, sentence_position, min(char_start), count, NULL, metric, 'person', false, false, true, false FROM metric
  WHERE metric = 'sentence_terms' AND count > 0 GROUP BY doc, sentence_position, count, metric
),
rest AS (
  SELECT c.doc, c.claim_id, c.text, c.char_start, c.char_end, c.sentence_position, o.value, coalesce(n.money, false) AS money, o.unit, s.section_position, s.paragraph, s.char_start AS sentence_start
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.qualifier = 'exact' AND o.value > 1
  LEFT JOIN num n ON n.doc = c.doc AND n.char_start BETWEEN c.char_start AND c.char_end
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  WHERE c.kind = 'rest'
),
before AS (
  -- the paragraph's numbers before the remainder, in its last four sentences
  SELECT r.doc, r.claim_id, n.* EXCLUDE (doc),
         row_number() OVER (PARTITION BY r.doc, r.claim_id, n.sentence_position ORDER BY n.char_start) AS place,
         count(*) FILTER (NOT n.earlier) OVER (PARTITION BY r.doc, r.claim_id, n.sentence_position) AS numbers
  FROM rest r
  JOIN sentence s ON s.doc = r.doc AND s.section_position = r.section_position AND s.paragraph = r.paragraph AND
                   -- "Sixty of them …, and the remaining 12": the whole is in the preceding sentence
                   s.position BETWEEN r.sentence_position - CASE WHEN EXISTS (SELECT 1 FROM claim k WHERE k.doc = r.doc AND k.sentence_position = r.sentence_position AND k.kind = 'going_back' AND k.char_end < r.char_start
                                                                                      AND EXISTS (SELECT 1 FROM whole w WHERE w.doc = r.doc AND w.sentence_position = r.sentence_position - 1 AND w.relation = 'current' AND w.unit = 'person')
                                                                                      AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = k.doc AND o.claim_id = k.claim_id)) THEN 1 ELSE 3 END AND r.sentence_position
  JOIN num n ON n.doc = r.doc AND n.sentence_position = s.position AND n.char_start < r.char_start AND n.money = r.money
),
-- "152 were convicted: 81 in one town, 44 in another, and the remaining 37 …": links say which number is divided, so
-- none of its other parts is
divided AS (
  SELECT r.doc, r.claim_id, p.fact_id FROM rest r
  JOIN claim_figure o ON o.doc = r.doc AND o.claim_id = r.claim_id
  JOIN link l ON l.doc = o.doc AND l.fact_id = o.fact_id AND l.kind = 'rest_of'
  JOIN link p ON p.doc = l.doc AND p.related_to = l.related_to AND p.kind = 'part_of' AND p.fact_id <> o.fact_id
),
whole AS (
  SELECT doc, claim_id, char_start, value, sentence_position, fact_id, place, numbers, again, unit, earlier FROM before b
  WHERE NOT EXISTS (SELECT 1 FROM divided d WHERE d.doc = b.doc AND d.claim_id = b.claim_id AND d.fact_id = b.fact_id)
  UNION ALL
  SELECT doc, claim_id, min(char_start), sum(value), sentence_position, NULL, 0, 0, false, any_value(unit), bool_or(earlier) FROM before GROUP BY doc, claim_id, sentence_position, metric HAVING count(*) > 1
),
option AS (
  -- The numbers in a sentence that may be subtracted from a whole: any of them if the sentence contains the whole or
  -- the remainder, otherwise only the last ones.
  SELECT w.doc, w.claim_id, w.char_start, w.numbers = 0 AS joined, list(b.value ORDER BY b.char_start) AS told,
         CASE WHEN b.sentence_position IN (w.sentence_position, r.sentence_position)
              THEN list_reduce(list_prepend([0.0::DOUBLE], list_transform(told, x -> [x])), (sums, x) -> list_distinct(list_concat(sums, list_transform(sums, y -> y + x[1]))))
              ELSE list_transform(range(len(told) + 1), k -> coalesce(list_sum(told[len(told) - k + 1:]), 0)) END AS sums
  FROM whole w JOIN rest r ON r.doc = w.doc AND r.claim_id = w.claim_id
  JOIN before b ON b.doc = w.doc AND b.claim_id = w.claim_id AND (b.char_start <> w.char_start OR w.numbers = 0)
   -- "compared with nine in 2009": the nine are not part of this year's figure
   AND b.earlier = w.earlier
   -- "19 in the two shelters": homes and courses are not parts of a number of people
   AND (coalesce(b.unit NOT IN ('facility', 'event'), true) OR coalesce(w.unit = b.unit, false))
  GROUP BY w.doc, w.claim_id, w.char_start, w.numbers, w.sentence_position, r.sentence_position, b.sentence_position
  HAVING count(*) < 9
),
fit AS (
  SELECT w.*, r.value AS rest,
         (SELECT list_reduce(list(o.sums), (one, other) -> list_distinct(flatten(list_transform(one, x -> list_transform(other, y -> x + y)))))
          FROM option o WHERE o.doc = w.doc AND o.claim_id = w.claim_id AND o.char_start = w.char_start AND o.joined = (w.numbers = 0)) AS sums,
         -- The words say that a figure is part of this number, or no other number intervenes.
         EXISTS (SELECT 1 FROM claim k WHERE k.doc = w.doc AND k.kind IN ('going_back', 'told_again', 'cases_again') AND k.char_end < r.char_start
                   AND k.sentence_position BETWEEN w.sentence_position AND r.sentence_position)
         OR EXISTS (SELECT 1 FROM link l JOIN before b ON b.doc = l.doc AND b.fact_id = l.fact_id WHERE l.doc = w.doc AND l.related_to = w.fact_id AND b.claim_id = w.claim_id AND l.kind IN ('among', 'part_of'))
         -- "Of the 33 victims, 18 …"
         OR w.place = 1 AND w.sentence_position = r.sentence_position AND (w.again OR w.char_start - r.sentence_start BETWEEN 3 AND 11
              -- "identified 154 victims; police accounted for 88, inspectors for 27, and NGOs for the other 39", but not
              -- "terms of five years for 170 offenders, terms of four for 41; the remaining 14 received suspended terms"
              OR NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = r.doc AND t.sentence_position = r.sentence_position AND t.metric LIKE 'sentence%'))
         OR w.numbers = 1 AND r.sentence_position - w.sentence_position = (SELECT count(DISTINCT b.sentence_position) FROM before b WHERE b.doc = w.doc AND b.claim_id = w.claim_id
              AND b.sentence_position > w.sentence_position) + (NOT EXISTS (SELECT 1 FROM before b WHERE b.doc = w.doc AND b.claim_id = w.claim_id AND b.sentence_position = r.sentence_position))::INT AS known
  FROM whole w JOIN rest r ON r.doc = w.doc AND r.claim_id = w.claim_id
)
SELECT r.doc, [r.sentence_position] || list(f.sentence_position ORDER BY f.sentence_position) AS sentences, r.char_start, r.char_end,
       'what remains of ' || num(max(f.value) FILTER (f.known)) AS expected, num(r.value) AS found,
       '"' || r.text || '": not what ' || (SELECT string_agg(num(b.value), ', ' ORDER BY b.char_start) FROM before b WHERE b.doc = r.doc AND b.claim_id = r.claim_id) || ' leave' AS message
FROM rest r JOIN fit f ON f.doc = r.doc AND f.claim_id = r.claim_id
WHERE NOT EXISTS (SELECT 1 FROM before b WHERE b.doc = r.doc AND b.claim_id = r.claim_id AND NOT b.exact)
  -- "one of them received 86 calls and the other 134": the figures belong to one of two places each
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                  JOIN figure f ON f.doc = k.doc AND f.char_start BETWEEN k.char_end AND r.char_start AND f.unit = r.unit
                  WHERE k.doc = r.doc AND k.sentence_position = r.sentence_position AND k.kind = 'going_back' AND k.char_end < r.char_start AND o.value = 1)
  -- the number of people sentenced to a term is not always read, but a range of terms covers everyone
  AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = r.doc AND t.metric = 'sentence_terms' AND t.count IS NULL AND t.value_high IS NULL AND t.sentence_position BETWEEN r.sentence_position - 1 AND r.sentence_position
                    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND k.kind = 'penalty' AND k.says = 'prison'))
  -- "The other 44 prosecutions": the whole is at the beginning of the section
  AND NOT EXISTS (SELECT 1 FROM figure o JOIN before b ON b.doc = r.doc AND b.claim_id = r.claim_id
                  WHERE o.doc = r.doc AND o.section_position = r.section_position AND o.unit = coalesce(r.unit, o.unit) AND o.char_end < r.char_start AND o.value - b.value = r.value
                    AND NOT EXISTS (SELECT 1 FROM divided d WHERE d.doc = r.doc AND d.claim_id = r.claim_id AND d.fact_id = o.fact_id)
                    -- "Of the 23, courts convicted 13 and acquitted seven, compared with two": only the 23 are divided
                    AND NOT EXISTS (SELECT 1 FROM link l JOIN fit k ON k.doc = l.doc AND k.claim_id = r.claim_id AND k.known AND k.value > o.value
                                    WHERE l.doc = r.doc AND l.fact_id = b.fact_id AND l.related_to = o.fact_id AND l.kind = 'compared_with'))
GROUP BY r.doc, r.claim_id, r.sentence_position, r.char_start, r.char_end, r.text, r.value
-- "four centers … The center in Jakarta treated more than the other three": one may be named without a number
HAVING NOT bool_or(list_contains(f.sums, f.value - r.value) OR f.numbers > 0 AND f.fact_id IS NULL AND NOT f.again AND f.value - r.value = 1) AND bool_or(f.known AND f.value > r.value AND coalesce(f.unit, 'person') NOT IN ('facility', 'event'))
