-- Routes with the keys of their dimensions.
SELECT key(f.flow_id) AS flow_key, key(d.iso3) AS country_key, key(d.report_year) AS report_year_key,
       key(f.origin_iso3) AS origin_key, key(f.destination_iso3) AS destination_key, f.origin_region, f.destination_region,
       f.origin_iso3 = f.destination_iso3 IS TRUE AS internal, f.exploitation, f.victims, f.sectors, f.doc, f.flow_id
FROM flow f JOIN document d ON d.doc = f.doc
