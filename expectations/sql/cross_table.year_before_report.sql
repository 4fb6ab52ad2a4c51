-- A report describes years that have begun. A later year, or one in the distant past, was misread or misprinted.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       (d.report_year - 30) || ' to ' || d.report_year AS expected, m.year::VARCHAR AS found,
       m.metric || ' for ' || m.year || ' in a report of ' || d.report_year AS message
FROM metric m JOIN document d ON d.doc = m.doc
WHERE m.year > d.report_year OR m.year < d.report_year - 30
