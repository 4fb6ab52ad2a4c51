-- Finds a source that breaks off or shows only the beginning of its text, so that figures may be missing without a
-- trace.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'the whole text' AS expected, code AS found, message
FROM issue
WHERE code IN ('breaks_off', 'walled')
