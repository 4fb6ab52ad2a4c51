-- A source that could be read has its document, and a document its source; nothing is lost between them.
SELECT coalesce(a.doc, d.doc) AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       coalesce(a.outcome, 'a source') || ' ' || coalesce(a.source_id, '') AS expected,
       coalesce(d.outcome, 'no document') || ' ' || coalesce(d.source_id, '') AS found,
       'Source and document disagree: ' || coalesce(a.doc, d.doc) AS message
FROM audit_document a FULL JOIN document d ON d.doc = a.doc
WHERE a.doc IS NULL
   OR (d.doc IS NULL AND a.outcome IN ('ok', 'partial'))
   OR (d.doc IS NOT NULL AND (a.outcome NOT IN ('ok', 'partial') OR a.outcome <> d.outcome
                              OR a.source_id IS DISTINCT FROM d.source_id))
