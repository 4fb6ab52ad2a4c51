-- Two figures that each count all of a kind of one year, of equal dimensions, in two sentences.
SELECT a.doc, [b.sentence_position, a.sentence_position] AS sentences, b.char_start, b.char_end,
       num(a.value) AS expected, num(b.value) AS found,
       b.metric || ' in ' || b.year || ': ' || num(b.value) || ', where another sentence gives ' || num(a.value) AS message
FROM whole a JOIN whole b ON b.doc = a.doc AND b.metric = a.metric AND b.unit = a.unit AND b.year = a.year AND a.char_start < b.char_start
WHERE (a.exploitation, a.age, a.gender, a.nationality, a.official) IS NOT DISTINCT FROM (b.exploitation, b.age, b.gender, b.nationality, b.official)
  AND a.sentence_position <> b.sentence_position AND NOT a.body AND NOT b.body AND (a.most < b.least OR b.most < a.least)
