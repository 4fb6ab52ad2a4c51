-- The sentence and section recorded for a fact or flow are the ones at its position.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       s.text || ' [' || c.kind || ']' AS expected, m.sentence || coalesce(' [' || m.section || ']', '') AS found,
       'A row of ' || m.source || ' carries another sentence or section than it stands in' AS message
FROM (
  SELECT 'metric' AS source, doc, sentence_position, char_start, char_end, sentence, section FROM metric
  UNION ALL SELECT 'candidate', doc, sentence_position, char_start, char_end, sentence, section FROM candidate
  UNION ALL SELECT 'flow', doc, sentence_position, char_start, char_end, sentence, NULL FROM flow
) m
JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
JOIN section c ON c.doc = s.doc AND c.position = s.section_position
WHERE m.sentence <> s.text OR m.section <> c.kind
