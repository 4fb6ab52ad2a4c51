-- Finds words that describe something mentioned earlier but do not fit it: a part is larger than the whole ("Of the
-- children received that year, 41 were taken home, and the remaining 65 …", where 96 were received), or a repeated
-- number differs ("52 of the 68 cases that prosecutors sent to court", where they sent 86).
WITH described AS (
  SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.says = 'rest' AS complete,
         any_value(o.value) FILTER (o.role = 'figure' AND o.qualifier = 'exact') AS again,
         sum(o.least) FILTER (o.role = 'part') AS parts, string_agg(num(o.value), ' + ' ORDER BY o.position) FILTER (o.role = 'part') AS told
  FROM claim c JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind = 'described'
  GROUP BY ALL
),
meant AS (
  -- the numbers to which the words may refer, and the position of the largest
  SELECT o.doc, o.claim_id, list(o.value) AS all_values, max(o.most) AS most,
         -- "identified 243 victims, of whom 98 were girls": the girls are among the 243
         sum(o.most) FILTER (p.doc IS NULL) AS together, max(o.value) AS value,
         arg_max(coalesce(o.sentence_position, (SELECT max(n.sentence_position) FROM told_number n WHERE n.doc = o.doc AND n.value = o.value AND n.char_start < c.char_start)), o.value) AS sentence_position
  FROM claim_figure o JOIN claim c ON c.doc = o.doc AND c.claim_id = o.claim_id
  LEFT JOIN claim_figure p ON p.doc = o.doc AND p.claim_id = o.claim_id AND p.role = 'whole' AND p.fact_id = o.part_of
  WHERE c.kind = 'described' AND o.role = 'whole' AND o.qualifier IN ('exact', 'about')
  GROUP BY o.doc, o.claim_id
),
objection AS (
  SELECT d.*, m.value, m.most, m.sentence_position AS meant_in, d.again AS said, num(d.again) AS words, 'told again' AS how FROM described d JOIN meant m USING (doc, claim_id)
  WHERE d.again IS NOT NULL AND NOT list_contains(m.all_values, d.again) AND d.again <> m.together
  UNION ALL
  SELECT d.*, m.value, m.most, m.sentence_position, d.parts, d.told, 'parts' FROM described d JOIN meant m USING (doc, claim_id)
  WHERE d.parts > m.together AND coalesce(d.parts > d.again, true)
    -- "138 were exploited in sex trafficking and 28 in forced labor, as some had suffered both"
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = d.doc AND k.sentence_position = d.sentence_position AND k.kind = 'circumstance' AND k.says = 'both')
  UNION ALL
  -- "Thirty-one of the victims identified were women, nine were girls, and the other five were men", where 48 were
  -- identified
  SELECT d.*, m.value, m.most, m.sentence_position, d.parts, d.told, 'rest' FROM described d JOIN meant m USING (doc, claim_id)
  WHERE d.complete AND d.again IS NULL AND len(m.all_values) = 1 AND d.parts < m.value AND m.most = m.value
    -- "convictions in 17 of them. A further 15 of the concluded cases …, and the other six": other parts came before
    AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = d.doc AND n.char_start < d.char_start AND n.value = m.value - d.parts)
)
SELECT o.doc, list_distinct([o.sentence_position, coalesce(o.meant_in, o.sentence_position)]) AS sentences, o.char_start, o.char_end,
       CASE o.how WHEN 'parts' THEN 'at most ' ELSE '' END || num(o.value) AS expected, num(o.said) AS found,
       o.words || CASE WHEN o.words = num(o.said) THEN '' ELSE ' = ' || num(o.said) END || ': "' || o.text || '", where ' || num(o.value) || ' are told of' AS message
FROM objection o
-- a number that differs by more than this counts something else
WHERE o.said > 0.5 * o.value AND o.said < 2 * o.value
  -- no earlier sentence gives this number
  AND NOT EXISTS (SELECT 1 FROM told_number n WHERE n.doc = o.doc AND n.sentence_position < o.sentence_position AND n.value = o.said)
  AND (o.how = 'parts' OR NOT EXISTS (SELECT 1 FROM told_number n JOIN told_number k ON k.doc = n.doc AND k.char_start > n.char_start AND k.char_start < o.char_start
                                      -- "Ten of the 41 cases" adds nothing
                                      WHERE n.doc = o.doc AND o.char_start - k.char_end > 4 AND n.value + k.value = o.said AND coalesce(k.sentence_position - n.sentence_position, 0) <= 2))
