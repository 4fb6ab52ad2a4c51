-- No figure depends on itself: following the links from parts to wholes never leads back to the start.
WITH RECURSIVE walk AS (
  SELECT doc, fact_id, related_to AS up FROM link WHERE kind IN ('part_of', 'rest_of', 'one_of_several')
  UNION
  SELECT w.doc, w.fact_id, l.related_to
  FROM walk w JOIN link l ON l.doc = w.doc AND l.fact_id = w.up AND l.kind IN ('part_of', 'rest_of', 'one_of_several')
),
back AS (
  SELECT doc, fact_id FROM walk WHERE up = fact_id
  UNION SELECT doc, fact_id FROM link WHERE related_to = fact_id
)
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       'a figure other than itself' AS expected, m.fact_id AS found,
       m.metric || ' (' || m.text || ') leans on itself' AS message
FROM back b JOIN metric m ON m.doc = b.doc AND m.fact_id = b.fact_id
