-- Finds a comparator whose year does not precede the year of the figure compared with it.
SELECT c.doc, [c.sentence_position, max(f.sentence_position)] AS sentences, c.char_start, c.char_end,
       'a year before ' || max(f.year) AS expected, c.year::VARCHAR AS found,
       c.metric || ': ' || num(c.value) || ' for ' || c.year || ' is compared with a figure for ' || max(f.year) AS message
FROM figure c
JOIN figure f ON f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.metric = c.metric
 AND f.unit = c.unit AND f.relation = 'current'
WHERE c.relation = 'comparator'
GROUP BY c.doc, c.fact_id, c.sentence_position, c.char_start, c.char_end, c.metric, c.value, c.year
HAVING c.year >= max(f.year)
