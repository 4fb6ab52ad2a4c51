-- "60 million rupees ($1 million)", "24 million rupees ($240,000)": sums of one year, converted at rates that are too far apart.
WITH converted AS (
  SELECT q.doc, q.sentence_position, q.char_start, m.char_end, q.text || ' (' || m.text || ')' AS text, q.low / m.value AS rate, m.unit, m.year,
         -- the words of the sum without its value: its currency
         trim(regexp_replace(lower(q.text), '[0-9.,]+|thousand|million|billion|trillion', '', 'g')) AS currency
  FROM quantity q
  JOIN metric m ON m.doc = q.doc AND m.sentence_position = q.sentence_position AND m.char_start - q.char_end = 2 AND m.value > 0 AND m.qualifier IN ('exact', 'about') AND m.value_high IS NULL
  JOIN metric_kind k ON k.metric = m.metric AND k.measure = 'money'
  WHERE q.kind = 'other_money' AND q.high IS NULL AND q.low > 0
)
SELECT a.doc, list_distinct([a.sentence_position, b.sentence_position]) AS sentences, b.char_start, b.char_end, a.text AS expected, b.text AS found,
       '"' || b.text || '" is ' || num(round(b.rate, 2)) || ' to one, but "' || a.text || '" is ' || num(round(a.rate, 2)) AS message
FROM converted a JOIN converted b ON b.doc = a.doc AND b.currency = a.currency AND b.unit = a.unit AND b.year = a.year AND b.char_start > a.char_start
WHERE a.currency <> '' AND greatest(a.rate, b.rate) > 1.5 * least(a.rate, b.rate)
QUALIFY row_number() OVER (PARTITION BY b.doc, b.char_start ORDER BY a.char_start) = 1
