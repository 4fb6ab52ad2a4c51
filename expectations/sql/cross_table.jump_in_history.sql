-- A figure far outside the country's own history: more than five times, or less than a fifth of, the median of at least
-- three earlier years, and by 25 or more. It must also be beyond all earlier figures, so that a country with
-- fluctuating figures is ignored.
WITH history AS (
  SELECT y.iso3, y.metric, y.year, y.value, y.doc, y.sentence_position, y.char_start, y.char_end,
         median(e.value) AS usual, max(e.value) AS highest, min(e.value) AS lowest, count(*) AS years
  FROM yearly y JOIN yearly e ON e.iso3 = y.iso3 AND e.metric = y.metric AND e.year < y.year
  GROUP BY y.iso3, y.metric, y.year, y.value, y.doc, y.sentence_position, y.char_start, y.char_end
)
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'near ' || num(usual) || ', the median of ' || years || ' earlier years' AS expected, num(value) AS found,
       metric || ' in ' || year || ': ' || num(value) || ', where ' || years || ' earlier years had a median of '
         || num(usual) || ' and lay between ' || num(lowest) || ' and ' || num(highest) AS message
FROM history
WHERE years >= 3 AND abs(value - usual) >= 25
  AND ((value > 5 * usual AND value > highest) OR (value < usual / 5 AND value < lowest))
