-- Finds a country that is in one year's report but not in the next, if both reports have enough countries to suggest
-- that its narrative was lost. A small collection proves nothing.
WITH held AS (
  SELECT report_year FROM document WHERE iso3 IS NOT NULL GROUP BY report_year HAVING count(DISTINCT iso3) >= 20
)
SELECT min(d.doc) AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a narrative of ' || d.iso3 || ' in ' || (d.report_year + 1) AS expected, 'none' AS found,
       coalesce(min(d.country), d.iso3) || ' has a narrative in the report of ' || d.report_year || ' and none in that of '
         || (d.report_year + 1) AS message
FROM document d
JOIN held a ON a.report_year = d.report_year
JOIN held b ON b.report_year = d.report_year + 1
WHERE NOT EXISTS (SELECT 1 FROM document e WHERE e.iso3 = d.iso3 AND e.report_year = d.report_year + 1)
GROUP BY d.iso3, d.report_year
