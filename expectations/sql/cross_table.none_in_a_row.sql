-- "For the third consecutive year, courts convicted no traffickers", where another sentence gives a figure of one of these years.
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, f.char_start, f.char_end, 'none' AS expected, num(f.value) AS found,
       f.metric || ' in ' || f.year || ': ' || num(f.value) || ', where "' || c.text || '" there were none' AS message
FROM claim c
JOIN whole w ON w.doc = c.doc AND w.sentence_position = c.sentence_position AND w.status = 'none' AND w.general AND NOT w.body
JOIN own f ON f.doc = c.doc AND f.metric = w.metric AND f.sentence_position <> c.sentence_position AND f.status = 'reported' AND f.general AND f.least > 0
 AND f.year BETWEEN w.year - c.value + 1 AND w.year - 1
WHERE c.kind = 'streak'
UNION ALL
-- "The courts have never convicted a trafficker", "No one has been convicted since 2012".
SELECT n.doc, [n.sentence_position, f.sentence_position], f.char_start, f.char_end, 'none', num(f.value),
       f.metric || ' in ' || f.year || ': ' || num(f.value) || ', where there were none in several years'
FROM metric n
JOIN claim c ON c.doc = n.doc AND c.sentence_position = n.sentence_position AND c.kind = 'whole'
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.fact_id = n.fact_id
JOIN own f ON f.doc = n.doc AND f.metric = n.metric AND f.sentence_position <> n.sentence_position AND f.status = 'reported' AND f.general AND f.least > 0
 AND f.year > coalesce((SELECT max(q.low) FROM quantity q WHERE q.doc = n.doc AND q.sentence_position = n.sentence_position AND q.kind = 'date'), 0)
WHERE n.status = 'none' AND n.period = 'multi_year' AND n.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'convictions') AND NOT n.official AND coalesce(n.exploitation, n.age, n.gender, n.nationality) IS NULL
  AND 2 > (SELECT count(*) FROM quantity q WHERE q.doc = n.doc AND q.sentence_position = n.sentence_position AND q.kind = 'date')
  AND NOT EXISTS (SELECT 1 FROM mention l WHERE l.doc = n.doc AND l.sentence_position = n.sentence_position AND l.kind IN ('law', 'organization', 'place'))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = n.doc AND k.sentence_position = n.sentence_position AND k.kind = 'circumstance' AND k.says IN ('others', 'other', 'added', 'law'))
