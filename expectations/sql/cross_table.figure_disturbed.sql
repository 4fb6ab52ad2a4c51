-- Finds figures that reading order, deletions or invisible characters may have garbled. Garbled figures were not
-- counted.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'characters that look as they are stored' AS expected, code AS found, message
FROM issue
WHERE code IN ('figure_disturbed')
