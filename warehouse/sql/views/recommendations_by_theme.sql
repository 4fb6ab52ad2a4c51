-- What reports ask for, one row per item and theme.
-- @ document.country, document.iso3, document.report_year
-- @ theme: What the item asks for, by the taxonomy of themes.
-- @ item: Position of the item among the recommendations, from 1.
-- @ recommendation: The words of the item.
-- @ recommendation.doc
SELECT d.country, d.iso3, d.report_year, unnest(r.themes) AS theme, r.position + 1 AS item, r.text AS recommendation, r.doc
FROM recommendation r JOIN document d ON d.doc = r.doc
ORDER BY d.country, d.report_year, r.doc, r.position, theme
