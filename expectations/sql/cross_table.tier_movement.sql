-- Compares the stated movement with the tiers in this report and in the previous report. Special cases have no rank.
WITH ranked AS (
  SELECT *, CASE tier WHEN '1' THEN 4 WHEN '2' THEN 3 WHEN '2WL' THEN 2 WHEN '3' THEN 1 END AS rank FROM document
)
SELECT d.doc,
       coalesce((SELECT list(s.position ORDER BY s.position)
                 FROM claim k
                 JOIN sentence s ON s.doc = k.doc AND s.position = k.sentence_position
                 JOIN section c ON c.doc = s.doc AND c.position = s.section_position
                 WHERE k.doc = d.doc AND k.kind = 'tier' AND k.year IS NULL AND c.kind <> 'heading')[1:1],
                []::INTEGER[]) AS sentences,
       NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       CASE WHEN d.rank > b.rank THEN 'up' WHEN d.rank < b.rank THEN 'down' ELSE 'same' END || ', from tier ' || b.tier
         || ' to ' || d.tier AS expected,
       d.tier_movement AS found,
       coalesce(d.country, d.doc) || ': the text says "' || d.tier_movement || '", but the tier was ' || b.tier || ' in '
         || b.report_year || ' and is ' || d.tier || ' in ' || d.report_year AS message
FROM ranked d JOIN ranked b ON b.iso3 = d.iso3 AND b.report_year = d.report_year - 1
WHERE d.rank IS NOT NULL AND b.rank IS NOT NULL
  AND d.tier_movement <> CASE WHEN d.rank > b.rank THEN 'up' WHEN d.rank < b.rank THEN 'down' ELSE 'same' END
