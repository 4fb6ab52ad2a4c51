-- Pages of a text are in order and inside it, and a fact's page is one that its words can stand on.
WITH spans AS (
  SELECT p.*, d.char_count, lead(p.char_start) OVER (PARTITION BY p.doc ORDER BY p.page) AS next_start
  FROM document_page p JOIN document d ON d.doc = p.doc
)
SELECT doc, []::INTEGER[] AS sentences, char_start, char_end, 'spans in order within the text' AS expected,
       char_start || ' to ' || char_end AS found, 'Page ' || page || ' lies outside the text or over the next page' AS message
FROM spans
WHERE NOT (0 <= char_start AND char_start < char_end AND char_end <= char_count AND char_end <= coalesce(next_start, char_end))
UNION ALL
SELECT m.doc, [m.sentence_position], m.char_start, m.char_end, 'a page that holds the words, and a box on it',
       coalesce('page ' || m.page, 'no page'), 'The place of "' || m.text || '" on its page is wrong'
FROM metric m LEFT JOIN document_page p ON p.doc = m.doc AND p.page = m.page
WHERE (m.page IS NULL) <> (m.box_left IS NULL OR m.box_top IS NULL OR m.box_right IS NULL OR m.box_bottom IS NULL)
   OR (m.page IS NOT NULL AND (p.page IS NULL OR m.char_end <= p.char_start OR m.char_start >= p.char_end
                               OR m.box_left > m.box_right OR m.box_top > m.box_bottom))
