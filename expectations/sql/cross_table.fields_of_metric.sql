-- count, statute and purpose belong to one metric each; a prescribed penalty has no year (contract 1).
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'no count, statute, purpose or year that is not the metric''s own' AS expected,
       concat_ws(', ', 'count ' || count, 'statute ' || statute, 'purpose ' || purpose, 'year ' || year) AS found,
       metric || ' carries a field of another metric' AS message
FROM (SELECT * FROM metric UNION ALL SELECT * FROM candidate)
WHERE (count IS NOT NULL AND metric <> 'sentence_terms')
   OR (statute IS NOT NULL AND metric <> 'penalty_prescribed')
   OR (purpose IS NOT NULL AND metric <> 'funding')
   OR (year IS NOT NULL AND metric = 'penalty_prescribed')
