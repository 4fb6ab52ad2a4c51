-- Prison terms that courts gave and penalties that laws provide, in years, with the sentence that says so.
SELECT d.country, d.report_year, m.metric, m.year, m.value / 12 AS years_low, m.value_high / 12 AS years_high,
       m.qualifier, m.count AS persons, m.statute, m.text AS words, m.sentence, m.doc, m.fact_id
FROM metric m JOIN document d ON d.doc = m.doc
WHERE m.metric IN ('sentence_terms', 'penalty_prescribed')
ORDER BY d.country, d.report_year, m.doc, m.char_start
