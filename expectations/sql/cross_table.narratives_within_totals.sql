-- Compares the sum of a report's narratives with its table for the world, if nearly all narratives are present. The
-- table also includes figures that governments reported elsewhere, so only a sum above the table's figure, or below
-- half of it, is reported.
WITH reports AS (
  SELECT report_year FROM document GROUP BY report_year HAVING count(DISTINCT iso3) >= 150
),
added AS (
  SELECT y.metric, y.year, sum(y.value) AS value, count(*) AS countries
  FROM yearly y JOIN reports r ON r.report_year = y.year + 1
  GROUP BY y.metric, y.year
),
world AS (
  SELECT source_doc, year, page, metric, max(value) AS value
  FROM global_total UNPIVOT (value FOR metric IN (prosecutions, convictions, victims_identified))
  WHERE region = 'World'
  GROUP BY source_doc, year, page, metric
)
SELECT w.source_doc AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       num(w.value) || ' as in the table for the world (page ' || w.page || ')' AS expected, num(a.value) AS found,
       w.metric || ' in ' || w.year || ': the narratives of ' || a.countries || ' countries add up to ' || num(a.value)
         || ', the table for the world says ' || num(w.value) AS message
FROM world w JOIN added a ON a.metric = w.metric AND a.year = w.year
WHERE a.value > w.value * 1.1 OR a.value < w.value / 2
