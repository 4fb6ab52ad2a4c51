-- The status none has the value 0, not_reported has no value, and reported has a value (contract 3, rule 4).
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       CASE status WHEN 'none' THEN '0' WHEN 'not_reported' THEN 'no value' ELSE 'a value' END AS expected,
       coalesce(num(value), 'no value') AS found,
       metric || ': the status ' || status || ' and the value ' || coalesce(num(value), '(empty)') || ' disagree' AS message
FROM (SELECT * FROM metric UNION ALL SELECT * FROM candidate)
WHERE NOT CASE status WHEN 'none' THEN coalesce(value = 0 AND value_high IS NULL, false)
                      WHEN 'not_reported' THEN value IS NULL AND value_high IS NULL
                      ELSE value IS NOT NULL END
