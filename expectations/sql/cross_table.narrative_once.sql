-- Finds two documents for the same country and report year, because their figures would count twice.
SELECT d.doc, [] ::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'one document of ' || d.narrative_id AS expected,
       string_agg(o.doc, ', ' ORDER BY o.doc) AS found,
       d.narrative_id || ' was read from ' || d.doc || ' and from ' || string_agg(o.doc, ', ' ORDER BY o.doc) AS message
FROM document d JOIN document o ON o.narrative_id = d.narrative_id AND o.doc < d.doc
GROUP BY d.doc, d.narrative_id
