-- The tier of each country by report year, with the tier of the report before where that one is here too.
SELECT country, iso3, report_year, tier, tier_movement,
       lag(tier) OVER (PARTITION BY iso3 ORDER BY report_year, doc) AS tier_before, doc
FROM document
WHERE tier IS NOT NULL
ORDER BY country, report_year, doc
