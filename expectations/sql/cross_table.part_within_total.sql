-- A part larger than its total. Children and foreigners among victims have their own checks.
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total_value) AS expected, num(value) AS found,
       metric || ' in ' || year || ': the part ' || num(value) || ' (' || text || ') exceeds its total '
         || num(total_value) || ' (' || total_text || ')' AS message
FROM part z
WHERE least > total_most
  AND NOT (metric LIKE 'victims_%' AND (told_apart_by LIKE '%age%' AND age IS NOT DISTINCT FROM 'child'
                                        OR told_apart_by LIKE '%nationality%' AND nationality IS NOT DISTINCT FROM 'foreign'))
  AND NOT held_elsewhere(z.doc, z.metric, z.year, z.sentence_position, z.char_start, z.least, z.total_sentence)
