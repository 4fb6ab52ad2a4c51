-- "the ministry and the border guard opened 214, 41, and 13 cases, respectively": there are more figures than matching
-- entries; "sentenced the four ringleaders to three, five, and eight years, respectively": the number of terms must
-- equal the number of people.
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, CASE c.qualifier WHEN 'exact' THEN '' ELSE 'at most ' END || num(c.value) AS expected,
       count(*)::VARCHAR AS found,
       '"' || c.text || '": ' || count(*) || ' figures answer to a list of ' || num(c.value) || CASE c.qualifier WHEN 'exact' THEN '' ELSE ' at most' END AS message
FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
WHERE c.kind = 'respectively' AND c.value > 1
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value, c.qualifier
-- "to terms of nine, 12, and 15 years, respectively" of "28 traffickers": the terms are those of some of the 28
HAVING count(*) > c.value OR c.qualifier = 'exact' AND count(*) < c.value AND c.value < 10
UNION ALL
-- "It runs three centers, in Cotonou, Parakou, Natitingou, and Abomey": the number is lower than the number of places
-- listed.
SELECT c.doc, [c.sentence_position], c.char_start, c.char_end, 'at least ' || num(c.value), num(w.value), '"' || c.text || '": ' || num(c.value) || ' places'
FROM claim c
JOIN claim_figure w ON w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole' AND w.qualifier = 'exact'
WHERE c.kind = 'places' AND w.most < c.value AND w.value > 1
