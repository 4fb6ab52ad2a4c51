-- The tier of each country by report year: its source, its movement, and the years on the Watch List.
-- @ country: Country as printed in the narrative, or its English name if only the chart is available.
-- @ dim_country.iso3
-- @ report_year: Year of the report.
-- @ fct_tier.tier
-- @ tier_movement: Movement since the previous year's report, if the text states it or that report is available.
-- @ fct_tier.tier_before, fct_tier.doc, fct_tier.tier_from, fct_tier.sources_agree, fct_tier.movement_from, fct_tier.watch_list_years, fct_tier.watch_list_years_from, fct_tier.waiver, fct_tier.automatic
SELECT coalesce(d.country, c.name) AS country, c.iso3, y.year AS report_year, t.tier, t.movement AS tier_movement, t.tier_before, t.doc, t.tier_from,
       t.sources_agree, t.movement_from, t.watch_list_years, t.watch_list_years_from, t.waiver, t.automatic
FROM fct_tier t
JOIN dim_country c ON c.country_key = t.country_key
JOIN dim_year y ON y.year_key = t.report_year_key
LEFT JOIN document d ON d.doc = t.doc
ORDER BY 1, 3, 7
