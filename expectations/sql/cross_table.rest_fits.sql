-- "Of the 33 victims, 18 went home and the remaining 21 stayed": parts that claim to be all and are not.
WITH told AS (
  SELECT doc, claim_id, max(value) FILTER (role = 'whole') AS whole, sum(value) FILTER (role = 'part') AS parts,
         bool_and(qualifier = 'exact') AS exact
  FROM claim_figure GROUP BY doc, claim_id
)
SELECT c.doc, [c.sentence_position] AS sentences, c.char_start, c.char_end, num(t.whole) AS expected, num(t.parts) AS found,
       '"' || c.text || '": the two together are ' || num(t.parts) AS message
FROM claim c JOIN told t ON t.doc = c.doc AND t.claim_id = c.claim_id
WHERE c.kind = 'rest' AND t.exact AND t.parts <> t.whole
