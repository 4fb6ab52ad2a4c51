-- A narrative of 300 words or more without a fact.
SELECT d.doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a fact' AS expected, 'none' AS found,
       d.doc || ' gave no fact, although it has ' || (len(d.text) - len(replace(d.text, ' ', '')) + 1) || ' words' AS message
FROM document d
WHERE len(d.text) - len(replace(d.text, ' ', '')) >= 300 AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = d.doc)
