-- Cases that ended in a year must have been before the courts: begun that year, begun the year before (according to
-- this narrative or the previous one), or still open. Reports mix people and cases, so this check only sets a bound: if
-- the prosecutions are called cases ("prosecuted five cases"), up to two people per case may be judged. If outcomes and
-- prosecutions have the same unit, cases still open cannot also have ended.
WITH begun AS (
  -- A person who was charged is before the courts, whether or not the text says "prosecution".
  SELECT p.doc, p.year, p.unit, greatest(p.most, coalesce(max(c.most), 0)) AS most, p.sentences,
         -- "nine investigations, involving 31 suspects": here one proceeding may cover several people.
         p.by_case OR p.unit = 'case' AND EXISTS (SELECT 1 FROM figure f JOIN figure g ON g.doc = f.doc AND g.sentence_position = f.sentence_position AND g.metric = f.metric
                                                    AND g.year = f.year AND g.unit = 'person' AND g.value > f.value
                                                  WHERE f.doc = p.doc AND f.year = p.year AND f.unit = 'case' AND f.metric IN ('investigations', 'prosecutions', 'charges')) AS by_case
  FROM court p LEFT JOIN court c ON c.doc = p.doc AND c.year = p.year AND c.metric = 'charges'
  WHERE p.metric = 'prosecutions'
  GROUP BY p.doc, p.year, p.unit, p.most, p.by_case, p.sentences
),
before AS (
  SELECT d.doc, e.report_year - 1 AS year, b.unit, b.most, b.by_case, []::INTEGER[] AS sentences
  FROM document d
  JOIN document e ON e.iso3 = d.iso3 AND e.report_year = d.report_year - 1
  JOIN begun b ON b.doc = e.doc AND b.year = e.report_year - 1
  WHERE NOT EXISTS (SELECT 1 FROM begun o WHERE o.doc = d.doc AND o.year = e.report_year - 1 AND o.unit = b.unit)
  UNION ALL
  SELECT doc, year, unit, most, by_case, sentences FROM begun
),
open AS (
  SELECT doc, year, max(most) AS most, list_sort(list_distinct(flatten(list(sentences)))) AS sentences
  FROM court WHERE metric = 'prosecutions_ongoing' GROUP BY doc, year
),
outcome AS (
  -- Uses one figure per metric for each unit of prosecutions: the figure in that unit if there is one, or else in the
  -- other unit.
  SELECT c.doc, c.year, n.unit AS begun_unit, c.metric, arg_max(c, (c.unit = n.unit, c.least, -c.char_start)) AS c
  FROM court c JOIN begun n ON n.doc = c.doc AND n.year = c.year
  WHERE c.metric IN ('convictions', 'acquittals', 'dismissals') AND c.current
  GROUP BY c.doc, c.year, n.unit, c.metric
),
ended AS (
  SELECT doc, year, begun_unit, sum(c.least) AS least, list(DISTINCT c.unit) AS units,
         arg_max(c.char_start, [c.least, -c.char_start]) AS char_start, arg_max(c.char_end, [c.least, -c.char_start]) AS char_end,
         list(c.sentence_position ORDER BY c.least DESC, metric) AS sentences,
         string_agg(num(c.least) || ' ' || metric, ' + ' ORDER BY metric) AS told
  FROM outcome
  GROUP BY doc, year, begun_unit
),
bound AS (
  SELECT e.doc, e.year, e.least, e.char_start, e.char_end, e.told, e.units,
         n.unit, n.most AS begun, b.most AS begun_before,
         CASE WHEN e.units = [n.unit] THEN 0 ELSE coalesce(o.most, 0) END AS still_open,
         CASE WHEN n.by_case AND list_contains(e.units, 'person') THEN 2 ELSE 1 END AS persons,
         -- Two people per case already allow for open cases counted as ended. The more generous bound applies.
         greatest(
           n.most + b.most + CASE WHEN e.units = [n.unit] THEN 0 ELSE coalesce(o.most, 0) END,
           CASE WHEN n.by_case AND list_contains(e.units, 'person') THEN 2 * (n.most + b.most) ELSE 0 END
         ) AS most,
         list_concat(list_concat(e.sentences, n.sentences), list_concat(b.sentences, coalesce(o.sentences, []))) AS sentences
  FROM ended e
  JOIN begun n ON n.doc = e.doc AND n.year = e.year AND n.unit = e.begun_unit
  JOIN before b ON b.doc = e.doc AND b.year = e.year - 1 AND b.unit = n.unit
  LEFT JOIN open o ON o.doc = e.doc AND o.year = e.year
),
-- With prosecutions in both units, use the unit of the outcomes, or else the more generous unit.
chosen AS (
  SELECT * FROM bound
  QUALIFY row_number() OVER (PARTITION BY doc, year ORDER BY (units = [unit]) DESC, begun + begun_before + still_open DESC) = 1
)
SELECT doc, sentences, char_start, char_end,
       'at most ' || num(most) AS expected, num(least) AS found,
       'Outcomes of ' || year || ' (' || told || ' = ' || num(least) || ') exceed what was before the courts: '
         || num(begun) || ' prosecuted or charged that year + ' || num(begun_before) || ' the year before'
         || CASE WHEN units = [unit] THEN '' ELSE ' + ' || num(still_open) || ' still open' END
         || CASE persons WHEN 2 THEN ', with up to two persons a case' ELSE '' END AS message
FROM chosen
WHERE least > most
  -- Prosecutions begun by one court or office say nothing about the total if the text gives the total elsewhere.
  AND (EXISTS (SELECT 1 FROM whole w WHERE w.doc = chosen.doc AND w.year = chosen.year AND w.general AND w.unit = chosen.unit AND w.metric IN ('prosecutions', 'charges'))
       OR NOT EXISTS (SELECT 1 FROM claim c WHERE c.doc = chosen.doc AND c.kind IN ('whole', 'circumstance')))
UNION ALL
-- "When 2016 opened, 12 cases were pending, and a further 21 were sent there. … 25 ended with a conviction, six with an
-- acquittal, and five were dismissed": the courts could end only cases that were carried over or begun.
SELECT doc, list_distinct(list(sentence_position ORDER BY begun, char_start DESC)), max(char_start) FILTER (NOT begun), max(char_end) FILTER (NOT begun),
       'at most ' || num(sum(most) FILTER (begun)), num(sum(least) FILTER (NOT begun)),
       'Outcomes of ' || year || ' (' || string_agg(num(value) || ' ' || metric, ' + ' ORDER BY metric) FILTER (NOT begun) || ') exceed what was carried over and begun: '
         || string_agg(num(value), ' + ' ORDER BY char_start) FILTER (begun)
FROM (
  SELECT f.doc, f.year, f.unit, f.metric, coalesce(f.exploitation, '') AS kind, f.metric IN ('prosecutions', 'prosecutions_ongoing') AS begun,
         max(f.least) AS least, max(f.most) AS most, max(f.value) AS value, arg_max(f.sentence_position, [f.least, -f.char_start]) AS sentence_position, arg_max(f.char_start, [f.least, -f.char_start]) AS char_start,
         arg_max(f.char_end, [f.least, -f.char_start]) AS char_end
  FROM figure f JOIN document d ON d.doc = f.doc AND f.year = d.report_year - 1
  WHERE f.metric IN ('prosecutions', 'prosecutions_ongoing', 'convictions', 'acquittals', 'dismissals') AND f.unit IN ('case', 'person') AND NOT f.official
    AND f.relation = 'current' AND f.status = 'reported'
    -- of the open cases, only cases from earlier years
    AND (f.metric <> 'prosecutions_ongoing' OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position AND k.kind = 'circumstance' AND k.says = 'carried'))
  GROUP BY f.doc, f.year, f.unit, f.metric, kind
  HAVING f.metric <> 'prosecutions' OR count(DISTINCT f.value) = 1
  UNION ALL
  -- "nobody was awaiting trial from earlier years"
  SELECT DISTINCT m.doc, d.report_year - 1, u.unit, m.metric, '', true, 0, 0, 0, m.sentence_position, m.char_start, m.char_end
  FROM metric m JOIN document d ON d.doc = m.doc, (VALUES ('case'), ('person')) u(unit)
  WHERE m.metric = 'prosecutions_ongoing' AND m.status = 'none' AND m.year >= d.report_year - 2
    AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND k.kind = 'circumstance' AND k.says = 'none')
  UNION ALL
  -- "verdicts in 81 cases": the figure combines all outcomes
  SELECT c.doc, d.report_year - 1, 'case', 'verdicts', '', false, o.least, o.most, o.value, c.sentence_position, c.char_start, c.char_end
  FROM claim c JOIN document d ON d.doc = c.doc JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind = 'ended' AND c.says = 'case'
)
GROUP BY doc, year, unit, kind
HAVING count(*) FILTER (begun) = 2
  AND greatest(sum(least) FILTER (NOT begun AND metric <> 'verdicts'), max(least) FILTER (metric = 'verdicts')) > sum(most) FILTER (begun)
UNION ALL
-- "34 defendants stood trial. Judges convicted 21 of them. Nine were found not guilty. The trials of eight others among
-- those defendants went on": the outcomes follow one another, at least two concern the defendants tried, and their sum
-- exceeds the number tried.
SELECT doc, sentences || [tried_in], char_start, char_end, 'at most ' || num(tried), num(least),
       told || ' = ' || num(least) || ', where ' || num(tried) || ' were tried'
FROM (
  SELECT doc, tried_in, tried, list(sentence_position ORDER BY char_start DESC) AS sentences, max(char_start) AS char_start, max(char_end) AS char_end, sum(least) AS least,
         string_agg(num(least) || ' ' || metric, ' + ' ORDER BY char_start) AS told, count(*) FILTER (tied) AS tied, list_distinct(list(sentence_position)) AS places
  FROM (
    SELECT p.doc, p.fact_id, p.sentence_position AS tried_in, o.metric,
           -- "began the prosecution of 17 suspects and continued that of 31": the outcomes may be of both
           p.most + coalesce((SELECT sum(coalesce(x.value_high, x.value)) FROM metric x WHERE x.doc = p.doc AND x.sentence_position = p.sentence_position AND x.metric = 'prosecutions_ongoing' AND x.unit = p.unit AND x.year = p.year), 0) AS tried, max(o.least) AS least,
           arg_max(o.sentence_position, [o.least, -o.char_start]) AS sentence_position, arg_max(o.char_start, [o.least, -o.char_start]) AS char_start, arg_max(o.char_end, [o.least, -o.char_start]) AS char_end,
           bool_or(EXISTS (SELECT 1 FROM claim k JOIN claim_operand x ON x.doc = k.doc AND x.claim_id = k.claim_id WHERE k.doc = o.doc AND k.kind IN ('going_back', 'rest') AND x.role = 'part' AND x.fact_id = o.fact_id)
                   OR EXISTS (SELECT 1 FROM link l WHERE l.doc = o.doc AND l.fact_id = o.fact_id AND l.kind IN ('among', 'part_of'))) AS tied
    FROM figure p
    JOIN figure o ON o.doc = p.doc AND o.section_position = p.section_position AND o.paragraph = p.paragraph AND o.unit = p.unit AND o.year = p.year AND o.char_start > p.char_end
     AND o.metric IN ('convictions', 'acquittals', 'dismissals', 'prosecutions_ongoing') AND o.relation = 'current' AND o.status = 'reported' AND o.sentence_position <= p.sentence_position + 4
    WHERE p.metric = 'prosecutions' AND p.relation = 'current' AND p.status = 'reported' AND p.part_of IS NULL AND p.general
      AND 1 = (SELECT count(*) FROM figure q WHERE q.doc = p.doc AND q.metric = 'prosecutions' AND q.year = p.year AND q.relation = 'current')
      AND (o.metric <> 'prosecutions_ongoing' OR o.sentence_position > p.sentence_position)
      -- "convicted 22, 15 of them in older trials": the 15 are among the 22, and say nothing about the defendants tried
      AND NOT EXISTS (SELECT 1 FROM figure w WHERE w.doc = o.doc AND w.fact_id = o.part_of AND w.metric = o.metric)
      AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = o.doc AND k.sentence_position = o.sentence_position AND k.kind = 'circumstance' AND k.says IN ('carried', 'several', 'beside'))
    GROUP BY ALL
  )
  GROUP BY doc, fact_id, tried_in, tried
  -- defendants still on trial may have been charged long ago, unless the text says that they were tried with the others
  HAVING count(*) > 2 AND bool_and(tied OR metric <> 'prosecutions_ongoing')
)
WHERE tied > 1 AND least > tried
  -- no sentence in between may concern anything else
  AND list_max(places) - tried_in <= len(list_filter(places, place -> place > tried_in))
  -- outcomes of one sentence are parts of its total (parts_within_total)
  AND list_max(places) > tried_in
