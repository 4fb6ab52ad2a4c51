-- metric.part_of is one of the wholes to which the fact's links lead, and is empty if the links lead to none.
WITH leaning AS (
  SELECT doc, fact_id, list(related_to ORDER BY related_to) AS wholes
  FROM link WHERE kind IN ('part_of', 'rest_of', 'one_of_several') AND related_to IS NOT NULL GROUP BY doc, fact_id
)
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       coalesce(array_to_string(l.wholes, ' or '), 'no total') AS expected,
       coalesce(m.part_of, 'no total') AS found,
       m.metric || ' (' || m.text || ') has another total than its links say' AS message
FROM metric m LEFT JOIN leaning l ON l.doc = m.doc AND l.fact_id = m.fact_id
WHERE CASE WHEN m.part_of IS NULL THEN l.wholes IS NOT NULL ELSE NOT coalesce(list_contains(l.wholes, m.part_of), false) END
