-- "doubled, from 12 to 40": the figures do not fit the stated multiple. Authors also write "doubled" if a figure nearly
-- doubled, so the check allows a fifth below (an eighth if the first figure is 20 or more) and a quarter above, unless
-- the words exclude one side ("more than doubled"). Below the multiple, it allows at most one half or, from five times
-- on, one tenth: 3.25 times is not "fourfold".
SELECT doc, sentences, char_start, char_end, num(value) || ' times ' || num(against) AS expected, num(measured) AS found,
       metric || ' in ' || year || ': "' || text || '", but ' || num(measured) || ' is '
         || num(round(measured / against, 2)) || ' times ' || num(against) AS message
FROM comparison
WHERE kind = 'multiple' AND both_exact AND against > 0
  AND (measured / against < CASE qualifier WHEN 'at_least' THEN least * 0.97 WHEN 'exact' THEN greatest(least * CASE WHEN against >= 20 THEN 0.88 ELSE 0.8 END, least - greatest(0.5, least / 10))
                                       ELSE greatest(least * 0.8, least - greatest(0.5, least / 10)) END
       OR measured / against > most * CASE qualifier WHEN 'at_most' THEN 1.03 ELSE 1.25 END)
