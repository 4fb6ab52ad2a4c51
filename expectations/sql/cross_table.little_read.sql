-- A text of 150 words without figures or sections may not be a narrative, or may be only part of a narrative.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'figures and sections' AS expected, code AS found, message
FROM issue
WHERE code IN ('no_figure', 'no_section')
