-- Finds a denial for one year or several ("did not convict any official", "for the third consecutive year, no
-- convictions", "has never convicted") if another sentence shows that the act did happen. The evidence is a figure, a
-- person without a number, or an implication: a prison term implies a conviction, and a sum awarded by a court implies
-- a compensated victim.
WITH dated AS (
  SELECT doc, sentence_position, min(low)::INTEGER AS first_year, max(low)::INTEGER AS last_year, count(*) AS dates
  FROM quantity WHERE kind = 'date' GROUP BY doc, sentence_position
),
limiting AS (
  -- Properties of a whole sentence: whether it names a law, and whether it is about other bodies, times or crimes.
  SELECT doc, sentence_position, coalesce(bool_or(says = 'law'), false) AS by_law, bool_or(says = 'law' OR kind = 'under_law' AND year IS NOT NULL) AS names_law, coalesce(bool_or(says IN ('others', 'other', 'added', 'span')), false) AS of_others,
         coalesce(bool_or(says IN ('eased', 'added')), false) AS explained
  FROM claim WHERE kind IN ('circumstance', 'under_law') GROUP BY doc, sentence_position
),
denial AS (
  SELECT n.doc, n.fact_id, n.metric, n.exploitation, n.official, n.sentence_position, n.year AS last_year, l.names_law IS TRUE AS by_law,
         w.doc IS NOT NULL AND (w.of_the_state OR n.metric IN ('investigations', 'arrests')) AS of_all,
         coalesce(k.value, 1) > 1 OR n.period = 'multi_year' AS in_a_row,
         CASE WHEN k.value > 1 THEN n.year - k.value + 1
              WHEN n.period <> 'multi_year' THEN n.year
              -- "has not convicted anyone since it opened a court in 2005"
              WHEN d.dates > 1 THEN n.year
              ELSE coalesce(d.first_year + 1, 0) END AS first_year
  FROM metric n
  LEFT JOIN (SELECT o.doc, o.fact_id, bool_or(coalesce(c.says, 'state') = 'state') AS of_the_state
             FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id WHERE c.kind = 'whole'
               AND (o.doc, o.fact_id) NOT IN (SELECT doc, fact_id FROM limited WHERE says IN ('others', 'added', 'span')) GROUP BY ALL) w
    ON w.doc = n.doc AND w.fact_id = n.fact_id
  LEFT JOIN (SELECT doc, sentence_position, max(value) AS value FROM claim WHERE kind = 'streak' GROUP BY ALL) k ON k.doc = n.doc AND k.sentence_position = n.sentence_position
  LEFT JOIN dated d ON d.doc = n.doc AND d.sentence_position = n.sentence_position
  LEFT JOIN limiting l ON l.doc = n.doc AND l.sentence_position = n.sentence_position
  WHERE n.status = 'none' AND n.relation = 'current' AND concat(n.age, n.gender, n.nationality) = '' AND (of_all OR l.names_law)
),
evidence AS (
  -- "a court convicted the manager of a bar", in the only year of its sentence
  SELECT c.doc, c.metric, coalesce(d.first_year, t.report_year - 1) AS year, nullif(nullif(c.says, 'official'), 'law') AS exploitation, c.says IS NOT DISTINCT FROM 'official' AS official,
         c.says IS NOT DISTINCT FROM 'law' AS under_law, true AS untold, true AS somebody, c.sentence_position, c.char_start, c.char_end, c.text
  FROM claim c JOIN document t ON t.doc = c.doc
  LEFT JOIN dated d ON d.doc = c.doc AND d.sentence_position = c.sentence_position
  WHERE c.kind = 'one_done' AND (d.doc IS NULL OR d.first_year = d.last_year)
    -- the act was done by another country's courts: "in Spain", "a Spanish court convicted", but not of "an Indonesian
    -- woman"
    AND NOT EXISTS (SELECT 1 FROM mention m JOIN entity e ON e.entity_id = m.entity_id
                    WHERE m.doc = c.doc AND m.sentence_position = c.sentence_position AND m.kind = 'country' AND (m.text = e.name OR c.char_start - m.char_end BETWEEN 0 AND 25)
                      AND m.entity_id NOT IN (SELECT o.entity_id FROM mention o WHERE o.doc = c.doc AND o.kind = 'country' AND o.sentence_position <= 1))
  UNION ALL
  SELECT doc, 'convictions', year, exploitation, official, false, true, false, sentence_position, char_start, char_end, text
  FROM metric WHERE metric = 'sentence_terms' AND count > 0 AND relation = 'current'
  UNION ALL
  -- "because his one-year sentence had been suspended"
  SELECT t.doc, 'sentences_suspended', t.year, t.exploitation, t.official, false, true, false, t.sentence_position, c.char_start, c.char_end, c.text
  FROM claim c JOIN metric t ON t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.metric = 'sentence_terms' AND t.count > 0 AND t.relation = 'current'
  LEFT JOIN dated d ON d.doc = c.doc AND d.sentence_position = c.sentence_position
  WHERE c.kind = 'circumstance' AND c.says = 'eased' AND lower(c.text) = 'suspended' AND coalesce(d.first_year = t.year AND d.last_year = t.year, true)
  UNION ALL
  SELECT doc, 'victims_compensated', year, exploitation, false, false, true, false, sentence_position, char_start, char_end, text
  FROM metric WHERE metric = 'compensation' AND value > 0 AND relation = 'current' AND rule NOT LIKE 'scorer.%'
  UNION ALL
  -- "Of the 518 defendants, 22 were charged with forced labor": those charged are among those prosecuted
  SELECT f.doc, 'prosecutions', f.year, f.exploitation, f.official, false, true, false, f.sentence_position, f.char_start, f.char_end, f.text
  FROM figure f JOIN link l ON l.doc = f.doc AND l.fact_id = f.fact_id AND l.kind = 'among' JOIN metric p ON p.doc = l.doc AND p.fact_id = l.related_to AND p.metric = 'prosecutions'
  WHERE f.metric = 'charges' AND f.status = 'reported' AND f.relation = 'current' AND f.least > 0
    AND NOT EXISTS (SELECT 1 FROM limited o WHERE o.doc = f.doc AND o.fact_id = f.fact_id AND o.says = 'others')
  UNION ALL
  SELECT doc, metric, year, exploitation, official, false, false, false, sentence_position, char_start, char_end, text
  FROM own WHERE status = 'reported' AND least > 0 AND concat(age, gender, nationality) = ''
)
SELECT e.doc, [n.sentence_position, e.sentence_position] AS sentences, e.char_start, e.char_end, 'none' AS expected, e.text AS found,
       n.metric || CASE WHEN n.official THEN ' of officials' ELSE '' END || ' in ' || e.year || ': "' || e.text || '", where another sentence tells of none' AS message
FROM denial n
JOIN evidence e ON e.doc = n.doc AND e.metric = n.metric AND e.year BETWEEN n.first_year AND n.last_year AND e.sentence_position <> n.sentence_position
 AND (n.exploitation IS NULL OR n.exploitation = e.exploitation) AND (e.official OR NOT n.official)
LEFT JOIN limiting l ON l.doc = e.doc AND l.sentence_position = e.sentence_position
WHERE (n.of_all AND NOT e.under_law OR n.by_law AND (e.under_law OR l.by_law))
  -- "sentenced a captain to four years for complicity": "complicity", the officials' crime, does not show that others
  -- were convicted
  AND (l.explained IS NOT TRUE OR n.metric = 'sentences_suspended' OR n.official AND e.somebody) AND (l.of_others IS NOT TRUE OR n.by_law OR e.somebody)
  -- kind_within_whole compares one year's figures with the figures for everyone, except figures for officials.
  AND (e.untold OR n.in_a_row OR n.official)
QUALIFY row_number() OVER (PARTITION BY n.doc, n.fact_id ORDER BY e.untold, e.sentence_position, e.char_start) = 1
