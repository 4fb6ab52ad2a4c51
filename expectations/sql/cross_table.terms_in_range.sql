-- "Courts convicted 23 traffickers. Their terms ranged from seven to 14 years", "The longest sentence was 14 years":
-- another sentence gives a term of the same year outside the range of all terms.
WITH ranged AS (
  SELECT c.doc, c.says, c.text, c.sentence_position, f.char_end, f.fact_id, f.year, f.value AS lowest, coalesce(f.value_high, f.value) AS highest
  FROM claim c
  JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
  JOIN metric f ON f.doc = o.doc AND f.fact_id = o.fact_id AND f.metric = 'sentence_terms' AND f.unit = 'month' AND f.relation = 'current'
   -- "None received more than three years" names a bound
   AND (f.qualifier IN ('exact', 'range') OR c.says IN ('more', 'less'))
  WHERE c.kind = 'terms' AND c.says IS DISTINCT FROM 'single'
    -- according to the preceding sentences, the range must cover everyone convicted
    AND (EXISTS (SELECT 1 FROM figure w WHERE w.doc = c.doc AND w.metric = 'convictions' AND w.year = f.year AND w.general AND w.part_of IS NULL AND w.value > 0 AND w.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position)
         -- the range's own words may say that it covers everyone
         OR c.says IN ('more', 'less'))
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position
                      AND k.kind = 'circumstance' AND k.says IN ('others', 'other', 'added', 'partly') AND k.text <> 'fiscal')
  UNION ALL
  -- "convicted 41 traffickers, all of whom were sentenced to terms of between eight and 20 years", "Sentences ranged
  -- from five to 17 years"
  SELECT f.doc, 'all', f.text, f.sentence_position, f.char_end, f.fact_id, f.year, f.value, f.value_high
  FROM metric f
  WHERE f.metric = 'sentence_terms' AND f.unit = 'month' AND f.qualifier = 'range' AND f.relation = 'current' AND f.exploitation IS NULL AND f.value_high > f.value
    AND CASE WHEN f.count IS NOT NULL
             -- "17 received suspended sentences, and the other 32 were imprisoned for three to eight years": the 32 are
             -- among 49 offenders
             THEN (SELECT max(w.value) FROM figure w WHERE w.doc = f.doc AND w.metric = 'convictions' AND w.unit = 'person' AND w.year = f.year AND w.status = 'reported')
                  IN (f.count, f.count + (SELECT max(s.value) FROM metric s WHERE s.doc = f.doc AND s.metric = 'sentences_suspended' AND s.year = f.year AND s.relation = 'current' AND s.status = 'reported'))
             -- "convicted 20 and sentenced them to terms of two to eight years": the sentence's figures are all
             -- convictions or from other years
             ELSE EXISTS (SELECT 1 FROM figure w WHERE w.doc = f.doc AND w.metric = 'convictions' AND w.unit = 'person' AND w.year = f.year AND w.general AND w.part_of IS NULL AND w.value > 1
                            AND w.sentence_position = f.sentence_position)
                  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.sentence_position = f.sentence_position
                                    AND q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'percentage') AND q.char_start <> f.char_start
                                    AND NOT EXISTS (SELECT 1 FROM figure w WHERE w.doc = q.doc AND w.fact_id = q.fact_id AND (w.metric = 'convictions' OR w.relation = 'comparator')))
        END
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position
                      AND k.kind = 'circumstance' AND (k.says = 'partly' OR f.count IS NULL AND k.says IN ('others', 'other', 'added', 'eased')))
)
SELECT t.doc, [t.sentence_position, r.sentence_position] AS sentences, t.char_start, t.char_end, num(r.lowest) || ' to ' || num(r.highest) || ' months' AS expected,
       CASE WHEN t.value_high IS NULL THEN '' ELSE num(t.value) || ' to ' END || num(coalesce(t.value_high, t.value)) || ' months' AS found,
       'A term of ' || num(t.value) || CASE WHEN t.value_high IS NULL THEN '' ELSE ' to ' || num(t.value_high) END || ' months, where "' || r.text || '"' AS message
FROM ranged r
JOIN metric t ON t.doc = r.doc AND t.metric = 'sentence_terms' AND t.unit = 'month' AND t.year = r.year AND t.relation = 'current' AND t.qualifier IN ('exact', 'range')
 AND t.value > 0
 AND (t.sentence_position <> r.sentence_position
      -- "Terms for the eight ranged from four to nine years; two of them received 12": one sentence gives both, and says
      -- that the term is for some of these people
      OR t.qualifier = 'exact'
         AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.char_start > r.char_end AND k.char_end < t.char_start
                       AND (k.kind = 'going_back' OR k.kind = 'circumstance' AND k.says = 'among')
                       -- "two of them received five years, and a man who had robbed them 12"
                       AND NOT EXISTS (SELECT 1 FROM metric o WHERE o.doc = t.doc AND o.metric = t.metric AND o.char_start > k.char_end AND o.char_start < t.char_start)))
WHERE (r.says IS NULL
       OR t.confidence >= 0.6 AND (t.qualifier = 'exact' OR t.count IS NOT NULL OR r.says <> 'all')
          -- the term is for officials, who may be counted separately
          AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = t.doc AND m.sentence_position = t.sentence_position AND m.official))
  AND CASE r.says WHEN 'less' THEN t.value < r.lowest WHEN 'more' THEN coalesce(t.value_high, t.value) > r.highest
                  ELSE t.value < r.lowest OR coalesce(t.value_high, t.value) > r.highest END
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position
                    AND k.kind = 'circumstance' AND (k.says IN ('others', 'eased', 'span', 'part_of_year', 'appeal') OR r.says IS DISTINCT FROM 'more' AND k.says IN ('other', 'added', 'partly')))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position IN (r.sentence_position, t.sentence_position) AND k.kind = 'circumstance' AND k.says = 'excepted')
  -- the crime was not trafficking, as the same sentence or the next says: "That case did not involve trafficking"
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.kind = 'circumstance' AND k.says = 'unrelated'
                    AND (k.sentence_position = t.sentence_position
                         OR k.sentence_position = t.sentence_position + 1
                            AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = k.doc AND m.sentence_position = k.sentence_position)))
  -- the term concerns officials, or another country's courts or citizens, unless these are among the people mentioned:
  -- "One of the seven, who had sold two Indonesian women"
  AND (NOT EXISTS (SELECT 1 FROM mention m WHERE m.doc = t.doc AND m.sentence_position = t.sentence_position AND m.kind = 'country'
                     AND m.entity_id NOT IN (SELECT n.entity_id FROM mention n WHERE n.doc = t.doc AND n.kind = 'country' AND n.sentence_position <= 1))
       AND (r.says IS NULL OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND k.kind = 'circumstance' AND k.says = 'official'))
       OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND k.kind = 'going_back' AND k.char_end < t.char_start))
  -- the term is in another sentence about suspended terms, or about another year
  AND NOT EXISTS (SELECT 1 FROM metric s WHERE s.doc = t.doc AND s.sentence_position = t.sentence_position AND s.metric = 'sentences_suspended')
  AND NOT EXISTS (SELECT 1 FROM quantity y WHERE y.doc = t.doc AND y.sentence_position = t.sentence_position AND y.kind = 'date' AND y.low <> r.year)
QUALIFY row_number() OVER (PARTITION BY t.doc, t.fact_id ORDER BY r.sentence_position) = 1
UNION ALL
-- "sentences ranging from three to ten years, the heaviest being a 15-year term": range and term contradict each other
-- within one sentence
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, num(min(r.value)) || ' to ' || num(max(r.value_high)) || ' months', num(t.value) || ' months',
       '"' || c.text || '", where the terms are ' || num(min(r.value)) || ' to ' || num(max(r.value_high)) || ' months'
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN metric t ON t.doc = o.doc AND t.fact_id = o.fact_id AND t.metric = 'sentence_terms'
JOIN metric r ON r.doc = c.doc AND r.sentence_position = c.sentence_position AND r.metric = 'sentence_terms' AND r.qualifier = 'range' AND r.year = t.year AND r.char_end < t.char_start
WHERE c.kind = 'terms' AND c.says IN ('more', 'less') AND t.qualifier = 'exact'
  -- the range must cover everyone convicted, unlike "Three-quarters received five to ten years; the longest was 20"
  AND EXISTS (SELECT 1 FROM figure f WHERE f.doc = r.doc AND f.metric = 'convictions' AND f.unit = 'person' AND f.year = r.year AND f.value = r.count AND f.sentence_position BETWEEN r.sentence_position - 1 AND r.sentence_position)
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.says, t.value
HAVING CASE c.says WHEN 'more' THEN t.value > max(r.value_high) ELSE t.value < min(r.value) END
