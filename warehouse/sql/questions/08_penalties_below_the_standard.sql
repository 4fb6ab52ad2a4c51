-- Which laws prescribe less than the standard?
-- The standard here: a longest term of at least four years, which makes an offense a serious crime in the sense of the UN
-- Convention against Transnational Organized Crime (article 2). Terms are in years; a text that tells one term alone is
-- taken to mean that one.
SELECT c.name AS country, r.year AS report_year, coalesce(e.name, w.statute) AS law, w.exploitation,
       round(w.value / 12.0, 1) AS years_low, round(coalesce(w.value_high, w.value) / 12.0, 1) AS longest, w.sentence
FROM fct_metric f
JOIN dim_metric m ON m.metric_key = f.metric_key
JOIN dim_country c ON c.country_key = f.country_key
JOIN dim_year r ON r.year_key = f.report_year_key
JOIN metric w ON w.doc = f.doc AND w.fact_id = f.fact_id
LEFT JOIN law_penalty l ON l.doc = f.doc AND l.fact_id = f.fact_id
LEFT JOIN entity e ON e.entity_id = l.entity_id
WHERE m.metric = 'penalty_prescribed' AND w.qualifier <> 'at_least' AND coalesce(w.value_high, w.value) < 48
ORDER BY longest, c.name, r.year, law, w.char_start
