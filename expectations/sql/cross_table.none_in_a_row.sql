-- "For the third consecutive year, courts convicted no traffickers", where another sentence gives a figure of one of these years.
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, f.char_start, f.char_end, 'none' AS expected, num(f.value) AS found,
       f.metric || ' in ' || f.year || ': ' || num(f.value) || ', where "' || c.text || '" there were none' AS message
FROM claim c
JOIN whole w ON w.doc = c.doc AND w.sentence_position = c.sentence_position AND w.status = 'none' AND w.general AND NOT w.body
JOIN own f ON f.doc = c.doc AND f.metric = w.metric AND f.sentence_position <> c.sentence_position AND f.status = 'reported' AND f.general AND f.least > 0
 AND f.year BETWEEN w.year - c.value + 1 AND w.year - 1
WHERE c.kind = 'streak'
