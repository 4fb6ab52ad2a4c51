-- Compares the sum of a region's narratives with the report's regional table, if at least nine in ten of the narratives
-- listed for the region in the chart of placements are present. The report warns that its narratives may not add up to
-- its tables: governments report more than is printed, some figures are cases in the narratives but people in the table
-- or vice versa, and one large country can be half of a region. So only larger differences are reported. A sum may
-- exceed the table by a quarter plus ten, since the table counts at least what is printed, but a case of several people
-- only once. If at least half of the narratives give a figure, the sum may not be below half of the table's figure
-- minus ten.
WITH placed AS (
  SELECT DISTINCT p.report_year, r.region_code, p.iso3
  FROM tier_placement p JOIN country_region r ON r.iso3 = p.iso3
   AND p.report_year BETWEEN coalesce(r.first_report_year, 0) AND coalesce(r.last_report_year, 9999)
  WHERE p.tier <> 'SC'
),
told AS (
  SELECT p.report_year, p.region_code, count(*) AS placed,
         count(*) FILTER (p.iso3 IN (SELECT d.iso3 FROM document d WHERE d.report_year = p.report_year)) AS held
  FROM placed p GROUP BY p.report_year, p.region_code
),
added AS (
  SELECT p.report_year, p.region_code, y.metric, sum(y.value) AS value, count(*) AS counted
  FROM placed p JOIN yearly y ON y.iso3 = p.iso3 AND y.year = p.report_year - 1
  GROUP BY p.report_year, p.region_code, y.metric
),
tabled AS (
  SELECT source_doc, year, region_code, metric, any_value(region) AS region, min(page) AS page, max(value) AS value
  FROM global_total UNPIVOT (value FOR metric IN (prosecutions, convictions, victims_identified))
  WHERE region_code IS NOT NULL
  GROUP BY source_doc, year, region_code, metric
)
SELECT t.source_doc AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       num(t.value) || ' as in the table of the region (page ' || t.page || ')' AS expected, num(a.value) AS found,
       t.metric || ' in ' || t.year || ', ' || t.region || ': the narratives add up to ' || num(a.value) || ', the table says '
         || num(t.value) || ' (' || c.held || ' of the region''s ' || c.placed || ' narratives are here, ' || a.counted
         || ' of them with a figure)' AS message
FROM tabled t
JOIN told c ON c.region_code = t.region_code AND c.report_year = t.year + 1
JOIN added a ON a.region_code = t.region_code AND a.report_year = c.report_year AND a.metric = t.metric
WHERE c.held >= 0.9 * c.placed
  AND (a.value > t.value * 1.25 + 10 OR (a.value < t.value / 2 - 10 AND 2 * a.counted >= c.placed))
