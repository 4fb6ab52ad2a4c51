-- Compares figures for acts with figures for the people affected, in separate sections. Victims referred are compared
-- with all victims whom anyone identified that year according to the narrative. Victims of a kind are compared with all
-- victims of that kind, if every figure for everyone is divided by that kind.
WITH kind AS (
  SELECT *, concat_ws('+', exploitation, age, gender, nationality) AS kind FROM figure
  WHERE status IN ('reported', 'none') AND metric IN (SELECT within FROM metric_relation WHERE how = 'each' AND carried = 'same_year')
),
divided AS (
  SELECT doc, metric, unit, year, kind FROM kind
  WHERE kind <> '' AND NOT contains(kind, '+')
  GROUP BY ALL
  HAVING bool_and(status = 'reported' AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = kind.doc AND l.fact_id = kind.fact_id AND l.says = 'added'))
  EXCEPT
  SELECT k.doc, k.metric, k.unit, k.year, k.kind
  FROM kind g JOIN kind k ON k.doc = g.doc AND k.metric = g.metric AND k.year = g.year AND k.kind <> ''
  LEFT JOIN kind p ON p.doc = g.doc AND p.part_of = g.fact_id AND p.kind = k.kind
  WHERE g.kind = '' AND g.part_of IS NULL AND p.doc IS NULL
),
bound AS (
  SELECT doc, metric, unit, year, '' AS kind, greatest(list_sum(list(DISTINCT most ORDER BY most) FILTER (part_of IS NULL)), max(most)) AS most, list(DISTINCT sentence_position) AS sentences
  FROM kind GROUP BY doc, metric, unit, year
  HAVING bool_or(kind = '') OR count(DISTINCT kind) > 1  -- "it identified 25 child victims": one kind is not everyone
  UNION ALL
  SELECT k.doc, k.metric, k.unit, k.year, k.kind, list_sum(list(DISTINCT k.most ORDER BY k.most)), list(DISTINCT k.sentence_position)
  FROM kind k JOIN divided d ON d.doc = k.doc AND d.metric = k.metric AND d.unit = k.unit AND d.year = k.year AND d.kind = k.kind
  GROUP BY k.doc, k.metric, k.unit, k.year, k.kind
)
SELECT * FROM (
SELECT p.doc, list_concat([p.sentence_position], b.sentences) AS sentences, p.char_start, p.char_end,
       'at most ' || num(b.most) AS expected, num(p.value) AS found,
       num(p.value) || ' ' || p.metric || ' in ' || p.year || ', but ' || num(b.most) || ' ' || b.metric || ': ' || r.reason AS message
FROM own p
JOIN metric_relation r ON r.metric = p.metric AND r.how = 'each' AND r.carried = 'same_year'
JOIN bound b ON b.doc = p.doc AND b.metric = r.within AND b.unit = p.unit AND b.year = p.year AND b.kind IN ('', concat_ws('+', p.exploitation, p.age, p.gender, p.nationality))
WHERE p.relation = 'current' AND p.least > b.most
  AND (b.kind <> '' OR EXISTS (SELECT 1 FROM whole w WHERE w.doc = p.doc AND w.metric = r.within AND w.unit = p.unit AND w.year = p.year AND w.value > 0
                                 -- "police freed 127 victims", "of 274 victims referred by the ministry": these may not
                                 -- be all victims
                                 AND NOT (w.body AND EXISTS (SELECT 1 FROM mention m WHERE m.doc = p.doc AND m.kind = 'organization' AND m.sentence_position = p.sentence_position
                                                               AND NOT EXISTS (SELECT 1 FROM mention n WHERE n.doc = m.doc AND n.entity_id = m.entity_id AND n.sentence_position = w.sentence_position)))))
  AND (b.kind <> '' OR NOT EXISTS (SELECT 1 FROM part l WHERE l.doc = p.doc AND l.part_id = p.fact_id))
QUALIFY row_number() OVER (PARTITION BY p.doc, p.fact_id ORDER BY b.most) = 1
)
UNION ALL
-- "took in 312 children, all of whom the committees had identified in the course of 2008": the number exceeds the only
-- figure for victims found that year.
SELECT p.doc, [p.sentence_position, b.sentences[1]], p.char_start, p.char_end, 'at most ' || num(b.most), num(p.value),
       num(p.value) || ' ' || p.metric || ' in ' || p.year || ', all said to be found that year, but ' || num(b.most) || ' ' || b.metric
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN figure p ON p.doc = o.doc AND p.fact_id = o.fact_id
JOIN (SELECT doc, metric, unit, year, max(most) AS most, list(sentence_position ORDER BY sentence_position) AS sentences
      FROM kind WHERE part_of IS NULL AND relation = 'current' AND status = 'reported'
      GROUP BY doc, metric, unit, year HAVING count(DISTINCT value) = 1) b
  ON b.doc = p.doc AND b.metric = 'victims_identified' AND b.unit = p.unit AND b.year = p.year
WHERE c.kind = 'all_are' AND c.says = 'found' AND p.least > b.most
