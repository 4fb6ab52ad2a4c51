-- Each metric has the unit that the contract states (contract 2); a sum of money may lack a unit if its currency is
-- unknown.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       k.counted AS expected, coalesce(m.unit, 'nothing') AS found,
       m.metric || ' counts ' || k.counted || ', not ' || coalesce(m.unit, 'nothing') AS message
FROM (SELECT * FROM metric UNION ALL SELECT * FROM candidate) m
JOIN (SELECT *, CASE measure WHEN 'money' THEN 'a currency' ELSE array_to_string(units, ' or ') END AS counted
      FROM metric_kind) k ON k.metric = m.metric
WHERE CASE k.measure WHEN 'money' THEN m.unit IS NOT NULL AND NOT regexp_full_match(m.unit, '[A-Z]{3}')
                     ELSE m.unit IS NULL OR NOT list_contains(k.units, m.unit) END
