-- Sections follow one another from position 0, do not overlap, and are inside the text.
SELECT s.doc, []::INTEGER[] AS sentences, s.char_start, s.char_end,
       'position ' || s.wanted || ' from ' || s.free || ' on' AS expected,
       'position ' || s.position || ' from ' || s.char_start || ' to ' || s.char_end AS found,
       'Section ' || s.position || ' of ' || s.doc || ' is out of order, overlaps or is empty' AS message
FROM (
  SELECT *, row_number() OVER w - 1 AS wanted, coalesce(lag(char_end) OVER w, 0) AS free
  FROM section WINDOW w AS (PARTITION BY doc ORDER BY char_start, char_end)
) s LEFT JOIN document d ON d.doc = s.doc
WHERE (s.position = s.wanted AND s.char_start >= s.free AND s.char_end > s.char_start
       AND s.char_end <= length(d.text)) IS NOT TRUE
