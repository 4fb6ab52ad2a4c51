-- What became of officials who were complicit in trafficking?
-- Figures of officials alone, which are no part of the country's totals. status none: the report says that there were
-- none; not_reported: that the government gave no figure.
SELECT c.name AS country, r.year AS report_year, m.label AS metric, f.value, f.status, w.sentence
FROM fct_metric f
JOIN dim_metric m ON m.metric_key = f.metric_key
JOIN dim_country c ON c.country_key = f.country_key
JOIN dim_year r ON r.year_key = f.report_year_key
JOIN metric w ON w.doc = f.doc AND w.fact_id = f.fact_id
WHERE f.official AND f.role <> 'comparator' AND m.metric_group = 'law_enforcement'
ORDER BY c.name, r.year, m.position, w.char_start
