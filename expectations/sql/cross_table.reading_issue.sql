-- What was noted while a source was read belongs where people look for trouble.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'no issue' AS expected, code AS found, message
FROM issue
WHERE severity <> 'info'
