-- Where do the victims exploited in a country come from?
-- Every origin that any country's report names for this destination. Put the code of your
-- country in place of JOR; a region is given if the text names no country.
SELECT coalesce(o.name, f.origin_region) AS origin, f.exploitation, count(DISTINCT f.doc) AS narratives,
       min(y.year) AS first_report_year, max(y.year) AS last_report_year
FROM fct_flow f
JOIN dim_country d ON d.country_key = f.destination_key
LEFT JOIN dim_country o ON o.country_key = f.origin_key
LEFT JOIN dim_year y ON y.year_key = f.report_year_key
WHERE d.iso3 = 'JOR' AND (f.origin_key IS NULL OR f.origin_key <> f.destination_key)
GROUP BY coalesce(o.name, f.origin_region), f.exploitation
ORDER BY narratives DESC, origin, f.exploitation
