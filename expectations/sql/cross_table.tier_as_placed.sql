-- Compares the tier stated in the narrative with the report's own chart of placements.
SELECT DISTINCT d.doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'tier ' || p.tier || ' as in the chart (page ' || p.page || ')' AS expected, 'tier ' || d.tier AS found,
       d.country || ' stands under tier ' || p.tier || ' in the chart of placements, but its narrative says tier ' || d.tier
         AS message
FROM document d JOIN tier_placement p ON p.iso3 = d.iso3 AND p.report_year = d.report_year
WHERE d.tier <> p.tier
