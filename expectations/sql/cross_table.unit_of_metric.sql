-- Each metric counts what the contract says it counts (contract 2); a sum of money may
-- have none, where the text names a currency that nobody knows.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       u.units AS expected, coalesce(m.unit, 'nothing') AS found,
       m.metric || ' counts ' || u.units || ', not ' || coalesce(m.unit, 'nothing') AS message
FROM (SELECT * FROM metric UNION ALL SELECT * FROM candidate) m
JOIN (
  SELECT unnest(metrics) AS metric, units FROM (VALUES
    (['investigations', 'arrests', 'charges', 'prosecutions', 'prosecutions_ongoing', 'convictions', 'acquittals',
      'dismissals', 'sentences_suspended'], 'case|person'),
    (['sentence_terms', 'penalty_prescribed'], 'month'),
    (['victims_identified', 'victims_referred', 'victims_assisted', 'victims_repatriated', 'victims_residence',
      'victims_in_proceedings', 'victims_compensated', 'victims_penalized', 'persons_trained'], 'person'),
    (['compensation', 'funding'], '[A-Z]{3}'),
    (['shelters'], 'facility'),
    (['trainings', 'inspections'], 'event'),
    (['hotline_calls'], 'call')
  ) v(metrics, units)
) u ON u.metric = m.metric
WHERE NOT coalesce(regexp_full_match(m.unit, u.units), m.metric IN ('compensation', 'funding'))
