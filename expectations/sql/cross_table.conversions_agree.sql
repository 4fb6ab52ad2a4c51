-- "60 million rupees ($1 million)", "24 million rupees ($240,000)": two sums of one year are converted at rates that
-- differ too much.
WITH told AS (
  -- a sum as printed, and the range that its last digit allows: "$3 million" is 2.5 to 3.5 million
  SELECT q.doc, q.char_start, q.low AS value, replace(regexp_extract(q.text, '[0-9][0-9.,]*'), ',', '') AS digits,
         CASE WHEN contains(digits, '.') THEN pow(10, -length(split_part(digits, '.', 2))) ELSE pow(10, length(digits) - length(rtrim(digits, '0'))) END
           * CASE WHEN digits ~ '[1-9]' THEN q.low / digits::DOUBLE ELSE 0 END AS last_digit
  FROM quantity q WHERE q.kind IN ('other_money', 'fact') AND q.low > 0 AND regexp_matches(q.text, '^[^0-9]*[0-9][0-9,]*([.][0-9]+)?([^0-9.,]|$)')
),
converted AS (
  SELECT (q.low - x.last_digit / 2) / (m.value + y.last_digit / 2) AS least, (q.low + x.last_digit / 2) / (m.value - y.last_digit / 2) AS most, q.doc, q.sentence_position, q.char_start, m.char_end, q.text || ' (' || m.text || ')' AS text, q.low / m.value AS rate, m.unit, m.year,
         -- the words of the sum without its value: its currency
         trim(regexp_replace(lower(q.text), '[0-9.,]+|thousand|million|billion|trillion', '', 'g')) AS currency
  FROM quantity q
  JOIN metric m ON m.doc = q.doc AND m.sentence_position = q.sentence_position AND m.char_start - q.char_end BETWEEN 2 AND 20 AND m.value > 0 AND m.qualifier IN ('exact', 'about') AND m.value_high IS NULL
  JOIN metric_kind k ON k.metric = m.metric AND k.measure = 'money'
  JOIN told x ON x.doc = q.doc AND x.char_start = q.char_start
  JOIN told y ON y.doc = m.doc AND y.char_start = m.char_start AND y.last_digit <= m.value
  WHERE q.kind = 'other_money' AND q.high IS NULL AND q.low > 0
    -- "32 million kroner (about $6.1 million)"
    AND EXISTS (SELECT 1 FROM plain_text t WHERE t.doc = m.doc AND starts_with(t.text[q.char_end + 1 : m.char_start], ' (') AND NOT contains(t.text[q.char_end + 1 : m.char_start], ')'))
    -- "60,000 and 84,000 dollars ($2,140 and $2,990)": the conversion does not belong only to the sum right before it
    -- (this "and" joins two sums, not two clauses)
    AND NOT EXISTS (SELECT 1 FROM plain_text t WHERE t.doc = m.doc AND t.text[m.char_end + 1 : m.char_end + 5] = ' and ')
)
SELECT a.doc, list_distinct([a.sentence_position, b.sentence_position]) AS sentences, b.char_start, b.char_end, a.text AS expected, b.text AS found,
       '"' || b.text || '" is ' || num(round(b.rate, 2)) || ' to one, but "' || a.text || '" is ' || num(round(a.rate, 2)) AS message
FROM converted a JOIN converted b ON b.doc = a.doc AND b.currency = a.currency AND b.unit = a.unit AND b.year = a.year AND b.char_start > a.char_start
WHERE a.currency <> ''
  -- the rates differ by more than rounding of the last digits explains: "$1 million" is not 1.5 million
  AND (greatest(a.least, b.least) > 1.15 * least(a.most, b.most) OR greatest(a.rate, b.rate) > 1.5 * least(a.rate, b.rate))
QUALIFY row_number() OVER (PARTITION BY b.doc, b.char_start ORDER BY a.char_start) = 1
