-- Every fact with its country and report: the table metric joined with its document.
-- @ document.country, document.iso3, document.report_year, document.tier
-- @ metric.*
SELECT d.country, d.iso3, d.report_year, d.tier, m.*
FROM metric m JOIN document d ON d.doc = m.doc
ORDER BY d.country, d.report_year, m.doc, m.char_start, m.metric
