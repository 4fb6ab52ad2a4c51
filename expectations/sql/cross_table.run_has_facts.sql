-- Finds a run without a single fact, although its documents have at least 100 words in total. Fewer words may well
-- contain none.
SELECT NULL::VARCHAR AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a fact' AS expected, 'none' AS found, 'No document gave a fact' AS message
FROM document d
WHERE NOT EXISTS (SELECT 1 FROM metric)
HAVING coalesce(sum(len(d.text) - len(replace(d.text, ' ', ''))), 0) >= 100
