-- The findings of the checks, most severe first, with the sentences behind each.
-- @ finding.severity, finding.check_id
-- @ document.country, document.report_year
-- @ finding.message, finding.expected, finding.found
-- @ sentences: The sentences behind the finding, in reading order.
-- @ finding.doc, finding.finding_id
SELECT f.severity, f.check_id, d.country, d.report_year, f.message, f.expected, f.found,
       (SELECT list(s.sentence ORDER BY s.sentence_position) FROM finding_sentence s WHERE s.finding_id = f.finding_id)
         AS sentences, f.doc, f.finding_id
FROM finding f LEFT JOIN document d ON d.doc = f.doc
WHERE f.state = 'open'
ORDER BY CASE f.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.doc, f.char_start, f.check_id
