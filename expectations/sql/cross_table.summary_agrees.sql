-- The summary's figure for everyone compared with those of the sections, of the same metric, unit and year. It must
-- match one of them, or the sum if several agencies report separately. Figures of single cases ("in one case", "a
-- trafficker") are not totals, and neither are parts. Assistance, training and inspections are left out: many agencies
-- report them, and a summary adds them up.
WITH total AS (
  SELECT f.*, c.kind
  FROM figure f JOIN section c ON c.doc = f.doc AND c.position = f.section_position
  WHERE f.general AND f.part_of IS NULL AND f.status IN ('reported', 'none')
    AND f.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'convictions', 'acquittals',
                     'victims_identified', 'victims_referred', 'victims_repatriated')
    AND NOT regexp_matches(f.sentence, '(?i)^of (the|these|those|them)\b')
    AND NOT regexp_matches(f.sentence, '(?i)\b(in|of) (one|another|a|each|that|this) (\w+ ){0,3}(case|instance|trial)\b|\bat least one\b')
    AND NOT regexp_matches(f.text, '(?i)^(an?|one|two|a single)$')
),
stated AS (
  SELECT doc, metric, unit, year, min(least) AS least, sum(most) FILTER (restates IS NULL) AS most, count(*) AS times,
         list(DISTINCT value ORDER BY value) AS figures, list(DISTINCT sentence_position ORDER BY sentence_position) AS sentences,
         bool_or(qualifier IN ('at_least', 'at_most')) AS open
  FROM total WHERE kind IN ('prosecution', 'protection', 'prevention') AND relation = 'current'
  GROUP BY doc, metric, unit, year
)
SELECT s.doc, list_concat([s.sentence_position], t.sentences) AS sentences, s.char_start, s.char_end,
       list_aggregate(list_transform(t.figures, x -> num(x)), 'string_agg', ' or ') || ' as in the section' AS expected,
       num(s.value) AS found,
       s.metric || ' in ' || s.year || ': the summary says ' || num(s.value) || ', the sections say '
         || list_aggregate(list_transform(t.figures, x -> num(x)), 'string_agg', ' and ') AS message
FROM total s JOIN stated t ON t.doc = s.doc AND t.metric = s.metric AND t.unit = s.unit AND t.year = s.year
WHERE s.kind = 'summary' AND s.relation = 'current' AND s.status = 'reported' AND NOT t.open
  AND NOT EXISTS (SELECT 1 FROM total o
                  WHERE o.doc = s.doc AND o.metric = s.metric AND o.unit = s.unit AND o.year = s.year AND o.kind <> 'summary'
                    AND o.least <= s.most AND o.most >= s.least)
  -- A section that refers to the figure ("of the 156 victims …") agrees, though a back-reference is not a fact.
  AND NOT EXISTS (SELECT 1 FROM quantity n JOIN sentence x ON x.doc = n.doc AND x.position = n.sentence_position
                  WHERE n.doc = s.doc AND x.section_position <> s.section_position
                    AND n.low BETWEEN s.least AND s.most AND n.kind IN ('back_reference', 'pronoun', 'other_count'))
  -- Several figures in the sections: the summary may add up some or all of them.
  AND (t.times = 1 OR s.least > t.most)
