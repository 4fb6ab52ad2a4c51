-- Every corrected figure is marked as corrected, and no other figure is.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       coalesce(c.fields, '(none)') AS expected, array_to_string(m.corrected, ', ') AS found,
       m.metric || ' (' || m.text || ') does not tell of its corrections' AS message
FROM metric m
LEFT JOIN (SELECT doc, fact_id, string_agg(field, ', ' ORDER BY field) AS fields FROM correction
           WHERE kind = 'corrected' GROUP BY doc, fact_id) c ON c.doc = m.doc AND c.fact_id = m.fact_id
WHERE array_to_string(m.corrected, ', ') <> coalesce(c.fields, '')
