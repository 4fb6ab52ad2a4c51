-- Following part_of or restates upwards never returns to the start. Otherwise, adding up figures by total would never
-- end.
WITH RECURSIVE link AS (
  SELECT doc, fact_id, part_of AS up FROM metric WHERE part_of IS NOT NULL
  UNION SELECT doc, fact_id, restates FROM metric WHERE restates IS NOT NULL
),
walk AS (
  SELECT doc, fact_id, up FROM link
  UNION
  SELECT w.doc, w.fact_id, l.up FROM walk w JOIN link l ON l.doc = w.doc AND l.fact_id = w.up
)
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       'a total other than itself' AS expected, m.fact_id AS found,
       m.metric || ' (' || m.text || ') is a part or a repetition of itself' AS message
FROM walk w JOIN metric m ON m.doc = w.doc AND m.fact_id = w.fact_id
WHERE w.up = w.fact_id
