-- "an increase from 18" to 14: a word of direction against the figures that it is said of.
SELECT doc, sentences, char_start, char_end,
       CASE says WHEN 'more' THEN 'more than ' WHEN 'less' THEN 'less than ' ELSE '' END || num(against) AS expected, num(measured) AS found,
       metric || ' in ' || year || ': "' || text || '", but ' || num(measured) || ' is '
         || CASE WHEN measured = against THEN 'the same as ' WHEN measured < against THEN 'less than ' ELSE 'more than ' END
         || num(against) AS message
FROM comparison
WHERE kind = 'direction'
  AND CASE says WHEN 'more' THEN measured_most <= against_least
                WHEN 'less' THEN measured_least >= against_most
                ELSE measured_most < against_least OR measured_least > against_most END
