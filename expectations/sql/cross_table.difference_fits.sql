-- "59, 17 more than the 47": the stated difference does not match the figures.
WITH difference AS (
  SELECT *,
         CASE says WHEN 'more' THEN measured_least - against_most ELSE against_least - measured_most END AS least_found,
         CASE says WHEN 'more' THEN measured_most - against_least ELSE against_most - measured_least END AS most_found
  FROM comparison WHERE kind = 'difference'
)
SELECT doc, sentences, char_start, char_end, num(value) AS expected,
       num(measured) || ' against ' || num(against) AS found,
       metric || ' in ' || year || ': "' || text || '", but from ' || num(against) || ' to ' || num(measured) || ' is '
         || num(abs(measured - against)) || CASE WHEN measured < against THEN ' less' ELSE ' more' END AS message
FROM difference
WHERE most_found < least OR least_found > most
