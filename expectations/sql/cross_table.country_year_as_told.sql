-- The figure to cite is the value of its fact, or the sum of its parts.
SELECT c.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       coalesce(num(m.value), m.status) AS expected, coalesce(num(c.value), c.status) AS found,
       c.country || ', ' || c.metric || ' of ' || c.year || ' is not what its fact says' AS message
FROM country_year c JOIN metric m ON m.doc = c.doc AND m.fact_id = c.fact_id
WHERE m.metric <> c.metric OR m.year IS DISTINCT FROM c.year OR m.status <> c.status OR m.official
   OR (c.basis <> 'sum_of_parts' AND m.value IS DISTINCT FROM c.value)
   OR (c.basis = 'sum_of_parts' AND c.value IS DISTINCT FROM
       (SELECT sum(p.value) FROM metric p WHERE p.doc = c.doc AND list_contains(c.considered, p.fact_id)))
