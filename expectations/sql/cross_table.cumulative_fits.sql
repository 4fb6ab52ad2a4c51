-- Compares totals over several years with those years' figures. "Since 2012, courts have convicted 22 traffickers",
-- "through the end of 2006, 14 under the law": the figures must be from the same body, and under the same law if the
-- total is limited to one law.
WITH told AS (
  SELECT m.doc, m.fact_id, m.metric, m.unit, m.year, m.value, m.sentence_position, m.char_start, m.char_end,
         (SELECT min(q.low) FROM quantity q WHERE q.doc = m.doc AND q.sentence_position = m.sentence_position AND q.kind = 'date' AND q.low BETWEEN 1980 AND m.year - 1
            AND q.char_start <= (SELECT min(x.char_start) FROM quantity x WHERE x.doc = m.doc AND x.sentence_position = m.sentence_position AND x.kind = 'date' AND x.char_end > m.char_start
                                 UNION ALL SELECT m.char_start ORDER BY 1 DESC LIMIT 1)) AS since,
         EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position
                   AND (k.kind = 'under_law' OR k.kind = 'circumstance' AND k.says IN ('law', 'other'))) AS by_law,
         -- "since the beginning of 2001", "in the three years from 2001 through 2003": the period includes all of the
         -- first year
         EXISTS (SELECT 1 FROM quantity b JOIN quantity e ON e.doc = b.doc AND e.sentence_position = b.sentence_position AND e.kind = 'date' AND e.low > b.low AND e.char_start - b.char_end BETWEEN 1 AND 12
                 WHERE b.doc = m.doc AND b.sentence_position = m.sentence_position AND b.kind = 'date')
           OR EXISTS (SELECT 1 FROM sentence s WHERE s.doc = m.doc AND s.position = m.sentence_position AND (contains(s.text, 'since the beginning of') OR contains(s.text, 'since the start of'))) AS whole_years,
         (SELECT list(DISTINCT l.entity_id) FROM mention l WHERE l.doc = m.doc AND l.sentence_position = m.sentence_position AND l.kind IN ('organization', 'place')) AS bodies
  FROM metric m
  WHERE m.status = 'reported' AND m.qualifier = 'exact' AND m.relation = 'current' AND m.part_of IS NULL AND NOT m.official AND m.unit <> 'month'
    AND coalesce(m.exploitation, m.age, m.gender, m.nationality) IS NULL
    AND (m.period = 'multi_year'
         OR EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                    WHERE k.doc = m.doc AND k.kind = 'circumstance' AND k.says = 'so_far' AND o.fact_id = m.fact_id))
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND (k.kind IN ('first', 'record') OR k.kind = 'circumstance' AND k.says = 'since'))
    -- "convicted nobody since 2015, and identified only four": the four belong to one year
    AND NOT EXISTS (SELECT 1 FROM metric x WHERE x.doc = m.doc AND x.sentence_position = m.sentence_position AND x.status = 'none')
    -- "Six of the defendants prosecuted"
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND k.kind IN ('told_again', 'described') AND k.char_start <= m.char_start)
    -- "opened 38 in 2017 and continued 17 from earlier years, compared with 31 in 2016"
    AND NOT EXISTS (SELECT 1 FROM metric x WHERE x.doc = m.doc AND x.sentence_position = m.sentence_position AND x.metric = m.metric AND x.fact_id <> m.fact_id)
),
yearly AS (
  SELECT f.doc, f.metric, f.unit, f.year, f.value, f.least, f.sentence_position, f.fact_id,
         EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position AND (k.kind = 'under_law' OR k.kind = 'circumstance' AND k.says = 'law')) AS by_law,
         (SELECT list(DISTINCT l.entity_id) FROM mention l WHERE l.doc = f.doc AND l.sentence_position = f.sentence_position AND l.kind IN ('organization', 'place')) AS bodies
  FROM figure f WHERE f.general AND f.part_of IS NULL AND f.status = 'reported' AND f.unit <> 'month'
),
fits AS (
  SELECT t.doc, t.sentence_position, t.char_start, t.char_end, t.metric, t.value, y.year AS of_year, max(y.value) AS part, min(y.least) AS least, min(y.sentence_position) AS told_in
  FROM told t JOIN yearly y ON y.doc = t.doc AND y.metric = t.metric AND y.unit = t.unit AND y.fact_id <> t.fact_id AND y.sentence_position <> t.sentence_position
   AND y.year > t.since - CASE WHEN t.by_law AND y.by_law OR t.whole_years THEN 1 ELSE 0 END AND y.year <= t.year
   AND (NOT t.by_law OR y.by_law)
   AND (t.bodies IS NULL OR list_has_any(t.bodies, coalesce(y.bodies, []))
        OR EXISTS (SELECT 1 FROM whole w WHERE w.doc = y.doc AND w.fact_id = y.fact_id AND NOT w.body))
  GROUP BY ALL
)
-- "the 29 offenders convicted between June 2003 and the end of 2006", although 2004 and later years add up to more.
SELECT c.doc, list_distinct([c.sentence_position] || list(w.sentence_position)) AS sentences, c.char_start, c.char_end,
       'at least ' || num(sum(w.least)) AS expected, num(c.value) AS found,
       '"' || c.text || '", where ' || string_agg(num(w.value) || ' in ' || w.year, ' and ' ORDER BY w.year) || ' make ' || num(sum(w.least)) AS message
FROM claim c
JOIN (SELECT doc, metric, year, max(value) AS value, min(least) AS least, min(sentence_position) AS sentence_position
      FROM whole WHERE general AND NOT body AND unit = 'person' GROUP BY doc, metric, year) w
  ON w.doc = c.doc AND w.metric = c.metric AND w.year > c.year
 AND w.year <= (SELECT max(q.low) FROM quantity q WHERE q.doc = c.doc AND q.kind = 'date' AND q.char_start BETWEEN c.char_start AND c.char_end)
WHERE c.kind = 'cumulative' AND c.qualifier = 'exact'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
HAVING sum(w.least) > c.value
UNION ALL
SELECT doc, list_distinct([sentence_position] || list(told_in)), char_start, char_end, 'at least ' || num(sum(least)), num(value),
       metric || ' in several years: ' || num(value) || ', where ' || string_agg(num(part) || ' in ' || of_year, ' and ' ORDER BY of_year) || ' make ' || num(sum(least))
FROM fits
GROUP BY doc, sentence_position, char_start, char_end, metric, value
HAVING sum(least) > value
UNION ALL
-- "a total of 214 since 2007, including 121 in 2013 and 109 in 2014": the years add up to more than the total.
SELECT m.doc, [m.sentence_position], m.char_start, m.char_end, 'at least ' || num(sum(y.value)), num(m.value),
       m.metric || ' in several years: ' || num(m.value) || ', where ' || string_agg(num(y.value) || ' in ' || y.year, ' and ' ORDER BY y.year) || ' make ' || num(sum(y.value))
FROM metric m
JOIN (SELECT doc, sentence_position, metric, unit, year, max(value) AS value, min(char_start) AS char_start
      FROM metric WHERE period <> 'multi_year' AND status = 'reported' AND qualifier IN ('exact', 'at_least') AND year IS NOT NULL
      GROUP BY doc, sentence_position, metric, unit, year) y
  ON y.doc = m.doc AND y.sentence_position = m.sentence_position AND y.metric = m.metric AND y.unit = m.unit AND y.year <= m.year AND y.char_start > m.char_end
WHERE m.period = 'multi_year' AND m.status = 'reported' AND m.qualifier = 'exact' AND m.unit <> 'month'
  -- not "tried ten, compared with six in 2022, and went on with 13 of earlier years"
  AND EXISTS (SELECT 1 FROM metric x JOIN link l ON l.doc = x.doc AND l.fact_id = x.fact_id AND l.related_to = m.fact_id AND l.kind = 'part_of'
              WHERE x.doc = m.doc AND x.sentence_position = m.sentence_position AND x.char_start > m.char_end)
GROUP BY m.doc, m.sentence_position, m.char_start, m.char_end, m.metric, m.value
HAVING count(*) > 1 AND sum(y.value) > m.value
   AND min(y.year) > (SELECT min(q.low) FROM quantity q WHERE q.doc = m.doc AND q.sentence_position = m.sentence_position AND q.kind = 'date')
