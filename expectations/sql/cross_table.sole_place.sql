-- "the country's only shelter for trafficking victims, in Osh", "a shelter in Batken housed 41 of them". "No shelter
-- admitted men", "lodged seven men". Each claim stores the sentence of the contradicting place.
SELECT c.doc, [c.sentence_position, o.value::INTEGER] AS sentences, c.char_start, c.char_end, CASE c.says WHEN 'female' THEN 'no men' ELSE 'the only one' END AS expected,
       CASE c.says WHEN 'female' THEN 'men' ELSE 'one more' END AS found,
       '"' || c.text || CASE c.says WHEN 'female' THEN '": for women alone, as one sentence says, but men are lodged in another'
                                    ELSE '": of one that is called the only one, another sentence names a second' END AS message
FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
WHERE c.kind = 'sole'
QUALIFY row_number() OVER (PARTITION BY c.doc, c.says ORDER BY c.char_start) = 1
