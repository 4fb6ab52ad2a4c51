-- "of the 72, 27, or 55 percent": a percentage that the part and its whole do not have. Rounding may change it by one.
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, num(c.value) || ' percent' AS expected,
       num(p.value) || ' of ' || num(w.value) AS found,
       '"' || c.text || '": ' || num(p.value) || ' of ' || num(w.value) || ' is '
         || num(round(100 * p.value / w.value)) || ' percent' AS message
FROM claim c
JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole'
WHERE c.kind = 'share' AND p.qualifier = 'exact' AND w.qualifier = 'exact' AND w.value > 0
  AND CASE c.qualifier WHEN 'at_least' THEN 100 * p.value / w.value < c.value - 1
                       WHEN 'at_most' THEN 100 * p.value / w.value > c.value + 1
                       WHEN 'about' THEN abs(100 * p.value / w.value - c.value) > 5
                       ELSE abs(100 * p.value / w.value - c.value) > 1 END
