-- A mention and its entity have the same kind.
SELECT m.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       e.kind AS expected, m.kind AS found,
       'The mention ' || m.text || ' is a ' || m.kind || ', its entity a ' || e.kind AS message
FROM mention m JOIN entity e ON e.entity_id = m.entity_id
WHERE m.kind <> e.kind
