-- Finds a narrative in which more than a tenth of the numbers (and more than three) are unexplained, so that a figure
-- may be missing.
SELECT doc, list(sentence_position ORDER BY char_start) FILTER (kind = 'unexplained') AS sentences,
       min(char_start) FILTER (kind = 'unexplained') AS char_start,
       arg_min(char_end, [char_start, char_end]) FILTER (kind = 'unexplained') AS char_end,
       'at most a tenth of the numbers' AS expected,
       count(*) FILTER (kind = 'unexplained') || ' of ' || count(*) AS found,
       count(*) FILTER (kind = 'unexplained') || ' of ' || count(*) || ' numbers are unexplained' AS message
FROM quantity
GROUP BY doc
HAVING count(*) FILTER (kind = 'unexplained') > greatest(3, 0.1 * count(*))
