-- Compares a report's regional tables with its table for the world, which should be the sum of the six regions.
WITH told AS (
  SELECT source_doc, year, region, page, metric, value
  FROM global_total UNPIVOT (value FOR metric IN (prosecutions, convictions, victims_identified))
)
SELECT w.source_doc AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       num(w.value) || ' (page ' || w.page || ')' AS expected, num(sum(r.value)) AS found,
       w.metric || ' in ' || w.year || ': ' || count(*) || ' regions add up to ' || num(sum(r.value))
         || ', the table for the world says ' || num(w.value) AS message
FROM told w JOIN told r ON r.source_doc = w.source_doc AND r.year = w.year AND r.metric = w.metric AND r.region <> 'World'
WHERE w.region = 'World'
GROUP BY w.source_doc, w.year, w.metric, w.value, w.page
HAVING count(*) = 6 AND sum(r.value) <> w.value
