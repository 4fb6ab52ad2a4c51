-- Finds pages that a site showed instead of the requested page.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a report' AS expected, code AS found, message
FROM issue
WHERE code IN ('block_page')
