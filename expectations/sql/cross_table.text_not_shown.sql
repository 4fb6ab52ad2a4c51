-- Finds text that a page strikes out, hides or loses in an unclosed comment, since it may be an unread part of the
-- report.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'text as it is shown' AS expected, code AS found, message
FROM issue
WHERE code IN ('text_swallowed', 'hidden_text', 'deleted_figure', 'hidden_figure')
