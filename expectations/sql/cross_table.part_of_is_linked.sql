-- metric.part_of is one of the wholes that the fact's links lead to, and is empty where they lead to none.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       coalesce(string_agg(l.related_to, ' or ' ORDER BY l.related_to), 'no total') AS expected,
       coalesce(m.part_of, 'no total') AS found,
       m.metric || ' (' || m.text || ') has another total than its links say' AS message
FROM metric m
LEFT JOIN link l ON l.doc = m.doc AND l.fact_id = m.fact_id AND l.kind IN ('part_of', 'rest_of', 'one_of_several')
GROUP BY m.doc, m.fact_id, m.sentence_position, m.char_start, m.char_end, m.part_of, m.metric, m.text
HAVING count(l.related_to) > 0 AND m.part_of IS NULL
    OR m.part_of IS NOT NULL AND NOT coalesce(bool_or(l.related_to = m.part_of), false)
