-- A restatement row compares facts that count the same thing: an earlier fact with a later comparator for the same
-- country, metric, year, unit and dimensions. The earlier fact is current, or revises an earlier report, or no earlier
-- report gives a current figure for that year.
SELECT r.later_doc AS doc, [n.sentence_position] AS sentences, n.char_start, n.char_end,
       'two facts of ' || r.metric || ' in ' || r.year || ' with the values of the row' AS expected,
       f.metric || ' ' || num(f.value) || ' and ' || n.metric || ' ' || num(n.value) AS found,
       'The row of restatement for ' || r.later_fact_id || ' does not say what its facts say' AS message
FROM restatement r
JOIN metric f ON f.doc = r.first_doc AND f.fact_id = r.first_fact_id
JOIN metric n ON n.doc = r.later_doc AND n.fact_id = r.later_fact_id
JOIN document d ON d.doc = r.first_doc
JOIN document e ON e.doc = r.later_doc
WHERE NOT (
  f.value = r.first_value AND n.value = r.later_value AND n.relation = 'comparator'
  AND (f.relation = 'current'
       OR EXISTS (SELECT 1 FROM restatement o WHERE o.later_doc = f.doc AND o.later_fact_id = f.fact_id AND o.status = 'restated')
       OR NOT EXISTS (SELECT 1 FROM metric o JOIN document p ON p.doc = o.doc
                      WHERE p.iso3 = r.iso3 AND o.metric = r.metric AND o.year = r.year AND o.relation = 'current'
                        AND (o.unit, o.exploitation, o.age, o.gender, o.nationality, o.official, o.purpose)
                            IS NOT DISTINCT FROM (r.unit, r.exploitation, r.age, r.gender, r.nationality, r.official, r.purpose)
                        AND o.value IS NOT NULL AND o.period <> 'multi_year' AND o.status IN ('reported', 'none')
                        AND p.report_year < r.later_report_year))
  AND f.metric = r.metric AND n.metric = r.metric AND f.year = r.year AND n.year = r.year
  AND f.unit IS NOT DISTINCT FROM r.unit AND n.unit IS NOT DISTINCT FROM r.unit
  AND (f.exploitation, f.age, f.gender, f.nationality, f.official)
      IS NOT DISTINCT FROM (n.exploitation, n.age, n.gender, n.nationality, n.official)
  AND d.iso3 = r.iso3 AND e.iso3 = r.iso3 AND d.report_year = r.first_report_year
  AND e.report_year = r.later_report_year AND r.first_report_year < r.later_report_year
  AND (r.status = 'confirmed' OR r.first_value <> r.later_value)
)
