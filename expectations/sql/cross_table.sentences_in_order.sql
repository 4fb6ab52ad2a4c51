-- Sentences follow one another from position 0, do not overlap, and are inside their section.
SELECT s.doc, [s.position] AS sentences, s.char_start, s.char_end,
       'position ' || s.wanted || ' from ' || s.free || ' on, inside its section' AS expected,
       'position ' || s.position || ' from ' || s.char_start || ' to ' || s.char_end AS found,
       'Sentence ' || s.position || ' of ' || s.doc || ' is out of order, overlaps or leaves its section' AS message
FROM (
  SELECT *, row_number() OVER w - 1 AS wanted, coalesce(lag(char_end) OVER w, 0) AS free
  FROM sentence WINDOW w AS (PARTITION BY doc ORDER BY char_start, char_end)
) s LEFT JOIN section c ON c.doc = s.doc AND c.position = s.section_position
WHERE (s.position = s.wanted AND s.char_start >= s.free AND s.char_end > s.char_start
       AND s.char_start >= c.char_start AND s.char_end <= c.char_end) IS NOT TRUE
