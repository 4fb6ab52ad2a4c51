-- Recommendations, once for each theme, with the keys of their dimensions.
SELECT key(r.doc || chr(31) || r.position || chr(31) || r.theme) AS recommendation_key, key(d.iso3) AS country_key,
       key(d.report_year) AS report_year_key, r.theme, r.doc, r.position
FROM (SELECT doc, position, unnest(list_distinct(themes)) AS theme FROM recommendation) r JOIN document d ON d.doc = r.doc
