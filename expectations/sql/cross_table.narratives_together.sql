-- Finds a narrative that contains several countries, whose figures would all be assigned to the first.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'one country' AS expected, code AS found, message
FROM issue
WHERE code IN ('countries_run_together')
