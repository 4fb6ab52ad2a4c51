-- Years on the Watch List and waivers belong to Tier 2 Watch List, an automatic downgrade to Tier 3 (which may name the
-- years).
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'tier 2WL, or 3 after an automatic fall' AS expected, 'tier ' || tier AS found,
       country || ' is on tier ' || tier || ', but its narrative speaks of its own years on the Watch List' AS message
FROM document
WHERE (tier_waiver AND tier <> '2WL') OR (tier_automatic AND tier <> '3')
   OR (watch_list_years IS NOT NULL AND tier NOT IN ('2WL', '3'))
