-- "Romanians formed the largest group (23), followed by Ukrainians (31)": a later group is larger than the largest; "27
-- victims, of whom 31 stayed on": a part is larger than the total.
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, 'at most ' || num(m.value) AS expected, num(a.value) AS found,
       '"' || c.text || '": ' || num(a.value) || ' is more than ' || num(m.value) AS message
FROM claim c
JOIN claim_figure m ON m.doc = c.doc AND m.claim_id = c.claim_id AND m.role = 'measured'
JOIN claim_figure a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against'
WHERE c.kind = 'order' AND a.least > m.most
