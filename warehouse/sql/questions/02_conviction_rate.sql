-- Where did the most prosecutions end in a conviction?
-- Convictions per hundred prosecutions in the same country and year, highest first, for years in which both are
-- totals with the same unit: convicted persons cannot be compared with prosecuted cases. Trials may last longer than a
-- year, so more than 100 is possible.
SELECT c.name AS country, p.year, p.value AS prosecutions, k.value AS convictions, p.unit,
       round(100.0 * k.value / p.value, 1) AS convictions_per_100
FROM country_year p
JOIN country_year k ON k.iso3 = p.iso3 AND k.year = p.year AND k.metric = 'convictions' AND k.unit = p.unit
JOIN dim_country c ON c.iso3 = p.iso3
WHERE p.metric = 'prosecutions' AND p.value > 0 AND p.basis = 'total' AND k.basis = 'total' AND k.value IS NOT NULL
ORDER BY convictions_per_100 DESC, c.name, p.year
LIMIT 20
