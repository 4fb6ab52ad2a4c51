-- Which law prescribes which prison term, in years, with the sentence that says so.
-- @ document.country, document.iso3, document.report_year
-- @ law: Canonical name of the law.
-- @ kind: Kind of law: statute, article or treaty.
-- @ law_year: Year of the law, if its name or the words beside it state one.
-- @ metric.exploitation
-- @ years_low: The minimum term that it prescribes, in years; empty if only a maximum is given.
-- @ years_high: The maximum term that it prescribes, in years; 100 is life; empty if only a minimum is given.
-- @ metric.qualifier, metric.sentence, metric.doc, metric.fact_id
-- @ entity_id: The law, in entity.
SELECT d.country, d.iso3, d.report_year, e.name AS law, e.subkind AS kind, e.year AS law_year, m.exploitation,
       CASE WHEN m.qualifier <> 'at_most' THEN m.value / 12 END AS years_low,
       CASE WHEN m.qualifier <> 'at_least' THEN coalesce(m.value_high, m.value) / 12 ELSE m.value_high / 12 END AS years_high,
       m.qualifier, m.sentence, l.doc, l.fact_id, l.entity_id
FROM law_penalty l JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id JOIN entity e ON e.entity_id = l.entity_id
JOIN document d ON d.doc = l.doc
ORDER BY d.country, d.report_year, l.doc, m.char_start, e.name
