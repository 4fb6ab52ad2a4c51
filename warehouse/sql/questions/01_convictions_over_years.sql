-- How many traffickers did each country convict, year by year?
-- One row for each country and year with a figure to cite; basis says how the figure relates to the country's total,
-- and report_year says which report gives it.
SELECT c.name AS country, f.year, f.value AS convictions, f.unit, f.qualifier, f.basis, f.report_year
FROM country_year f
JOIN dim_country c ON c.iso3 = f.iso3
WHERE f.metric = 'convictions' AND f.value IS NOT NULL
ORDER BY c.name, f.year
