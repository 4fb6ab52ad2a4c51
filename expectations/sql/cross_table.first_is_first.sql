-- "the first convictions ever under the 2005 act", "its first conviction in history", "the country's first hotline",
-- although another sentence gives earlier ones. If the claim is limited to a law, that sentence must also name the law.
-- Without a figure, the claim is for the only year in its sentence, or the report's year. If the claim is limited to a
-- kind, the earlier figure must be of that kind; for traffickers of children, the words of its sentence decide this.
WITH first_in AS (
  SELECT c.doc, c.claim_id, c.metric, c.sentence_position, c.char_start, c.char_end, c.text, CASE WHEN c.says IS DISTINCT FROM 'none' THEN c.year END AS since, c.says = 'law' AS under,
         CASE WHEN c.says NOT IN ('law', 'none') THEN c.says END AS kind,
         coalesce(CASE c.says WHEN 'none' THEN c.year END, min(o.year),
                  (SELECT CASE WHEN min(q.low) = max(q.low) THEN max(q.low) ELSE max(q.low) FILTER (q.char_start BETWEEN c.char_end AND c.char_end + 30) END
                   FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date' AND q.low <= d.report_year
                     AND NOT q.char_start BETWEEN c.char_start AND c.char_end),
                  CASE WHEN NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date' AND NOT q.char_start BETWEEN c.char_start AND c.char_end)
                       THEN d.report_year - 1 END)::INTEGER AS year
  FROM claim c JOIN document d ON d.doc = c.doc
  LEFT JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind = 'first' AND o.official IS NOT TRUE
  GROUP BY c.doc, c.claim_id, c.metric, c.sentence_position, c.char_start, c.char_end, c.text, c.says, c.year, d.report_year
)
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, c.char_start, c.char_end,
       'none before ' || c.year AS expected, num(f.value) || ' in ' || f.year AS found,
       '"' || c.text || '" of ' || c.year || ', but ' || num(f.value) || ' ' || f.metric || ' in ' || f.year AS message
FROM first_in c
JOIN figure f ON f.doc = c.doc AND f.metric = c.metric AND f.year < c.year AND f.year > coalesce(c.since, 0)
WHERE NOT f.official
  AND (CASE WHEN c.kind IS NULL THEN f.general ELSE concat_ws('+', f.exploitation, f.age, f.gender, f.nationality) = c.kind END
       OR c.kind = 'child' AND f.general AND EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                                               WHERE k.doc = f.doc AND o.fact_id = f.fact_id AND k.kind = 'circumstance' AND k.says = 'child'))
  AND f.status = 'reported' AND f.least > 0 AND f.sentence_position <> c.sentence_position
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND (l.says IN ('others', 'added') OR l.says = 'other' AND NOT coalesce(c.under, false)))
  -- "the first convictions under its 2008 act": the claim covers only that act, to which "under the act" refers, or
  -- "under the 2005 act" by its year
  AND (NOT coalesce(c.under, false) OR EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                  WHERE k.doc = f.doc AND k.kind = 'circumstance' AND k.says = 'law' AND o.fact_id = f.fact_id
                    AND (NOT regexp_matches(k.text, '[0-9]') OR regexp_extract(k.text, '[0-9]{4}') = regexp_extract(c.text, '[0-9]{4}')))
       OR EXISTS (SELECT 1 FROM mention l JOIN mention n ON n.doc = l.doc AND n.entity_id = l.entity_id AND n.sentence_position = f.sentence_position
                  WHERE l.doc = c.doc AND l.kind = 'law' AND l.char_start BETWEEN c.char_start AND c.char_end))
QUALIFY row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY f.year DESC) = 1
