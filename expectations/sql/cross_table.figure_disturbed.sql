-- Reading order, deletion and invisible signs make another figure of what is stored; none of these was counted.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'characters that look as they are stored' AS expected, code AS found, message
FROM issue
WHERE code IN ('figure_disturbed')
