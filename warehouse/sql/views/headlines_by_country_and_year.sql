-- The figures to cite, side by side: a row for each country and year, a column for each headline metric.
-- @ country: The country's current English name.
-- @ country_year.iso3
-- @ year: The year that the figures describe.
-- @ investigations: Investigations opened or conducted.
-- @ prosecutions: Prosecutions begun or carried out.
-- @ convictions: Convictions, or persons convicted.
-- @ victims_identified: Victims identified.
-- @ figures: How many metrics have a figure to cite for the year, including these four.
SELECT c.name AS country, f.iso3, f.year,
       max(CASE WHEN f.metric = 'investigations' THEN f.value END) AS investigations,
       max(CASE WHEN f.metric = 'prosecutions' THEN f.value END) AS prosecutions,
       max(CASE WHEN f.metric = 'convictions' THEN f.value END) AS convictions,
       max(CASE WHEN f.metric = 'victims_identified' THEN f.value END) AS victims_identified,
       count(f.value) AS figures
FROM country_year f
JOIN dim_country c ON c.iso3 = f.iso3
GROUP BY c.name, f.iso3, f.year
ORDER BY c.name, f.year
