-- Prison terms imposed by courts and penalties prescribed by laws, in years, with the sentence that says so.
-- @ document.country, document.report_year
-- @ metric.metric, metric.year
-- @ years_low: The term, or the low end of a range, in years.
-- @ years_high: The high end of a range, in years; 100 is life.
-- @ metric.qualifier
-- @ persons: How many persons received the term, if the text says so.
-- @ metric.statute
-- @ words: The words that carry the value, exactly as in the source.
-- @ metric.sentence, metric.doc, metric.fact_id
SELECT d.country, d.report_year, m.metric, m.year, m.value / 12 AS years_low, m.value_high / 12 AS years_high,
       m.qualifier, m.count AS persons, m.statute, m.text AS words, m.sentence, m.doc, m.fact_id
FROM metric m JOIN document d ON d.doc = m.doc
WHERE m.metric IN ('sentence_terms', 'penalty_prescribed')
ORDER BY d.country, d.report_year, m.doc, m.char_start
