-- More victims assisted, referred or sent home than identified: only if one sentence says that the former are part of
-- the latter, or the reader linked them. Elsewhere, victims of earlier years and other agencies are included.
SELECT p.doc, [p.sentence_position, t.sentence_position] AS sentences, p.char_start, p.char_end,
       'at most ' || num(t.value) AS expected, num(p.value) AS found,
       p.metric || ' in ' || p.year || ': ' || num(p.value) || ' of ' || num(t.value) || ' victims identified' AS message
FROM figure p
JOIN figure t ON t.doc = p.doc AND t.year = p.year AND t.unit = p.unit AND t.metric = 'victims_identified'
WHERE p.metric IN ('victims_assisted', 'victims_referred', 'victims_repatriated', 'victims_residence',
                   'victims_in_proceedings', 'victims_compensated')
  AND p.status = 'reported' AND t.status = 'reported' AND p.least > t.most
  AND t.age IS NULL AND t.gender IS NULL AND t.exploitation IS NULL AND t.nationality IS NULL
  AND (p.part_of = t.fact_id
       OR (p.sentence_position = t.sentence_position AND t.ends <= p.begins
           AND (regexp_matches(substring(p.sentence, t.ends + 1, p.begins - t.ends),
                               '(?i)\b(of (whom|them|these)|among (them|these|whom))\b[^;]*$')
                OR regexp_matches(substring(p.sentence, p.ends + 1), '(?i)^\s*of (them|whom|these|those)\b'))
           AND NOT regexp_matches(p.sentence, '(?i)\b(previous|earlier|prior|other|further|additional|carried over)\b')))
  -- No other figure of the sentence may be the total of these ("assisted 177, 23 of whom had been referred").
  AND NOT EXISTS (SELECT 1 FROM figure o
                  WHERE o.doc = p.doc AND o.sentence_position = p.sentence_position AND o.year = p.year
                    AND o.fact_id <> p.fact_id AND o.metric LIKE 'victims_%' AND o.begins < p.begins AND o.most >= p.least)
