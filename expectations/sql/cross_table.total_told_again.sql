-- Finds a number that refers to an earlier total ("of the 142 investigations that police conducted") but exceeds all
-- the narrative's figures for that metric, unit and year together, so that two totals differ. Links cannot show this,
-- because a link leads to a figure that agrees. Claims say that the total was mentioned before.
WITH again AS (
  SELECT f.* FROM figure f
  WHERE f.relation = 'current' AND f.status = 'reported' AND f.unit IN ('case', 'person') AND f.least > 2
      -- "investigated 15 cases; five of the investigations were for sex trafficking": parts of a figure that includes
      -- them
      AND NOT EXISTS (SELECT 1 FROM figure w WHERE w.doc = f.doc AND w.fact_id = f.part_of AND w.most >= f.least)
      AND EXISTS (SELECT 1 FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
                WHERE o.doc = f.doc AND o.fact_id = f.fact_id
                  AND (c.kind = CASE f.unit WHEN 'person' THEN 'told_again' ELSE 'cases_again' END OR c.kind IN ('going_back', 'rest') AND o.role = 'whole'))
),
told AS (
  SELECT a.doc, a.fact_id, list(DISTINCT f.value ORDER BY f.value) AS figures, list(DISTINCT f.sentence_position) AS sentences,
         list_sum(list(DISTINCT f.most ORDER BY f.most)) AS most, bool_or(f.general AND EXISTS (SELECT 1 FROM own o WHERE o.doc = f.doc AND o.fact_id = f.fact_id)) AS total
  FROM again a
  JOIN figure f ON f.doc = a.doc AND f.metric = a.metric AND f.unit = a.unit AND f.year = a.year AND f.relation = 'current'
   AND f.status = 'reported' AND f.part_of IS NULL AND f.sentence_position <> a.sentence_position AND f.official = a.official
  GROUP BY a.doc, a.fact_id
)
SELECT a.doc, list_concat([a.sentence_position], t.sentences) AS sentences, a.char_start, a.char_end,
       'at most ' || num(t.most) AS expected, num(a.value) AS found,
       a.metric || ' in ' || a.year || ': ' || num(a.value) || ' are gone back to, where the text gives '
         || list_aggregate(list_transform(t.figures, x -> num(x)), 'string_agg', ' and ') AS message
FROM again a JOIN told t USING (doc, fact_id)
WHERE t.total AND a.least > t.most
  -- "25 suspects and 31 charged before", "the 56 defendants": the number combines two figures
  AND NOT EXISTS (SELECT 1 FROM told_number n JOIN told_number k ON k.doc = n.doc AND k.char_start > n.char_start AND k.sentence_position - n.sentence_position <= 2
                  WHERE n.doc = a.doc AND k.char_start < a.char_start AND n.value + k.value = a.value)
