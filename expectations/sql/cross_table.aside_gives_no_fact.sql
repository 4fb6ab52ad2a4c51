-- Boxes and captions cover another subject, often another country. So no figure, name or route is read from them, and
-- their sections come after the narrative's.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       'no fact in a box or a caption' AS expected, m.metric || ' ' || m.text AS found,
       'The figure ' || m.text || ' stands in a ' || s.aside || ', not in the narrative' AS message
FROM (SELECT doc, metric, text, char_start, char_end, sentence_position FROM metric
      UNION ALL SELECT doc, metric, text, char_start, char_end, sentence_position FROM candidate
      UNION ALL SELECT doc, kind, text, char_start, char_end, sentence_position FROM mention
      UNION ALL SELECT doc, 'flow', sentence, char_start, char_end, sentence_position FROM flow) m
JOIN section s ON s.doc = m.doc AND s.aside IS NOT NULL AND m.char_start < s.char_end AND m.char_end > s.char_start
UNION ALL
SELECT s.doc, []::INTEGER[], s.char_start, s.char_end, 'kind other, behind the narrative', s.kind,
       'The ' || s.aside || ' at section ' || s.position || ' of ' || s.doc || ' stands amid the narrative'
FROM section s
WHERE s.aside IS NOT NULL
  AND (s.kind <> 'other' OR EXISTS (SELECT 1 FROM section n
                                    WHERE n.doc = s.doc AND n.aside IS NULL AND n.position > s.position))
