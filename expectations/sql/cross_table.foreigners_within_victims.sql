-- Foreigners are compared with the total they are linked to, or else with the largest figure for all victims before
-- them in the same paragraph, or after them as in "12 among 54 victims", if the words make them a part of it: figures
-- from other paragraphs are often another agency's.
WITH total AS (
  SELECT p.doc, p.fact_id, p.char_start, p.char_end, p.sentence_position, p.value, p.metric, p.year, p.least,
         max(w.most) AS most, arg_max(w.value, w.most) AS total_value,
         arg_max(w.sentence_position, w.most) AS total_sentence, bool_or(w.told) AS told, bool_or(w.cue) AS cue
  FROM figure p
  JOIN whole w ON w.doc = p.doc AND w.part_id = p.fact_id
  JOIN figure t ON t.doc = p.doc AND t.fact_id = w.total_id AND t.nationality IS NULL AND t.age IS NULL AND t.gender IS NULL
  WHERE p.metric LIKE 'victims_%' AND p.nationality = 'foreign' AND p.age IS NULL
  GROUP BY p.doc, p.fact_id, p.char_start, p.char_end, p.sentence_position, p.value, p.metric, p.year, p.least
)
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total_value) AS expected, num(value) AS found,
       metric || ' in ' || year || ': ' || num(value) || ' foreigners among ' || num(total_value) || ' victims' AS message
FROM total c
WHERE least > most AND (told OR cue)
  -- "cared for 287 children, 252 of them girls": part of those, whatever else the paragraph counts.
  AND NOT EXISTS (SELECT 1 FROM whole w JOIN figure t ON t.doc = w.doc AND t.fact_id = w.total_id
                  WHERE w.doc = c.doc AND w.part_id = c.fact_id AND w.in_sentence AND t.nationality = 'foreign' AND w.most >= c.least)
