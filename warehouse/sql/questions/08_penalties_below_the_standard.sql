-- Which laws prescribe less than the standard?
-- The standard used here is a maximum term of at least four years, which makes an offense a serious crime in the sense
-- of the UN Convention against Transnational Organized Crime (article 2). Terms are in years; if a text gives only one
-- term, it is used as the longest.
SELECT c.name AS country, d.report_year, coalesce(e.name, f.statute) AS law, f.exploitation,
       round(f.value / 12.0, 1) AS years_low, round(coalesce(f.value_high, f.value) / 12.0, 1) AS longest, f.sentence
FROM metric f
JOIN document d ON d.doc = f.doc
JOIN dim_country c ON c.iso3 = d.iso3
LEFT JOIN law_penalty l ON l.doc = f.doc AND l.fact_id = f.fact_id
LEFT JOIN entity e ON e.entity_id = l.entity_id
WHERE f.metric = 'penalty_prescribed' AND f.qualifier <> 'at_least' AND coalesce(f.value_high, f.value) < 48
ORDER BY longest, c.name, d.report_year, law, f.char_start, f.fact_id
