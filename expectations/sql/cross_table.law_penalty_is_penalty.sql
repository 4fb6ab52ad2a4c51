-- Laws are linked only to prescribed penalties, and penalties only to laws.
SELECT l.doc, [m.sentence_position] AS sentences, m.char_start, m.char_end,
       'penalty_prescribed by a law' AS expected, m.metric || ' by a ' || e.kind AS found,
       'A tie of law and penalty names something else' AS message
FROM law_penalty l JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id JOIN entity e ON e.entity_id = l.entity_id
WHERE m.metric <> 'penalty_prescribed' OR e.kind <> 'law'
