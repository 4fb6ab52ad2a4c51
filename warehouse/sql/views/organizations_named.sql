-- Which organizations narratives name, how often, and what they are; national bodies with their country.
-- @ organization: Canonical name of the organization.
-- @ kind: Kind of organization: ministry, police, court, ngo, international or other.
-- @ body_of: ISO3 code of the country of a national body.
-- @ entity.aliases
-- @ named_in: Country that the narrative is about, as printed.
-- @ document.report_year
-- @ times: How many times it is mentioned.
-- @ document.doc, entity.entity_id
SELECT e.name AS organization, e.subkind AS kind, e.country AS body_of, e.aliases, d.country AS named_in, d.report_year,
       count(*) AS times, d.doc, e.entity_id
FROM mention m JOIN entity e ON e.entity_id = m.entity_id JOIN document d ON d.doc = m.doc
WHERE e.kind = 'organization'
GROUP BY ALL
ORDER BY d.country, d.report_year, d.doc, times DESC, e.name
