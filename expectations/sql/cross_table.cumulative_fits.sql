-- "the 29 offenders convicted between June 2003 and the end of 2006", where the years from 2004 on already make more.
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
-- "Since 2012, courts have convicted 22 traffickers", where the years from 2013 on make more.
SELECT m.doc, list_distinct([m.sentence_position] || list(w.sentence_position)), m.char_start, m.char_end, 'at least ' || num(sum(w.least)), num(m.value),
       m.metric || ' in several years: ' || num(m.value) || ', where ' || string_agg(num(w.value) || ' in ' || w.year, ' and ' ORDER BY w.year) || ' make ' || num(sum(w.least))
FROM metric m
JOIN (SELECT doc, metric, unit, year, max(value) AS value, min(least) AS least, min(sentence_position) AS sentence_position
      FROM whole WHERE general AND NOT body GROUP BY doc, metric, unit, year) w ON w.doc = m.doc AND w.metric = m.metric AND w.unit = m.unit AND w.year <= m.year
 -- "since the beginning of 2001", "in the three years from 2001 to 2003": with all of that year
 AND w.year >= (SELECT min(q.low) FROM quantity q
                WHERE q.doc = m.doc AND q.sentence_position = m.sentence_position AND q.kind = 'date')
               + (SELECT (NOT contains(t.text, 'since the beginning of') AND NOT contains(t.text, 'since the start of') AND NOT contains(t.text, 'years from '))::INTEGER FROM sentence t WHERE t.doc = m.doc AND t.position = m.sentence_position)
WHERE m.period = 'multi_year' AND m.status = 'reported' AND m.qualifier = 'exact' AND m.part_of IS NULL AND NOT m.official AND coalesce(m.exploitation, m.age, m.gender, m.nationality) IS NULL
  AND NOT EXISTS (SELECT 1 FROM mention l WHERE l.doc = m.doc AND l.sentence_position = m.sentence_position AND l.kind IN ('law', 'organization', 'place')
                    -- "According to the ministry, courts convicted …"
                    AND NOT (l.kind = 'organization' AND EXISTS (SELECT 1 FROM sentence t WHERE t.doc = m.doc AND t.position = m.sentence_position AND l.char_start - t.char_start < 20 AND starts_with(t.text, 'According to'))))
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = m.doc AND l.fact_id = m.fact_id AND (l.says <> 'others' OR lower(l.text) NOT LIKE 'from %' AND lower(l.text) NOT LIKE 'in the % years'))
  -- "identified 27 victims and charged three, the first since 2016": 27 of this year
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND (k.kind IN ('first', 'record') OR k.kind = 'circumstance' AND k.says = 'since'))
  -- what the first part has said
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.kind = 'cumulative' AND m.char_start BETWEEN k.char_start AND k.char_end)
  -- "opened 38 in 2017 and continued 17 from earlier years, compared with 31 in 2016"
  AND NOT EXISTS (SELECT 1 FROM metric x WHERE x.doc = m.doc AND x.sentence_position = m.sentence_position AND x.metric = m.metric AND x.fact_id <> m.fact_id)
GROUP BY m.doc, m.sentence_position, m.char_start, m.char_end, m.metric, m.value
HAVING sum(w.least) > m.value
UNION ALL
-- "a total of 214 since 2007, including 121 in 2013 and 109 in 2014": years that make more than all of them.
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
