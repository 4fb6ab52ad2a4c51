-- A recommendation has not happened: figures in the recommendations are not facts (contract 3, rule 8).
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       'no fact in the recommendations' AS expected, m.metric || ' ' || m.text AS found,
       'A fact was read from the recommendations: ' || m.metric || ' (' || m.text || ')' AS message
FROM metric m WHERE m.section = 'recommendations'
