-- Years on the Tier 2 Watch List, waivers, and downgrades to Tier 3 when the years were used up.
-- @ document.country, document.iso3, document.report_year, document.tier, document.tier_movement, document.watch_list_years, document.tier_waiver, document.tier_automatic, document.doc
SELECT country, iso3, report_year, tier, tier_movement, watch_list_years, tier_waiver, tier_automatic, doc
FROM document
WHERE tier = '2WL' OR tier_waiver OR tier_automatic OR watch_list_years IS NOT NULL
ORDER BY country, report_year, doc
