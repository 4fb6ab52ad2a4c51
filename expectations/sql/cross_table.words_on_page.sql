-- Page spans are in order and inside the text, and the narrative's spans are also in page order. A fact's page is one
-- on which its words can be.
WITH first_aside AS (
  SELECT doc, min(char_start) AS begins FROM section WHERE aside IS NOT NULL GROUP BY doc
),
spans AS (
  SELECT p.*, d.char_count, lead(p.char_start) OVER w AS next_start,
         lead(p.page) OVER w AS next_page, lead(p.char_start) OVER w < coalesce(f.begins, d.char_count) AS told
  FROM document_page p JOIN document d ON d.doc = p.doc LEFT JOIN first_aside f ON f.doc = p.doc
  WINDOW w AS (PARTITION BY p.doc ORDER BY p.char_start)
)
SELECT doc, []::INTEGER[] AS sentences, char_start, char_end, 'spans in order within the text' AS expected,
       char_start || ' to ' || char_end AS found, 'Page ' || page || ' lies outside the text or over the next page' AS message
FROM spans
WHERE NOT (0 <= char_start AND char_start < char_end AND char_end <= char_count
           AND char_end <= coalesce(next_start, char_end) AND (next_page > page OR NOT told OR next_page IS NULL))
UNION ALL
SELECT m.doc, [m.sentence_position], m.char_start, m.char_end, 'a page that holds the words, and a box on it',
       coalesce('page ' || m.page, 'no page'), 'The place of "' || m.text || '" on its page is wrong'
FROM metric m
WHERE (m.page IS NULL) <> (m.box_left IS NULL OR m.box_top IS NULL OR m.box_right IS NULL OR m.box_bottom IS NULL)
   OR (m.page IS NOT NULL
       AND (m.box_left > m.box_right OR m.box_top > m.box_bottom
            OR NOT EXISTS (SELECT 1 FROM document_page p WHERE p.doc = m.doc AND p.page = m.page
                           AND m.char_end > p.char_start AND m.char_start < p.char_end)))
