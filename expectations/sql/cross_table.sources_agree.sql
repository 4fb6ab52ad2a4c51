-- Finds two sources of one narrative that state different facts, because one was altered or misread.
WITH told AS (
  SELECT narrative_id, doc,
         count(*) FILTER (WHERE stated_by = 'preferred') AS here, count(*) FILTER (WHERE stated_by = 'other') AS there,
         min(CASE WHEN stated_by = 'preferred' THEN sentence END) AS sentence,
         string_agg(metric || ' ' || coalesce(num(value), status) || ' (' || stated_by || ')', ', '
                    ORDER BY metric, value, stated_by) AS listed
  FROM source_difference GROUP BY narrative_id, doc
),
pair AS (
  SELECT t.*, d.doc AS preferred FROM told t JOIN document d ON d.narrative_id = t.narrative_id
),
-- The query is a join because few documents have a second source; a subquery would compare the sentences of all
-- documents.
written AS (
  SELECT p.preferred, p.sentence, min(s.position) AS position
  FROM pair p JOIN sentence s ON s.doc = p.preferred AND s.text = p.sentence
  GROUP BY p.preferred, p.sentence
)
SELECT p.preferred AS doc, CASE WHEN a.position IS NULL THEN [] ELSE [a.position] END AS sentences,
       NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'the same facts in ' || p.preferred || ' and ' || p.doc AS expected,
       left(p.listed, 200) AS found,
       p.narrative_id || ': stated only by ' || p.preferred || ': ' || p.here || ', only by ' || p.doc || ': ' || p.there
         AS message
FROM pair p LEFT JOIN written a ON a.preferred = p.preferred AND a.sentence = p.sentence
