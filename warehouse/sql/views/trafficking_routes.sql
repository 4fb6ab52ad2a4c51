-- Routes in narratives: from where, to where, for what, and the sentence that says so.
-- @ told_of: Country that the narrative is about, as printed.
-- @ document.report_year
-- @ origin: Country that victims come from, by name, or the region as printed.
-- @ destination: Country where they are exploited, by name, or the region as printed.
-- @ flow.exploitation, flow.victims, flow.sectors, flow.time_words, flow.sentence, flow.doc, flow.flow_id
SELECT d.country AS told_of, d.report_year, coalesce(o.name, f.origin_iso3, f.origin_region) AS origin,
       coalesce(t.name, f.destination_iso3, f.destination_region) AS destination, f.exploitation, f.victims, f.sectors,
       f.time_words, f.sentence, f.doc, f.flow_id
FROM flow f JOIN document d ON d.doc = f.doc
LEFT JOIN entity o ON o.kind = 'country' AND o.code = f.origin_iso3
LEFT JOIN entity t ON t.kind = 'country' AND t.code = f.destination_iso3
ORDER BY d.country, d.report_year, f.doc, f.char_start, origin, destination
