-- Which law prescribes which prison term, in years, with the sentence that says so.
SELECT d.country, d.iso3, d.report_year, e.name AS law, e.subkind AS kind, e.year AS law_year, m.exploitation,
       m.value / 12 AS years_low, m.value_high / 12 AS years_high, m.qualifier, m.sentence, l.doc, l.fact_id, l.entity_id
FROM law_penalty l JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id JOIN entity e ON e.entity_id = l.entity_id
JOIN document d ON d.doc = l.doc
ORDER BY d.country, d.report_year, l.doc, m.char_start, e.name
