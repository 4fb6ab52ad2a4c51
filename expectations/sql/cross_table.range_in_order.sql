-- The upper end of a range is above its lower end.
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'more than ' || num(value) AS expected, num(value_high) AS found,
       metric || ': the range ' || num(value) || ' to ' || num(value_high) || ' runs backwards' AS message
FROM metric
WHERE value_high <= value OR (value_high IS NOT NULL AND value IS NULL)
