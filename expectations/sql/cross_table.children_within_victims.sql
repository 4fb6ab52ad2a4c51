-- Children are compared with the total they are linked to, or else with the largest figure for all victims that comes
-- before them in the same paragraph, or behind them as in "12 children among 54 victims": figures of other paragraphs
-- are often those of another agency.
WITH total AS (
  SELECT c.doc, c.fact_id, c.char_start, c.char_end, c.sentence_position, c.value, c.text, c.metric, c.year, c.least,
         max(t.most) AS most, arg_max(t.value, t.most) AS total_value,
         arg_max(t.sentence_position, t.most) AS total_sentence
  FROM figure c
  JOIN figure t ON t.doc = c.doc AND t.metric = c.metric AND t.year = c.year AND t.unit = c.unit
   AND t.age IS NULL AND t.gender IS NULL AND t.official = c.official
   AND (t.exploitation IS NULL OR t.exploitation IS NOT DISTINCT FROM c.exploitation)
   AND (t.nationality IS NULL OR t.nationality IS NOT DISTINCT FROM c.nationality)
   AND t.status = 'reported' AND t.fact_id <> c.fact_id
   AND CASE WHEN c.part_of IS NOT NULL THEN t.fact_id = c.part_of
            ELSE t.section_position = c.section_position AND t.paragraph = c.paragraph AND t.relation = c.relation
                 AND (t.char_end <= c.char_start
                      OR (t.sentence_position = c.sentence_position
                          AND regexp_matches(substring(c.sentence, c.ends + 1, t.begins - c.ends),
                                             '(?i)\b(among|out of|of a total of|of the)\b[^,;.()]*$'))) END
  WHERE c.metric LIKE 'victims_%' AND c.age = 'child' AND c.status = 'reported'
  GROUP BY c.doc, c.fact_id, c.char_start, c.char_end, c.sentence_position, c.value, c.text, c.metric, c.year, c.least
)
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total_value) AS expected, num(value) AS found,
       metric || ' in ' || year || ': ' || num(value) || ' children among ' || num(total_value) || ' victims' AS message
FROM total WHERE least > most
