-- What happened to officials who were complicit in trafficking?
-- Figures about officials only, which are not part of the country's totals. status none: the report says that there were
-- none; not_reported: that the government gave no figure.
SELECT c.name AS country, d.report_year, m.label AS metric, f.value, f.status, f.sentence
FROM metric f
JOIN document d ON d.doc = f.doc
JOIN dim_country c ON c.iso3 = d.iso3
JOIN dim_metric m ON m.metric = f.metric
WHERE f.official AND f.relation = 'current' AND f.restates IS NULL AND m.metric_group = 'law_enforcement'
ORDER BY c.name, d.report_year, m.position, f.char_start, f.fact_id
