-- "an increase of 20 percent from 50": the stated growth does not match the figures, even allowing for rounding.
WITH growth AS (
  SELECT *, 100 * (measured - against) / against * CASE says WHEN 'less' THEN -1 ELSE 1 END AS percent,
         greatest(1.5, value * 0.05) AS room
  FROM comparison WHERE kind = 'growth' AND both_exact AND against > 0
)
SELECT doc, sentences, char_start, char_end, num(value) || ' percent' AS expected,
       num(measured) || ' against ' || num(against) AS found,
       metric || ' in ' || year || ': "' || text || '", but from ' || num(against) || ' to ' || num(measured) || ' is '
         || num(abs(round(percent))) || ' percent ' || CASE WHEN measured < against THEN 'less' ELSE 'more' END AS message
FROM growth
WHERE (percent < least - room OR percent > most + room)
  -- "380 million shillings ($107,000), or 5 percent less than the 400 million": sums so far apart are in different
  -- currencies
  AND NOT (metric IN (SELECT metric FROM metric_kind WHERE measure = 'money') AND greatest(measured, against) > 20 * least(measured, against))
