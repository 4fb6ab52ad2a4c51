-- "Of the 33 victims, 18 went home and the remaining 21 stayed": parts that claim to be all and are not.
WITH told AS (
  SELECT doc, claim_id, max(value) FILTER (role = 'whole') AS whole, sum(value) FILTER (role = 'part') AS parts,
         bool_and(qualifier = 'exact') AS exact
  FROM claim_figure GROUP BY doc, claim_id
)
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, num(t.whole) AS expected, num(t.parts) AS found,
       '"' || c.text || '": the two together are ' || num(t.parts) AS message
FROM claim c JOIN told t ON t.doc = c.doc AND t.claim_id = c.claim_id
WHERE c.kind = 'rest' AND t.exact AND t.parts <> t.whole
UNION ALL
-- "It identified 46. Twenty-nine came from Colombia. The remaining 12 …": in sentences of their own, with no number between.
SELECT r.doc, [r.sentence_position, p.sentence_position, w.sentence_position], r.char_start, r.char_end,
       num(w.value - p.value), num(r.value),
       r.metric || ' in ' || r.year || ': ' || num(p.value) || ' and the remaining ' || num(r.value) || ' of ' || num(w.value)
FROM figure r
JOIN link l ON l.doc = r.doc AND l.fact_id = r.fact_id AND l.kind = 'rest_of'
JOIN figure w ON w.doc = l.doc AND w.fact_id = l.related_to
JOIN link k ON k.doc = w.doc AND k.related_to = w.fact_id AND k.kind = 'part_of'
JOIN figure p ON p.doc = k.doc AND p.fact_id = k.fact_id AND p.char_end < r.char_start AND p.value > 0
WHERE p.metric = w.metric AND r.metric = w.metric AND p.unit = w.unit AND r.unit = w.unit AND p.year = w.year AND r.year = w.year
  AND p.qualifier = 'exact' AND r.qualifier = 'exact' AND w.qualifier = 'exact' AND p.value + r.value <> w.value
  AND w.sentence_position < p.sentence_position AND r.sentence_position - p.sentence_position <= 2
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = r.doc AND q.sentence_position BETWEEN w.sentence_position AND r.sentence_position
                    AND q.char_start > w.char_end AND q.char_start < r.char_start AND q.char_start <> p.char_start AND q.low > 0
                    AND q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'pronoun'))
