-- Every readable source has narratives, and every narrative has its source, so that nothing gets lost on the way.
WITH held AS (
  SELECT source_doc, min(source_id) AS source_id, count(DISTINCT source_id) AS ids, bool_or(partial) AS partial
  FROM (SELECT source_doc, source_id, outcome <> 'ok' AS partial FROM document
        UNION ALL SELECT source_doc, source_id, false FROM narrative_source)
  GROUP BY source_doc
)
SELECT coalesce(a.doc, d.source_doc) AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start,
       NULL::INTEGER AS char_end,
       coalesce(a.outcome, 'a source') || ' ' || coalesce(a.source_id, '') AS expected,
       coalesce(d.source_id, 'no narrative') AS found,
       'Source and narratives disagree: ' || coalesce(a.doc, d.source_doc) AS message
FROM audit_document a FULL JOIN held d ON d.source_doc = a.doc
WHERE a.doc IS NULL
   OR (d.source_doc IS NULL AND a.outcome IN ('ok', 'partial', 'doubtful'))
   OR (d.source_doc IS NOT NULL AND (a.outcome NOT IN ('ok', 'partial', 'doubtful') OR (d.partial AND a.outcome = 'ok')
                                     OR d.ids <> 1 OR a.source_id IS DISTINCT FROM d.source_id))
