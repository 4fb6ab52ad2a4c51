-- A comparator that differs from what an earlier report gave for that year, where the text does not say that it was
-- revised.
-- What the state itself counts: the services, courses and inspections of many agencies have a check of their own.
SELECT r.later_doc AS doc, [n.sentence_position] AS sentences, n.char_start, n.char_end,
       num(r.first_value) || ' as in the report of ' || r.first_report_year AS expected, num(r.later_value) AS found,
       r.metric || ' in ' || r.year || ': the report of ' || r.first_report_year || ' said ' || num(r.first_value)
         || ' (' || f.doc || ': "' || left(f.sentence, 200) || '"), this one says ' || num(r.later_value)
         || ' and not why' AS message
FROM restatement r
JOIN metric f ON f.doc = r.first_doc AND f.fact_id = r.first_fact_id
JOIN metric n ON n.doc = r.later_doc AND n.fact_id = r.later_fact_id
WHERE r.status = 'contradicted'
  AND r.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'prosecutions_ongoing', 'convictions', 'acquittals',
                   'dismissals', 'sentences_suspended', 'victims_identified')
