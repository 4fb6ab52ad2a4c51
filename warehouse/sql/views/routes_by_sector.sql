-- Routes by the kind of work in which victims are exploited, a row for each route and sector.
SELECT d.country AS told_of, d.report_year, unnest(f.sectors) AS sector, coalesce(f.origin_iso3, f.origin_region) AS origin,
       coalesce(f.destination_iso3, f.destination_region) AS destination, f.exploitation, f.victims, f.time_words, f.sentence,
       f.doc, f.flow_id
FROM flow f JOIN document d ON d.doc = f.doc
ORDER BY d.country, d.report_year, f.doc, f.char_start, sector, origin, destination
