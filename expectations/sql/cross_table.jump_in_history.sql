-- Finds a figure far outside the country's own history: more than five times, or less than a fifth of, the median of at
-- least three other years, and at least 25 away from it. The other years are at most four years before or after the
-- figure's year. The figure must also be outside their range, and each of them must be close to their median by the
-- same measure, so that countries with fluctuating figures are ignored. Comparators substitute for missing reports.
WITH history AS (
  SELECT y.iso3, y.metric, y.year, y.value, y.doc, y.sentence_position, y.char_start, y.char_end,
         median(e.value) AS usual, max(e.value) AS highest, min(e.value) AS lowest, count(*) AS years
  FROM yearly y JOIN yearly e ON e.iso3 = y.iso3 AND e.metric = y.metric AND e.counted = y.counted AND e.year <> y.year AND abs(e.year - y.year) <= 4
  GROUP BY y.iso3, y.metric, y.year, y.counted, y.value, y.doc, y.sentence_position, y.char_start, y.char_end
)
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'near ' || num(usual) || ', the median of ' || years || ' other years' AS expected, num(value) AS found,
       metric || ' in ' || year || ': ' || num(value) || ', where ' || years || ' other years had a median of '
         || num(usual) || ' and lay between ' || num(lowest) || ' and ' || num(highest) AS message
FROM history
WHERE years >= 3 AND abs(value - usual) >= 25 AND highest <= 5 * usual AND lowest >= usual / 5
  AND ((value > 5 * usual AND value > highest) OR (value < usual / 5 AND value < lowest))
