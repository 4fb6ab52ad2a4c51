-- "31 victims (18 of labor and 13 of sex trafficking), nine more than the 24 identified in 2016": the words do not say
-- which number is compared, and no preceding number fits.
WITH stated AS (
  SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end, c.sentence_position, a.value AS against, a.qualifier AS against_qualifier
  FROM claim c
  JOIN claim_operand a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against'
  WHERE c.kind IN ('difference', 'growth', 'multiple') AND c.value IS NOT NULL
  -- if a conversion follows a sum, the sum as printed counts
  QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY a.position) = 1
),
tried AS (
  SELECT s.*, f.value AS figure, f.qualifier AS figure_qualifier,
         CASE s.kind WHEN 'difference' THEN (f.value - s.against) * CASE s.says WHEN 'less' THEN -1 ELSE 1 END
                     WHEN 'growth' THEN 100 * (f.value - s.against) / s.against * CASE s.says WHEN 'less' THEN -1 ELSE 1 END
                     ELSE f.value / s.against END AS computed,
         CASE s.kind WHEN 'difference' THEN 0.5 ELSE greatest(1.5, s.value * 0.05) END AS room
  FROM stated s JOIN claim_operand f ON f.doc = s.doc AND f.claim_id = s.claim_id AND f.role = 'figure'
  WHERE s.against > 0
)
SELECT doc, [sentence_position] AS sentences, char_start, char_end, num(value) AS expected, string_agg(DISTINCT num(round(computed, 2)), ', ' ORDER BY num(round(computed, 2))) AS found,
       '"' || text || '": of ' || string_agg(DISTINCT num(figure), ', ' ORDER BY num(figure)) || ', none fits' AS message
FROM tried
GROUP BY doc, claim_id, text, char_start, char_end, sentence_position, value, qualifier, room, kind
HAVING bool_and(figure_qualifier = 'exact' AND against_qualifier = 'exact')
   -- authors write "doubled" even if a figure only nearly doubled
   AND bool_and(CASE WHEN kind = 'multiple' THEN computed < value * CASE qualifier WHEN 'at_most' THEN 0 WHEN 'at_least' THEN 0.97 ELSE 0.8 END
                                                OR computed > value * CASE qualifier WHEN 'at_least' THEN 1e9 WHEN 'at_most' THEN 1.03 ELSE 1.25 END
                     ELSE CASE qualifier WHEN 'at_least' THEN computed < value
                               WHEN 'at_most' THEN computed > value
                               WHEN 'about' THEN abs(computed - value) > greatest(room, value * 0.15)
                               ELSE abs(computed - value) > room END END)
