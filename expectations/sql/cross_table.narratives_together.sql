-- Finds a document with narratives for several countries, because all figures would be assigned to the first country.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'one country' AS expected, code AS found, message
FROM issue
WHERE code IN ('countries_run_together')
