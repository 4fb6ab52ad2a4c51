-- What each report asks of the government, item by item.
-- @ document.country, document.iso3, document.report_year
-- @ item: Position of the item among the recommendations, from 1.
-- @ recommendation: The words of the item.
-- @ recommendation.themes, recommendation.doc
SELECT d.country, d.iso3, d.report_year, r.position + 1 AS item, r.text AS recommendation, r.themes, r.doc
FROM recommendation r JOIN document d ON d.doc = r.doc
ORDER BY d.country, d.report_year, r.doc, r.position
