-- A reading is either a fact or a candidate, never both.
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end,
       'one of metric and candidate' AS expected, 'both' AS found,
       'The reading ' || c.fact_id || ' is a fact and a candidate' AS message
FROM candidate c JOIN metric m ON m.doc = c.doc AND m.fact_id = c.fact_id
