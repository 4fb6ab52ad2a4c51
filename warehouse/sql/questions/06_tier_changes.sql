-- Which countries changed their tier, and when?
-- Every upgrade and downgrade, latest first. movement_from says whether the narrative states it or it comes from a
-- comparison with the previous year's report.
SELECT y.year AS report_year, c.name AS country, t.tier_before, t.tier, t.movement, t.movement_from, t.tier_from
FROM fct_tier t
JOIN dim_country c ON c.country_key = t.country_key
JOIN dim_year y ON y.year_key = t.report_year_key
WHERE t.movement IN ('up', 'down')
ORDER BY y.year DESC, c.name
