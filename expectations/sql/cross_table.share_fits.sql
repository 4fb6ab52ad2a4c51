-- "of the 72, 27, or 55 percent": the percentage does not match part and whole. Rounding may change it by one.
WITH one_kind AS (
  SELECT *, concat_ws('+', exploitation, age, gender, nationality) AS kinds FROM figure
  WHERE relation = 'current' AND status = 'reported' AND NOT official AND concat(exploitation, age, gender, nationality) <> ''
),
of_kind AS (
  SELECT doc, metric, unit, year, value, qualifier, sentence_position, part_of, kinds FROM one_kind
  UNION ALL
  -- "148 boys forced to beg, 41 girls in domestic servitude": all parts of a whole that count girls, whatever else
  -- distinguishes the parts
  SELECT p.doc, any_value(p.metric), any_value(p.unit), any_value(p.year), sum(p.value), CASE WHEN bool_and(p.qualifier = 'exact') THEN 'exact' END, p.sentence_position, p.part_of, k.kinds
  FROM one_kind p
  JOIN (SELECT DISTINCT doc, says AS kinds FROM claim WHERE kind = 'share' AND says IS NOT NULL) k ON k.doc = p.doc
  WHERE p.part_of IS NOT NULL AND list_has_all(string_split(p.kinds, '+'), string_split(k.kinds, '+')) AND p.kinds <> k.kinds
    AND NOT EXISTS (SELECT 1 FROM one_kind o WHERE o.doc = p.doc AND o.part_of = p.part_of AND o.kinds = k.kinds)
  GROUP BY p.doc, p.sentence_position, p.part_of, k.kinds
),
shared AS (
  SELECT c.doc, c.claim_id, p.value AS part, w.value AS whole, p.qualifier = 'exact' AND w.qualifier = 'exact' AS exact, []::INTEGER[] AS told_in
  FROM claim c
  JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
  JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
  WHERE c.kind = 'share'
  UNION ALL
  -- "Of these, 240, or 40 percent": neither a number nor the total of a preceding sentence has such a part, and the
  -- words refer to such a number, or only one number is that large.
  SELECT doc, claim_id, part, arg_max(whole, [told_in, place]) FILTER (alone), true, list_distinct(list(told_in))
  FROM (
    SELECT c.doc, c.claim_id, c.value, c.qualifier, c.says, p.value AS part, n.low AS whole, n.alone, n.char_start AS place, n.sentence_position AS told_in,
           EXISTS (SELECT 1 FROM claim k JOIN claim_operand x ON x.doc = k.doc AND x.claim_id = k.claim_id
                   WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'going_back' AND x.value = p.value) AS back
    FROM claim c
    JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part' AND p.qualifier = 'exact'
    JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
    JOIN sentence t ON t.doc = c.doc AND t.section_position = s.section_position AND t.position BETWEEN s.position - 3 AND s.position
    JOIN (SELECT doc, sentence_position, char_start, low, true AS alone, year FROM counted WHERE unit IS DISTINCT FROM 'month'
          UNION ALL SELECT doc, sentence_position, min(char_start), sum(low), false, NULL FROM counted WHERE unit IS DISTINCT FROM 'month' AND part_of IS NULL GROUP BY doc, sentence_position HAVING count(*) > 1) n
      ON n.doc = c.doc AND n.sentence_position = t.position AND n.char_start < c.char_start AND n.low >= p.value AND coalesce(n.year = c.year, true)
    WHERE c.kind = 'share' AND 1 = (SELECT count(*) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  )
  GROUP BY doc, claim_id, part, value, qualifier, says
  HAVING NOT bool_or(share_is(part, whole, value, qualifier)) AND (bool_or(back) OR says = 'same' OR count(*) FILTER (alone) = 1)
  UNION ALL
  -- "Girls were 45 percent of the victims": these are the only figures that the text gives for that kind and for
  -- everyone.
  SELECT c.doc, c.claim_id, max(p.value), max(w.value), bool_and(p.qualifier = 'exact' AND w.qualifier = 'exact'),
         list_distinct(list(p.sentence_position) || list(w.sentence_position))
  FROM claim c
  JOIN document d ON d.doc = c.doc
  JOIN of_kind p ON p.doc = c.doc AND p.metric = c.metric AND p.year = coalesce(c.year, d.report_year - 1) AND p.kinds = c.says
  JOIN figure w ON w.doc = c.doc AND w.metric = c.metric AND w.unit = p.unit AND w.year = p.year AND w.relation = 'current' AND w.status = 'reported'
   AND w.general AND w.part_of IS NULL AND coalesce(p.part_of, w.fact_id) = w.fact_id
  WHERE c.kind = 'share' AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  GROUP BY c.doc, c.claim_id HAVING min(p.value) = max(p.value) AND min(w.value) = max(w.value)
)
SELECT c.doc, [c.sentence_position] || list_sort(s.told_in) AS sentences, c.char_start, c.char_end, num(c.value) || ' percent' AS expected,
       num(s.part) || ' of ' || num(s.whole) AS found,
       '"' || c.text || '": ' || num(s.part) || ' of ' || num(s.whole) || ' is '
         || num(round(100 * s.part / s.whole)) || ' percent' AS message
FROM claim c
JOIN shared s ON s.doc = c.doc AND s.claim_id = c.claim_id
WHERE s.exact AND s.whole > 0 AND NOT share_is(s.part, s.whole, c.value, c.qualifier)
  -- "Children numbered 300, and 40 percent of these, or 120": the share is of an earlier number in the sentence itself
  AND NOT ((c.doc, c.claim_id) IN (SELECT doc, claim_id FROM claim_operand)
           AND EXISTS (SELECT 1 FROM told_number n
                       WHERE n.doc = c.doc AND n.sentence_position = c.sentence_position AND n.char_start < c.char_start AND n.value > s.part
                         AND share_is(s.part, n.value, c.value, c.qualifier)))
