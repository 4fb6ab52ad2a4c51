-- Exactly one source of each narrative is preferred, and it is the document in the tables.
WITH chosen AS (
  SELECT narrative_id, count(*) FILTER (WHERE preferred) AS preferred, min(doc) FILTER (WHERE preferred) AS doc
  FROM narrative_source GROUP BY narrative_id
)
SELECT coalesce(d.doc, c.doc) AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'one preferred source, ' || coalesce(c.doc, 'none') AS expected,
       coalesce(d.doc, 'no document') || ', ' || coalesce(c.preferred, 0) || ' preferred' AS found,
       coalesce(c.narrative_id, d.narrative_id) || ' is not held as its preferred source has it' AS message
FROM chosen c FULL JOIN (SELECT doc, narrative_id FROM document WHERE narrative_id IS NOT NULL) d
  ON d.narrative_id = c.narrative_id
WHERE c.narrative_id IS NULL OR d.doc IS NULL OR c.preferred <> 1 OR c.doc <> d.doc
