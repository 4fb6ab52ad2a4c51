-- The facts in plain words: country, metric and year by name, and the sentence behind each figure.
-- @ country: The country's current English name.
-- @ dim_country.iso3, dim_country.region, dim_country.m49_region, dim_country.m49_subregion
-- @ report_year: Year of the report.
-- @ year: The year that the figure describes; empty for prescribed penalties.
-- @ dim_metric.metric
-- @ metric_name: The metric's display name.
-- @ dim_metric.metric_group
-- @ fct_metric.role, fct_metric.cited, fct_metric.value, fct_metric.value_high, fct_metric.qualifier, fct_metric.unit
-- @ fct_metric.status, fct_metric.exploitation, fct_metric.age, fct_metric.gender, fct_metric.nationality
-- @ fct_metric.official
-- @ metric.sentence, metric.doc, metric.fact_id
SELECT c.name AS country, c.iso3, c.region, c.m49_region, c.m49_subregion, r.year AS report_year, y.year, m.metric,
       m.label AS metric_name, m.metric_group, f.role, f.cited, f.value, f.value_high, f.qualifier, f.unit, f.status,
       f.exploitation, f.age, f.gender, f.nationality, f.official, w.sentence, f.doc, f.fact_id
FROM fct_metric f
JOIN dim_metric m ON m.metric_key = f.metric_key
JOIN metric w ON w.doc = f.doc AND w.fact_id = f.fact_id
LEFT JOIN dim_country c ON c.country_key = f.country_key
LEFT JOIN dim_year y ON y.year_key = f.year_key
LEFT JOIN dim_year r ON r.year_key = f.report_year_key
