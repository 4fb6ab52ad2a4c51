-- Routes with both ends by name and by code, and which countries' reports mention each.
-- @ origin: English name of the country that victims come from, or the region as printed.
-- @ origin_iso3: Its ISO3 code; empty for a region.
-- @ destination: English name of the country where they are exploited, or the region as printed.
-- @ destination_iso3: Its ISO3 code; empty for a region.
-- @ fct_flow.internal, fct_flow.exploitation
-- @ told_of: English name of the country whose report mentions the route.
-- @ report_year: Year of the report.
-- @ flow.sentence, flow.doc, flow.flow_id
SELECT coalesce(o.name, f.origin_region) AS origin, o.iso3 AS origin_iso3,
       coalesce(d.name, f.destination_region) AS destination, d.iso3 AS destination_iso3, f.internal, f.exploitation,
       c.name AS told_of, y.year AS report_year, w.sentence, f.doc, f.flow_id
FROM fct_flow f
JOIN flow w ON w.flow_id = f.flow_id
LEFT JOIN dim_country o ON o.country_key = f.origin_key
LEFT JOIN dim_country d ON d.country_key = f.destination_key
LEFT JOIN dim_country c ON c.country_key = f.country_key
LEFT JOIN dim_year y ON y.year_key = f.report_year_key
