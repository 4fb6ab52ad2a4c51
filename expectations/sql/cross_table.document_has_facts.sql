-- A complete narrative without figures is possible, but someone should look at it.
SELECT d.doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       'a fact' AS expected, 'none' AS found, d.doc || ' gave no fact' AS message
FROM document d
WHERE NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = d.doc)
  AND NOT EXISTS (SELECT 1 FROM issue i WHERE i.doc = d.source_doc AND i.code = 'no_figure')
