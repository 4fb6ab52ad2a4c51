-- Finds a narrative of 300 words or more that has no facts.
WITH silent AS MATERIALIZED (
  -- documents without facts are few; selecting them first avoids counting the words of all others
  SELECT doc, text FROM document d WHERE NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = d.doc)
)
SELECT d.doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a fact' AS expected, 'none' AS found,
       d.doc || ' gave no fact, although it has ' || (len(d.text) - len(replace(d.text, ' ', '')) + 1) || ' words' AS message
FROM silent d
WHERE len(d.text) - len(replace(d.text, ' ', '')) >= 300
