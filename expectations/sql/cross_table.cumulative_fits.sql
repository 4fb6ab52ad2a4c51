-- "the 29 offenders convicted between June 2003 and the end of 2006", where the years from 2004 on already make more.
SELECT c.doc, list_distinct([c.sentence_position] || list(w.sentence_position)) AS sentences, c.char_start, c.char_end,
       'at least ' || num(sum(w.least)) AS expected, num(c.value) AS found,
       '"' || c.text || '", where ' || string_agg(num(w.value) || ' in ' || w.year, ' and ' ORDER BY w.year) || ' make ' || num(sum(w.least)) AS message
FROM claim c
JOIN (SELECT doc, metric, year, max(value) AS value, min(least) AS least, min(sentence_position) AS sentence_position
      FROM whole WHERE general AND NOT body AND unit = 'person' GROUP BY doc, metric, year) w
  ON w.doc = c.doc AND w.metric = c.metric AND w.year > c.year
 AND w.year <= (SELECT max(q.low) FROM quantity q WHERE q.doc = c.doc AND q.kind = 'date' AND q.char_start BETWEEN c.char_start AND c.char_end)
WHERE c.kind = 'cumulative' AND c.qualifier = 'exact'
GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, c.value
HAVING sum(w.least) > c.value
