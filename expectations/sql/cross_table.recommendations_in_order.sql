-- Items follow one another from position 0 and do not overlap.
SELECT r.doc, []::INTEGER[] AS sentences, r.char_start, r.char_end,
       'position ' || r.wanted || ' from ' || r.free || ' on' AS expected,
       'position ' || r.position || ' from ' || r.char_start AS found,
       'Recommendation ' || r.position || ' of ' || r.doc || ' is out of order or overlaps' AS message
FROM (
  SELECT *, row_number() OVER w - 1 AS wanted, coalesce(lag(char_end) OVER w, 0) AS free
  FROM recommendation WINDOW w AS (PARTITION BY doc ORDER BY char_start, char_end)
) r
WHERE (r.position = r.wanted AND r.char_start >= r.free) IS NOT TRUE
