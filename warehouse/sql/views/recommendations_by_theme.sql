-- What reports ask for, a row for each item and theme.
SELECT d.country, d.iso3, d.report_year, unnest(r.themes) AS theme, r.position + 1 AS item, r.text AS recommendation, r.doc
FROM recommendation r JOIN document d ON d.doc = r.doc
ORDER BY d.country, d.report_year, r.doc, r.position, theme
