-- Which other countries and regions a narrative names, and how often.
-- @ told_of: Country that the narrative is about, as printed.
-- @ document.report_year
-- @ named: Name of the country or region mentioned.
-- @ entity.kind, entity.code
-- @ times: How many times it is mentioned.
-- @ document.doc
SELECT d.country AS told_of, d.report_year, e.name AS named, e.kind, e.code, count(*) AS times, d.doc
FROM mention m JOIN entity e ON e.entity_id = m.entity_id JOIN document d ON d.doc = m.doc
WHERE e.kind IN ('country', 'region') AND e.code IS DISTINCT FROM d.iso3
GROUP BY ALL
ORDER BY d.country, d.report_year, d.doc, times DESC, e.name
