-- What a page strikes out or hides, or an open comment takes, is not what the report says, or is a part of it that was not read.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'text as it is shown' AS expected, code AS found, message
FROM issue
WHERE code IN ('text_swallowed', 'hidden_text', 'deleted_figure', 'hidden_figure')
