-- The words of a row are inside its sentence.
SELECT w.doc, [w.sentence_position] AS sentences, w.char_start, w.char_end,
       s.char_start || ' to ' || s.char_end AS expected, w.char_start || ' to ' || w.char_end AS found,
       'Words of ' || w.source || ' stand outside their sentence' AS message
FROM (
  SELECT 'metric' AS source, doc, sentence_position, char_start, char_end FROM metric
  UNION ALL SELECT 'candidate', doc, sentence_position, char_start, char_end FROM candidate
  UNION ALL SELECT 'quantity', doc, sentence_position, char_start, char_end FROM quantity
  UNION ALL SELECT 'mention', doc, sentence_position, char_start, char_end FROM mention
  UNION ALL SELECT 'flow', doc, sentence_position, char_start, char_end FROM flow
) w JOIN sentence s ON s.doc = w.doc AND s.position = w.sentence_position
WHERE (w.char_start >= s.char_start AND w.char_end <= s.char_end AND w.char_end > w.char_start) IS NOT TRUE
