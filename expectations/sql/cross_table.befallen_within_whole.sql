-- What is done to persons against those it is done to, in sections of their own: victims referred against all that the
-- narrative says were identified that year, of whichever kind and by whomever.
WITH bound AS (
  SELECT doc, metric, unit, year, greatest(list_sum(list(DISTINCT most) FILTER (part_of IS NULL)), max(most)) AS most, max(value) AS value, list(DISTINCT sentence_position) AS sentences
  FROM figure WHERE status IN ('reported', 'none')
  GROUP BY doc, metric, unit, year
)
SELECT p.doc, list_concat([p.sentence_position], b.sentences) AS sentences, p.char_start, p.char_end,
       'at most ' || num(b.most) AS expected, num(p.value) AS found,
       num(p.value) || ' ' || p.metric || ' in ' || p.year || ', but ' || num(b.most) || ' ' || b.metric || ': ' || r.reason AS message
FROM own p
JOIN metric_relation r ON r.metric = p.metric AND r.how = 'each' AND r.carried = 'same_year'
JOIN bound b ON b.doc = p.doc AND b.metric = r.within AND b.unit = p.unit AND b.year = p.year
WHERE p.relation = 'current' AND p.least > b.most
  AND EXISTS (SELECT 1 FROM whole w WHERE w.doc = p.doc AND w.metric = r.within AND w.unit = p.unit AND w.year = p.year AND w.value > 0)
  AND NOT EXISTS (SELECT 1 FROM part l WHERE l.doc = p.doc AND l.part_id = p.fact_id)
