-- What has a country been asked for repeatedly?
-- Themes that reports of at least two years request from the same government, the most often repeated first.
SELECT c.name AS country, f.theme, count(DISTINCT r.year) AS report_years, min(r.year) AS first_asked,
       max(r.year) AS last_asked, count(*) AS items
FROM fct_recommendation f
JOIN dim_country c ON c.country_key = f.country_key
JOIN dim_year r ON r.year_key = f.report_year_key
GROUP BY c.name, f.theme
HAVING count(DISTINCT r.year) >= 2
ORDER BY report_years DESC, items DESC, c.name, f.theme
LIMIT 25
