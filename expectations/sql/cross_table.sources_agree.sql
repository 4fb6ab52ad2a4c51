-- Two sources of one narrative that state different facts: one of them was changed, or misread.
WITH told AS (
  SELECT narrative_id, doc,
         count(*) FILTER (WHERE stated_by = 'preferred') AS here, count(*) FILTER (WHERE stated_by = 'other') AS there,
         min(CASE WHEN stated_by = 'preferred' THEN sentence END) AS sentence,
         string_agg(metric || ' ' || coalesce(num(value), status) || ' (' || stated_by || ')', ', '
                    ORDER BY metric, value, stated_by) AS listed
  FROM source_difference GROUP BY narrative_id, doc
)
SELECT d.doc, coalesce((SELECT [min(s.position)] FROM sentence s WHERE s.doc = d.doc AND s.text = t.sentence),
                       []::INTEGER[]) AS sentences,
       NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'the same facts in ' || d.doc || ' and ' || t.doc AS expected,
       left(t.listed, 200) AS found,
       t.narrative_id || ': stated only by ' || d.doc || ': ' || t.here || ', only by ' || t.doc || ': ' || t.there
         AS message
FROM told t JOIN document d ON d.narrative_id = t.narrative_id
