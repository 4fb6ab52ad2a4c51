-- "Courts convicted 23 traffickers. Their terms ranged from seven to 14 years", "The longest sentence was 14 years": a term of the same
-- year outside of the range that all have, in another sentence.
WITH ranged AS (
  SELECT c.doc, c.says, c.text, c.sentence_position, f.fact_id, f.year, f.value AS lowest, coalesce(f.value_high, f.value) AS highest
  FROM claim c
  JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
  JOIN metric f ON f.doc = o.doc AND f.fact_id = o.fact_id AND f.metric = 'sentence_terms' AND f.unit = 'month' AND f.qualifier IN ('exact', 'range') AND f.relation = 'current'
  WHERE c.kind = 'terms' AND c.says IS DISTINCT FROM 'single'
    -- of everyone convicted, as the sentences before say
    AND EXISTS (SELECT 1 FROM whole w WHERE w.doc = c.doc AND w.metric = 'convictions' AND w.year = f.year AND w.general AND w.value > 0 AND w.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position)
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position
                      AND k.kind = 'circumstance' AND k.says IN ('others', 'other', 'added', 'partly'))
)
SELECT t.doc, [t.sentence_position, r.sentence_position] AS sentences, t.char_start, t.char_end, num(r.lowest) || ' to ' || num(r.highest) || ' months' AS expected,
       CASE WHEN t.value_high IS NULL THEN '' ELSE num(t.value) || ' to ' END || num(coalesce(t.value_high, t.value)) || ' months' AS found,
       'A term of ' || num(t.value) || coalesce(' to ' || num(t.value_high), '') || ' months, where "' || r.text || '"' AS message
FROM ranged r
JOIN metric t ON t.doc = r.doc AND t.metric = 'sentence_terms' AND t.unit = 'month' AND t.year = r.year AND t.relation = 'current' AND t.qualifier IN ('exact', 'range')
 AND t.sentence_position <> r.sentence_position AND t.value > 0
WHERE CASE r.says WHEN 'less' THEN t.value < r.lowest WHEN 'more' THEN coalesce(t.value_high, t.value) > r.highest
                  ELSE t.value < r.lowest OR coalesce(t.value_high, t.value) > r.highest END
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position
                    AND k.kind = 'circumstance' AND k.says IN ('others', 'other', 'added', 'partly', 'eased', 'span'))
  -- of another country's courts
  AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.doc = t.doc AND m.sentence_position = t.sentence_position AND m.kind = 'country'
                    AND m.entity_id NOT IN (SELECT n.entity_id FROM mention n WHERE n.doc = t.doc AND n.kind = 'country' AND n.sentence_position <= 1))
  -- in another sentence of those who got a suspended term, or of another year
  AND NOT EXISTS (SELECT 1 FROM metric s WHERE s.doc = t.doc AND s.sentence_position = t.sentence_position AND s.metric = 'sentences_suspended')
  AND NOT EXISTS (SELECT 1 FROM quantity y WHERE y.doc = t.doc AND y.sentence_position = t.sentence_position AND y.kind = 'date' AND y.low <> r.year)
