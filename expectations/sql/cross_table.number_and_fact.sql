-- A number is of kind fact if and only if it names a fact whose words contain the number (contract 6).
SELECT q.doc, [q.sentence_position] AS sentences, q.char_start, q.char_end,
       'kind fact with the fact in whose sentence it stands, or another kind without' AS expected,
       q.kind || ' ' || coalesce(q.fact_id, '(no fact)') AS found,
       'The number ' || q.text || ' and its fact disagree' AS message
FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id
WHERE (q.kind = 'fact') <> (q.fact_id IS NOT NULL)
   OR (m.fact_id IS NOT NULL AND m.sentence_position <> q.sentence_position)
