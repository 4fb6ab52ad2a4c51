-- Years on the Watch List and waivers require Tier 2 Watch List. An automatic downgrade requires Tier 3, and a Tier 3
-- narrative may mention years on the Watch List.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'tier 2WL, or 3 after an automatic fall' AS expected, 'tier ' || tier AS found,
       country || ' is on tier ' || tier || ', but its narrative speaks of its own years on the Watch List' AS message
FROM document
WHERE (tier_waiver AND tier <> '2WL') OR (tier_automatic AND tier <> '3')
   OR (watch_list_years IS NOT NULL AND tier NOT IN ('2WL', '3'))
UNION ALL
-- "for a third consecutive year", "ranked Tier 2, in the 2012 Report": the country had another tier in one of these
-- years
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, 'tier 2WL', 'tier ' || c.says,
       d.country || ' is on the Watch List for ' || d.watch_list_years || ' years, but was on tier ' || c.says || ' in ' || c.year
FROM document d
JOIN claim c ON c.doc = d.doc AND c.kind = 'tier' AND c.says <> '2WL' AND c.year BETWEEN d.report_year - d.watch_list_years + 1 AND d.report_year - 1
WHERE d.tier = '2WL'
