-- "Courts completed the trials of 30 defendants. Judges convicted 21. They acquitted 14.": the outcomes for everyone
-- exceed the trials that ended.
WITH ended_figure AS (
  SELECT o.doc, o.fact_id FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id WHERE c.kind = 'ended' AND o.fact_id IS NOT NULL
),
told AS (
  SELECT doc, metric, unit, year, least, sentence_position, char_start, char_end FROM figure f
  WHERE metric IN ('convictions', 'acquittals', 'dismissals') AND general AND relation = 'current' AND status = 'reported' AND NOT derived AND NOT retold
    -- "judgments against 23: 19 were convicted": the 23 people judged may have been misread as convicted
    AND (part_of IS NULL OR EXISTS (SELECT 1 FROM ended_figure e WHERE e.doc = f.doc AND e.fact_id = f.part_of))
    AND NOT EXISTS (SELECT 1 FROM ended_figure e WHERE e.doc = f.doc AND e.fact_id = f.fact_id)
    -- "Trials under Article 9 were completed against 16": the outcomes of these trials are also under that article
    AND (EXISTS (SELECT 1 FROM own o WHERE o.doc = f.doc AND o.fact_id = f.fact_id)
         OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.kind = 'ended' AND k.sentence_position = f.sentence_position AND k.char_end < f.char_start))
  UNION ALL
  -- "the 22 defendants convicted", which did not become a fact
  SELECT c.doc, c.metric, 'person', coalesce(c.year, d.report_year - 1), o.least, c.sentence_position, c.char_start, c.char_end
  FROM claim c JOIN document d ON d.doc = c.doc
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.fact_id IS NULL
  WHERE c.kind = 'told_again' AND c.metric = 'convictions'
),
outcome AS (
  SELECT doc, metric, unit, year, max(least) AS least, arg_max(sentence_position, [least, -char_start]) AS sentence_position,
         arg_max(char_start, [least, -char_start]) AS char_start, arg_max(char_end, [least, -char_start]) AS char_end
  FROM told GROUP BY doc, metric, unit, year
),
ended AS (
  SELECT c.doc, c.sentence_position, c.char_end, f.metric, f.value, f.most, coalesce(m.unit, CASE c.says WHEN 'case' THEN 'case' ELSE 'person' END) AS unit, coalesce(m.year, d.report_year - 1) AS year
  FROM claim c
  JOIN claim_figure f ON f.doc = c.doc AND f.claim_id = c.claim_id
  JOIN document d ON d.doc = c.doc
  LEFT JOIN metric m ON m.doc = f.doc AND m.fact_id = f.fact_id
  WHERE c.kind = 'ended'
  QUALIFY count(*) OVER (PARTITION BY c.doc) = 1
)
SELECT e.doc, list_concat(list(o.sentence_position ORDER BY o.char_start DESC), [e.sentence_position]) AS sentences,
       max(o.char_start) AS char_start, max(o.char_end) AS char_end, 'at most ' || num(e.value) AS expected, num(sum(o.least)) AS found,
       'Outcomes of ' || e.year || ' (' || string_agg(num(o.least) || ' ' || o.metric, ' + ' ORDER BY o.char_start) || ') exceed the '
         || num(e.value) || ' whose trials ended' AS message
FROM ended e JOIN outcome o ON o.doc = e.doc AND o.year = e.year
 AND (o.unit = e.unit
      -- "each against one person"
      OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = e.doc AND k.kind = 'circumstance' AND k.says = 'single' AND k.value = 1
                   AND k.sentence_position BETWEEN e.sentence_position AND e.sentence_position + 1))
GROUP BY e.doc, e.sentence_position, e.char_end, e.metric, e.value, e.most, e.year
HAVING (count(*) > 1 OR max(o.sentence_position) BETWEEN e.sentence_position + 1 AND e.sentence_position + 2) AND sum(o.least) > e.most 
   AND (count(DISTINCT o.sentence_position) + (max(o.sentence_position) <> e.sentence_position)::INT > 1 OR e.metric = 'convictions' AND min(o.char_start) > e.char_end)
