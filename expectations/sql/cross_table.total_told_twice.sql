-- Finds two different figures in two sentences that each count everyone of a kind in one year, with equal dimensions.
WITH compared_pair AS (
  SELECT m.doc, m.fact_id, m.metric, m.unit, m.year, m.value, m.sentence_position, a.fact_id AS before_id, a.year AS before_year, a.value AS before,
         concat_ws('+', m.exploitation, m.age, m.gender, m.nationality, m.official) AS dimensions
  FROM figure m
  JOIN figure a ON a.doc = m.doc AND a.metric = m.metric AND a.unit = m.unit AND a.sentence_position = m.sentence_position AND a.year < m.year
   AND (m.exploitation, m.age, m.gender, m.nationality, m.official) IS NOT DISTINCT FROM (a.exploitation, a.age, a.gender, a.nationality, a.official)
  WHERE m.part_of IS NULL AND a.part_of IS NULL AND m.qualifier = 'exact' AND a.qualifier = 'exact' AND m.status = 'reported' AND a.status = 'reported'
    -- "four out of 12 in 2008 and six out of 17 in 2007"
    AND NOT EXISTS (SELECT 1 FROM quantity q LEFT JOIN figure o ON o.doc = q.doc AND o.fact_id = q.fact_id
                    WHERE q.doc = m.doc AND q.sentence_position = m.sentence_position AND (q.kind = 'back_reference' OR o.metric = m.metric AND o.year IN (m.year, a.year) AND o.fact_id NOT IN (m.fact_id, a.fact_id)
                                                                                          AND o.part_of IS NULL AND o.general))
)
SELECT doc, sentences, char_start, char_end, expected, found, message FROM (
SELECT a.doc, [b.sentence_position, a.sentence_position] AS sentences, b.char_start, b.char_end,
       num(a.value) AS expected, num(b.value) AS found,
       b.metric || ' in ' || b.year || ': ' || num(b.value) || ', where another sentence gives ' || num(a.value) AS message
FROM whole a JOIN whole b ON b.doc = a.doc AND b.metric = a.metric AND b.unit = a.unit AND b.year = a.year AND a.char_start < b.char_start
WHERE (a.exploitation, a.age, a.gender, a.nationality, a.official) IS NOT DISTINCT FROM (b.exploitation, b.age, b.gender, b.nationality, b.official)
  AND a.sentence_position <> b.sentence_position AND (a.most < b.least OR b.most < a.least)
  AND ((a.doc, a.fact_id) IN (FROM presumed)) = ((b.doc, b.fact_id) IN (FROM presumed))
  -- One body may not have counted everyone, unless both sentences name that body and no other.
  -- "filed seven charges against 14 persons": the sentence gives two numbers
  AND NOT EXISTS (SELECT 1 FROM figure o, (VALUES (a), (b)) v(w)
                  WHERE o.doc = w.doc AND o.sentence_position = w.sentence_position AND o.metric = w.metric AND o.year = w.year AND o.unit = w.unit AND o.fact_id <> w.fact_id
                    AND o.general AND o.part_of IS NULL AND o.value <> w.value)
  AND (NOT a.body AND NOT b.body
       -- "It convicted 17 traffickers" in the summary, which is about the state
       OR a.section = 'summary' AND b.section <> 'summary' AND (NOT a.body OR a.says = 'state') AND NOT b.body
       -- "Police found 31 victims", "Authorities found 27 in all": one body cannot have found more than all bodies
       -- together
       OR a.body AND NOT b.body AND a.least > b.most
       OR b.body AND NOT a.body AND b.least > a.most
       -- "Police investigated 40 cases", both times
       OR a.police AND b.police AND a.metric IN ('investigations', 'arrests')
          AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.doc = a.doc AND m.kind = 'organization' AND m.sentence_position IN (a.sentence_position, b.sentence_position))
       OR a.body AND b.body
          AND (SELECT list(DISTINCT entity_id) FROM mention WHERE doc = a.doc AND kind = 'organization' AND sentence_position = a.sentence_position)
            = (SELECT list(DISTINCT entity_id) FROM mention WHERE doc = b.doc AND kind = 'organization' AND sentence_position = b.sentence_position)
          AND (SELECT count(DISTINCT entity_id) FROM mention WHERE doc = a.doc AND kind = 'organization' AND sentence_position = a.sentence_position) = 1)
UNION ALL
-- Finds a summary's figure for everyone that differs from the sections' only total: a figure for the state, for the
-- same body (which both sentences name), or compared with an earlier year's figure.
SELECT s.doc, [s.sentence_position, w.sentence_position], s.char_start, s.char_end, num(w.value), num(s.value),
       s.metric || ' in ' || s.year || ': ' || num(s.value) || ' in the summary, ' || num(w.value) || ' in the section'
FROM own s
JOIN own w ON w.doc = s.doc AND w.metric = s.metric AND w.unit = s.unit AND w.year = s.year AND w.general AND w.section <> 'summary'
LEFT JOIN whole x ON x.doc = w.doc AND x.fact_id = w.fact_id
WHERE s.section = 'summary' AND s.general AND s.part_of IS NULL AND s.relation = 'current' AND (s.most < w.least OR w.most < s.least)
  AND NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = s.doc AND o.metric = s.metric AND o.unit = s.unit AND o.year = s.year
                    AND o.fact_id NOT IN (s.fact_id, w.fact_id) AND o.part_of IS NULL AND NOT (o.official AND o.status = 'none'))
  AND (coalesce(x.body, true) OR NOT EXISTS (SELECT 1 FROM whole x WHERE x.doc = s.doc AND x.fact_id = s.fact_id))
  AND (x.fact_id IS NOT NULL
       OR w.part_of IS NULL AND w.unit IN ('person', 'case') AND EXISTS (SELECT 1 FROM link l WHERE l.doc = w.doc AND l.related_to = w.fact_id AND l.kind = 'compared_with')
       OR w.part_of IS NULL AND EXISTS (SELECT 1 FROM mention m JOIN mention n ON n.doc = m.doc AND n.entity_id = m.entity_id
                                        WHERE m.doc = s.doc AND m.kind = 'organization' AND m.sentence_position = s.sentence_position AND m.char_start < s.char_start
                                          AND n.sentence_position = w.sentence_position AND n.char_start < w.char_start))
UNION ALL
-- "more investigations than the 302 it opened in 2020", although another sentence gives only 356 for that year.
SELECT c.doc, [c.sentence_position, w.sentence_position], c.char_start, c.char_end, num(w.value), num(a.value),
       a.metric || ' in ' || a.year || ': "' || c.text || '", where another sentence gives ' || num(w.value)
FROM claim c
JOIN claim_figure a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against' AND a.qualifier = 'exact'
JOIN figure f ON f.doc = a.doc AND f.fact_id = a.fact_id AND f.general AND f.unit IN ('case', 'person')
JOIN whole w ON w.doc = f.doc AND w.metric = f.metric AND w.unit = f.unit AND w.year = f.year AND w.general AND NOT w.body AND w.status = 'reported' AND w.qualifier = 'exact' AND w.value <> f.value
WHERE c.kind = 'direction' AND f.sentence_position = c.sentence_position AND w.sentence_position <> c.sentence_position
  AND NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = f.doc AND o.metric = f.metric AND o.year = f.year AND o.fact_id <> f.fact_id AND o.value <> w.value)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says IN ('others', 'added'))
UNION ALL
-- "from 31 in 2020 to 52" in the summary, "44 in 2020 and 52 in 2021" in a section: the two sentences agree on one
-- year, but not on the other.
SELECT a.doc, [a.sentence_position, b.sentence_position], d.char_start, d.char_end, num(c.value), num(d.value),
       d.metric || ' in ' || d.year || ': ' || num(d.value) || ', where another sentence sets ' || num(c.value) || ' beside the same figure'
FROM compared_pair a
JOIN compared_pair b ON b.doc = a.doc AND b.metric = a.metric AND b.unit = a.unit AND b.dimensions = a.dimensions AND b.sentence_position > a.sentence_position
 AND b.year = a.year AND b.before_year = a.before_year
JOIN figure c ON c.doc = a.doc AND c.fact_id = CASE WHEN a.value = b.value THEN a.before_id ELSE a.fact_id END
JOIN figure d ON d.doc = b.doc AND d.fact_id = CASE WHEN a.value = b.value THEN b.before_id ELSE b.fact_id END
-- ("It also identified 61": a figure that both sentences give is not an additional figure.)
WHERE NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = a.doc AND k.sentence_position IN (a.sentence_position, b.sentence_position) AND k.kind = 'circumstance' AND k.says = 'others')
  -- Two sums of money in one section are for different things.
  AND NOT EXISTS (SELECT 1 FROM metric_kind k JOIN figure s ON s.doc = a.doc AND s.fact_id = a.fact_id
                  WHERE k.metric = a.metric AND k.measure = 'money' AND s.section_position = c.section_position AND c.section_position = d.section_position)
  AND ((a.value = b.value) <> (a.before = b.before)) AND greatest(CASE WHEN a.value = b.value THEN a.value END, CASE WHEN a.before = b.before THEN a.before END) > 5
  AND (c.most < d.least OR d.most < c.least)
UNION ALL
-- "assisted 37 victims" in the summary, "assisted 73" in a section: the digits are the same in another order. With
-- three or more digits, it does not matter who counted.
SELECT a.doc, [b.sentence_position, a.sentence_position], b.char_start, b.char_end, num(a.value), num(b.value),
       b.metric || ' in ' || b.year || ': ' || num(b.value) || ', where another sentence gives ' || num(a.value)
FROM figure a JOIN figure b ON b.doc = a.doc AND b.metric = a.metric AND b.unit = a.unit AND b.year = a.year AND a.char_start < b.char_start AND a.sentence_position <> b.sentence_position
WHERE (a.exploitation, a.age, a.gender, a.nationality, a.official) IS NOT DISTINCT FROM (b.exploitation, b.age, b.gender, b.nationality, b.official)
  AND a.unit IN ('person', 'case', 'call', 'event') AND a.value <> b.value AND a.value >= 12 AND a.qualifier = 'exact' AND b.qualifier = 'exact' AND a.status = 'reported' AND b.status = 'reported'
  AND a.value_high IS NULL AND b.value_high IS NULL
  AND list_sort(string_split(a.value::BIGINT::VARCHAR, '')) = list_sort(string_split(b.value::BIGINT::VARCHAR, ''))
  AND a.relation = 'current' AND b.relation = 'current' AND a.part_of IS NULL AND b.part_of IS NULL AND (a.section = 'summary' AND b.section <> 'summary' OR a.value >= 100)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = a.doc AND l.fact_id IN (a.fact_id, b.fact_id) AND l.says IN ('added', 'span'))
)
-- report the same two sentences only once
QUALIFY row_number() OVER (PARTITION BY doc, list_sort(sentences) ORDER BY char_start, message) = 1
