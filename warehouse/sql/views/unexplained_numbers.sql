-- Numbers in the text that are neither facts nor otherwise explained, with their sentence.
-- @ document.country, document.report_year
-- @ number: The number as printed.
-- @ sentence: The sentence that contains it.
-- @ quantity.doc, quantity.char_start, quantity.char_end
SELECT d.country, d.report_year, q.text AS number, s.text AS sentence, q.doc, q.char_start, q.char_end
FROM quantity q JOIN document d ON d.doc = q.doc
JOIN sentence s ON s.doc = q.doc AND s.position = q.sentence_position
WHERE q.kind = 'unexplained'
ORDER BY d.country, d.report_year, q.doc, q.char_start
