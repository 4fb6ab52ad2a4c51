-- Routes by the kind of work in which victims are exploited, one row per route and sector.
-- @ told_of: Country that the narrative is about, as printed.
-- @ document.report_year
-- @ sector: Kind of work in which victims are exploited.
-- @ origin: ISO3 code of the country that victims come from, or the region as printed.
-- @ destination: ISO3 code of the country where they are exploited, or the region as printed.
-- @ flow.exploitation, flow.victims, flow.time_words, flow.sentence, flow.doc, flow.flow_id
SELECT d.country AS told_of, d.report_year, unnest(f.sectors) AS sector, coalesce(f.origin_iso3, f.origin_region) AS origin,
       coalesce(f.destination_iso3, f.destination_region) AS destination, f.exploitation, f.victims, f.time_words, f.sentence,
       f.doc, f.flow_id
FROM flow f JOIN document d ON d.doc = f.doc
ORDER BY d.country, d.report_year, f.doc, f.char_start, sector, origin, destination
