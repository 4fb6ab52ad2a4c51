-- "doubled, from 12 to 40": the figures do not have the stated multiple. Authors also write "doubled" if a figure
-- nearly doubled, so the check allows a fifth below and a quarter above, unless the words exclude one side ("more than
-- doubled").
SELECT doc, sentences, char_start, char_end, num(value) || ' times ' || num(against) AS expected, num(measured) AS found,
       metric || ' in ' || year || ': "' || text || '", but ' || num(measured) || ' is '
         || num(round(measured / against, 2)) || ' times ' || num(against) AS message
FROM comparison
WHERE kind = 'multiple' AND both_exact AND against > 0
  AND (measured / against < least * CASE qualifier WHEN 'at_least' THEN 0.97 ELSE 0.8 END
       OR measured / against > most * CASE qualifier WHEN 'at_most' THEN 1.03 ELSE 1.25 END)
