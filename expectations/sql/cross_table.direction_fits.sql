-- "an increase from 18" to 14: a word for a rise or fall contradicts the figures that it describes.
SELECT doc, sentences, char_start, char_end,
       CASE says WHEN 'more' THEN 'more than ' WHEN 'less' THEN 'less than ' ELSE '' END || num(against) AS expected, num(measured) AS found,
       metric || ' in ' || year || ': "' || text || '", but ' || num(measured) || ' is '
         || CASE WHEN measured = against THEN 'the same as ' WHEN measured < against THEN 'less than ' ELSE 'more than ' END
         || num(against) AS message
FROM comparison
WHERE kind = 'direction'
  AND CASE says WHEN 'more' THEN measured_most <= against_least
                WHEN 'less' THEN measured_least >= against_most
                ELSE measured_most < against_least OR measured_least > against_most END
UNION ALL
-- "fell for a second year running, from 31 in 2011 to 24 in 2012 and to 29 in 2013": a step of the series goes in the
-- opposite direction.
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, CASE d.says WHEN 'more' THEN 'more than ' ELSE 'less than ' END || num(f.value), num(g.value),
       '"' || d.text || '", but from ' || num(f.value) || ' in ' || f.year || ' to ' || num(g.value) || ' in ' || g.year
FROM claim c
JOIN claim d ON d.doc = c.doc AND d.sentence_position = c.sentence_position AND (d.kind = 'direction' OR d.claim_id = c.claim_id) AND d.says IN ('more', 'less')
JOIN figure f ON f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.part_of IS NULL AND f.status = 'reported'
JOIN figure g ON g.doc = f.doc AND g.sentence_position = f.sentence_position AND g.metric = f.metric AND g.unit = f.unit AND g.year = f.year + 1 AND g.part_of IS NULL AND g.status = 'reported'
 AND (g.exploitation, g.age, g.gender, g.nationality, g.official) IS NOT DISTINCT FROM (f.exploitation, f.age, f.gender, f.nationality, f.official)
WHERE c.kind = 'streak' AND CASE d.says WHEN 'more' THEN g.least < f.most ELSE g.most > f.least END
QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY f.year, f.char_start, g.char_start, d.char_start) = 1
UNION ALL
-- "The number declined in 2007 for the third consecutive year", where another sentence gives the figures of these years
SELECT c.doc, list_distinct([c.sentence_position, f.sentence_position, g.sentence_position]), c.char_start, c.char_end, CASE d.says WHEN 'more' THEN 'more than ' ELSE 'less than ' END || num(f.value), num(g.value),
       '"' || d.text || '", but from ' || num(f.value) || ' in ' || f.year || ' to ' || num(g.value) || ' in ' || g.year
FROM claim c
JOIN document t ON t.doc = c.doc
JOIN claim d ON d.doc = c.doc AND d.sentence_position = c.sentence_position AND d.kind = 'direction' AND d.says IN ('more', 'less') AND d.metric IS NOT NULL
JOIN figure f ON f.doc = c.doc AND f.metric = d.metric AND f.general AND f.part_of IS NULL AND f.status = 'reported' AND f.sentence_position <> c.sentence_position
JOIN figure g ON g.doc = f.doc AND g.metric = f.metric AND g.unit = f.unit AND g.year = f.year + 1 AND g.general AND g.part_of IS NULL AND g.status = 'reported' AND g.sentence_position = f.sentence_position
WHERE c.kind = 'streak' AND g.year BETWEEN t.report_year - c.value AND t.report_year - 1 AND CASE d.says WHEN 'more' THEN g.least < f.most ELSE g.most > f.least END
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id IN (f.fact_id, g.fact_id) AND l.says IN ('others', 'added', 'span'))
  -- "2,229 potential victims": more potential victims, but perhaps fewer who were confirmed
  AND (f.doc, f.fact_id) NOT IN (FROM presumed) AND (g.doc, g.fact_id) NOT IN (FROM presumed)
QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY f.year, f.char_start, g.char_start, d.char_start) = 1
