-- How many of the victims identified were exploited in sex trafficking, and how many in forced labor?
-- The figure to cite, and what the same report gives for each form in the same year. The remainder is both, mixed or
-- unstated. Figures for only some ages, one gender or one nationality are left out, and so are those that are part of
-- another figure of the same form.
SELECT c.name AS country, t.year, t.value AS victims, t.basis,
       sum(CASE WHEN m.exploitation = 'sex' THEN m.value END) AS sex,
       sum(CASE WHEN m.exploitation = 'labor' THEN m.value END) AS labor
FROM country_year t
JOIN metric m ON m.doc = t.doc AND m.year = t.year AND m.metric = t.metric
LEFT JOIN metric p ON p.doc = m.doc AND p.fact_id = m.part_of
JOIN dim_country c ON c.iso3 = t.iso3
WHERE t.metric = 'victims_identified' AND m.exploitation IS NOT NULL AND m.value IS NOT NULL
  AND m.age IS NULL AND m.gender IS NULL AND m.nationality IS NULL AND m.restates IS NULL
  AND (p.exploitation IS NULL OR p.exploitation <> m.exploitation)
GROUP BY c.name, t.year, t.value, t.basis
ORDER BY c.name, t.year
