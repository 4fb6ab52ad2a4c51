-- The figures that a report gives for its own year: only totals, without repetitions, each with its words and sentence.
-- @ document.country, document.iso3, document.report_year
-- @ metric.year, metric.metric, metric.value, metric.value_high, metric.qualifier, metric.unit, metric.exploitation, metric.official, metric.status
-- @ words: The words that carry the value, exactly as in the source.
-- @ metric.sentence, metric.doc, metric.fact_id
SELECT d.country, d.iso3, d.report_year, m.year, m.metric, m.value, m.value_high, m.qualifier, m.unit, m.exploitation,
       m.official, m.status, m.text AS words, m.sentence, m.doc, m.fact_id
FROM metric m JOIN document d ON d.doc = m.doc
WHERE m.relation = 'current' AND m.part_of IS NULL AND m.restates IS NULL
  AND m.metric NOT IN ('sentence_terms', 'penalty_prescribed') AND m.age IS NULL AND m.gender IS NULL
  AND m.nationality IS NULL
ORDER BY d.country, d.report_year, m.doc, m.char_start, m.metric
