-- Finds a sum of money in an unrecognized currency, which cannot be compared or added.
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'a known currency' AS expected, text AS found, metric || ': the currency of ' || text || ' is not known' AS message
FROM metric
WHERE metric IN (SELECT metric FROM metric_kind WHERE measure = 'money') AND status = 'reported' AND unit IS NULL
