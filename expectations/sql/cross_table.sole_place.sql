-- "the country's only shelter for trafficking victims, in Osh", "a shelter in Batken housed 41 of them". Each claim has the sentence of the
-- other place.
SELECT c.doc, [c.sentence_position, o.value::INTEGER] AS sentences, c.char_start, c.char_end, 'the only one' AS expected, 'one more' AS found,
       '"' || c.text || '": of one that is called the only one, another sentence names a second' AS message
FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
WHERE c.kind = 'sole'
QUALIFY row_number() OVER (PARTITION BY c.doc ORDER BY c.char_start) = 1
