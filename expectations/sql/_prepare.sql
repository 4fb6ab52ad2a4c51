-- Temporary macros and tables that the cross-table checks share. They exist only during the run. Two more tables come
-- from data: metric_kind (from metrics.yaml) and metric_relation (from _relations.yaml: which metric may not exceed
-- which).

-- Formats a figure as people write it: 54, not 54.0.
CREATE TEMP MACRO num(x) AS
  CASE WHEN x IS NULL THEN '' WHEN x = floor(x) THEN format('{:,}', x::BIGINT) ELSE x::VARCHAR END;

-- Formats a month number, counted from the year 0: 24273 is 9/2022.
CREATE TEMP MACRO month_of(months) AS
  concat_ws('/', ((months::INTEGER - 1) % 12) + 1, (months::INTEGER - 1) // 12);

-- Tests whether a part is the given percentage of its whole, within one point to allow for rounding.
CREATE TEMP MACRO share_is(part, whole, percent, bound) AS
  CASE bound WHEN 'at_least' THEN 100 * part / whole >= percent - 1
             WHEN 'at_most' THEN 100 * part / whole <= percent + 1
             WHEN 'about' THEN abs(100 * part / whole - percent) <= 5
             ELSE abs(100 * part / whole - percent) <= 1 END;

-- Returns all sums that some of the given numbers can form.
CREATE TEMP MACRO sums_of(told) AS
  list_reduce(list_prepend([0.0::DOUBLE], list_transform(told, x -> [x])), (sums, x) -> list_distinct(list_concat(sums, list_transform(sums, y -> y + x[1]))));

-- Texts with a control character in place of each non-ASCII character, so that finding a word does not require counting
-- characters from the beginning.
CREATE TEMP TABLE plain_text AS
SELECT doc, regexp_replace(text, '[^\x00-\x7f]', chr(1), 'g') AS text FROM document;

-- Comparable figures: each has one value for one year, and repetitions are left out. `least` and `most` are the bounds
-- that the words allow ("about" means within a tenth, "at least" has no upper bound). `general` figures count everyone:
-- no exploitation, age, gender or nationality, and not only officials. `derived` marks convictions read from a list of
-- sentences ("sentenced eight offenders to …"), which say nothing about the total of convictions.
CREATE TEMP TABLE figure AS
SELECT m.doc, m.fact_id, m.metric, m.unit, m.year, m.relation, m.status, m.value, m.value_high, m.qualifier,
       m.exploitation, m.age, m.gender, m.nationality, m.official, m.purpose, m.count, m.rule, m.part_of, m.restates, m.section,
       m.text, m.char_start, m.char_end, m.sentence_position, s.paragraph, s.section_position,
       CASE m.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN m.value * 0.9 ELSE m.value END AS least,
       CASE m.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE
                        WHEN 'about' THEN coalesce(m.value_high, m.value) * 1.1
                        ELSE coalesce(m.value_high, m.value) END AS most,
       m.exploitation IS NULL AND m.age IS NULL AND m.gender IS NULL AND m.nationality IS NULL
         AND NOT m.official AS general,
       -- "Twelve of those convicted": the figure counts some of the people counted earlier
       EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
               WHERE k.doc = m.doc AND k.kind = 'told_again' AND k.metric = m.metric AND o.role = 'figure' AND o.fact_id = m.fact_id) AS retold,
       m.metric = 'convictions'
         AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND k.kind = 'circumstance' AND k.says = 'guilt')
         AND EXISTS (SELECT 1 FROM metric t
                     WHERE t.doc = m.doc AND t.sentence_position = m.sentence_position
                       AND t.metric = 'sentence_terms') AS derived
FROM metric m JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
WHERE m.value IS NOT NULL AND m.year IS NOT NULL
  -- An uncertain reading is not evidence of a contradiction.
  AND m.confidence >= 0.6
  -- "the first such verdicts since 2011" belong to this year: the period says how long there had been no such figure.
  AND (m.period <> 'multi_year'
       OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = m.doc AND k.sentence_position = m.sentence_position AND (k.kind = 'circumstance' AND k.says = 'since' OR k.kind = 'record' AND k.char_start >= m.char_end)))
  -- "560 (527, 691 and 938, respectively)": the figures belong to the years of an earlier list, which the extractor
  -- does not connect with them
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                  WHERE k.doc = m.doc AND k.kind = 'respectively' AND k.value IS NULL AND o.fact_id = m.fact_id);

-- The country beside a figure ("12 Ukrainians", "Russia (350)") is the only dimension stored as a mention, not as a
-- column.
CREATE TEMP TABLE at_country AS
SELECT f.doc, f.fact_id, arg_min(m.entity_id, [abs(m.char_start - f.char_end), m.char_start]) AS country
FROM figure f JOIN mention m ON m.doc = f.doc AND m.sentence_position = f.sentence_position AND m.kind = 'country'
WHERE f.unit = 'person' AND (m.char_start BETWEEN f.char_end AND f.char_end + CASE WHEN f.nationality IS NULL THEN 45 ELSE 25 END OR m.char_end = f.char_start - 2)
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.sentence_position = f.sentence_position
                    AND q.char_start >= f.char_end AND q.char_end <= m.char_start)
GROUP BY f.doc, f.fact_id;

-- Parts and their wholes according to the links: one figure, several together (their sum), or any of those to which the
-- words may refer (the largest). A part and its whole must have the same unit and year, and the part may not contradict
-- a dimension of the whole ("10 were children; eight of the men"). `roof` is the maximum that the words can mean: a
-- figure linked to a part may well count some of everyone, so the whole's own whole also counts. The maximum also
-- covers any larger figure of the whole's metric before the part in its sentence, or all figures in the sentence to
-- which the words refer.
CREATE TEMP TABLE part AS
WITH leaning AS (
  SELECT l.doc, l.fact_id AS part_id, l.related_to AS total_id, l.kind
  FROM link l
  JOIN metric p ON p.doc = l.doc AND p.fact_id = l.fact_id
  JOIN metric t ON t.doc = l.doc AND t.fact_id = l.related_to
  WHERE l.kind IN ('part_of', 'rest_of', 'one_of_several', 'among')
    -- Defendants still on trial have not been acquitted.
    AND NOT EXISTS (SELECT 1 FROM metric_relation a JOIN metric_relation b ON b.within = a.within AND b.how = a.how
                    WHERE a.how = 'together' AND a.metric = p.metric AND b.metric = t.metric AND p.metric <> t.metric)
  UNION ALL
  -- "34 were from Nigeria and 19 from Romania, while 16 came from Bulgaria": the last figure continues the list of
  -- countries.
  SELECT l.doc, l.fact_id, w.related_to, 'part_of'
  FROM link l
  JOIN link w ON w.doc = l.doc AND w.fact_id = l.related_to AND w.kind = 'part_of'
  JOIN figure p ON p.doc = l.doc AND p.fact_id = l.fact_id
  JOIN figure o ON o.doc = w.doc AND o.fact_id = w.fact_id AND o.metric = p.metric AND o.sentence_position = p.sentence_position
  JOIN at_country c ON c.doc = p.doc AND c.fact_id = p.fact_id
  JOIN at_country d ON d.doc = o.doc AND d.fact_id = o.fact_id
  WHERE l.kind IN ('shares_noun', 'shares_verb') AND p.part_of IS NULL
),
-- This table and the next are materialized with all columns that are needed later; otherwise DuckDB would join all
-- figures of a document with one another.
leaning_figure AS MATERIALIZED (
  SELECT g.part_id, g.total_id, g.kind, p.* FROM leaning g JOIN figure p ON p.doc = g.doc AND p.fact_id = g.part_id
),
fitting AS MATERIALIZED (
  SELECT p.doc, p.part_id, p.total_id, p.kind, t.most, p.char_start AS part_start, t.sentence_position, t.metric, t.unit,
         t.year, t.relation,
         greatest(t.most, coalesce(u.most, 0), coalesce(v.most, 0)) AS roof
  FROM leaning_figure p
  JOIN figure t ON t.doc = p.doc AND t.fact_id = p.total_id
  -- "72 women, among them 41 from Turkey"
  LEFT JOIN at_country c ON c.doc = p.doc AND c.fact_id = p.fact_id
  LEFT JOIN figure u ON u.doc = t.doc AND u.fact_id = t.part_of
  LEFT JOIN figure v ON v.doc = u.doc AND v.fact_id = u.part_of
  WHERE p.status = 'reported' AND t.status = 'reported' AND p.unit = t.unit AND p.year = t.year
    AND (t.exploitation IS NULL OR t.exploitation IS NOT DISTINCT FROM p.exploitation)
    AND (t.age IS NULL OR coalesce(p.age, CASE WHEN p.kind = 'among' OR p.sentence_position <> t.sentence_position OR c.doc IS NOT NULL THEN t.age END) = t.age)
    AND (t.gender IS NULL OR coalesce(p.gender, CASE WHEN p.kind = 'among' OR p.sentence_position <> t.sentence_position OR c.doc IS NOT NULL THEN t.gender END) = t.gender)
    AND (t.nationality IS NULL OR coalesce(p.nationality, CASE WHEN p.kind = 'among' OR p.sentence_position <> t.sentence_position OR c.doc IS NOT NULL THEN t.nationality END) = t.nationality)
    AND (p.official OR NOT t.official)
    -- "identified 140, compared with 13, including 67 children": the comparator is rarely the whole.
    AND NOT EXISTS (SELECT 1 FROM figure h
                    WHERE t.relation = 'comparator' AND h.doc = t.doc AND h.sentence_position = t.sentence_position
                      AND h.metric = t.metric AND h.relation = 'current' AND h.most >= p.least)
),
around AS (
  -- Other figures of the same kind in the whole's sentence: the largest before the part, and the sum of all.
  SELECT f.doc, f.part_id, f.total_id, max(h.most) FILTER (h.char_end <= f.part_start) AS largest,
         list_sum(list(DISTINCT h.most ORDER BY h.most) FILTER (h.char_end <= f.part_start
           AND (h.part_of IS NULL OR w.sentence_position <> h.sentence_position))) AS added
  FROM fitting f
  JOIN figure h ON h.doc = f.doc AND h.sentence_position = f.sentence_position AND h.metric = f.metric
   AND h.unit = f.unit AND h.year = f.year AND h.relation = f.relation AND h.fact_id <> f.part_id
  LEFT JOIN figure w ON w.doc = h.doc AND w.fact_id = h.part_of
  GROUP BY f.doc, f.part_id, f.total_id
),
grouped AS MATERIALIZED (
  SELECT f.doc, f.part_id, any_value(f.kind) AS kind, arg_max(f.total_id, (f.most, -f.sentence_position, f.total_id)) AS total_id,
         CASE WHEN any_value(f.kind) = 'one_of_several' THEN sum(f.most) ELSE max(f.most) END AS total_most,
         greatest(max(f.roof), max(coalesce(a.largest, 0)), max(coalesce(a.added, 0)),
                  CASE WHEN any_value(f.kind) = 'one_of_several' THEN sum(f.most) ELSE 0 END) AS roof,
         count(*) AS wholes
  FROM fitting f LEFT JOIN around a USING (doc, part_id, total_id)
  GROUP BY f.doc, f.part_id
)
SELECT g.doc, g.part_id, g.total_id, g.kind, g.wholes, g.total_most, g.roof, p.metric, p.unit, p.year, p.relation,
       p.qualifier, p.least, p.value, p.text, p.char_start, p.char_end, p.sentence_position, p.section_position,
       p.exploitation, p.age, p.gender, p.nationality, p.rule, k.measure, t.metric AS total_metric, t.value AS total_value,
       t.qualifier AS total_qualifier, t.text AS total_text, t.char_start AS total_start, t.char_end AS total_end,
       t.sentence_position AS total_sentence, t.part_of AS total_part_of, c.country,
       -- The dimensions that distinguish the part from its total. Only parts distinguished by the same dimensions can
       -- be added.
       concat_ws('+', CASE WHEN p.exploitation IS DISTINCT FROM t.exploitation THEN 'exploitation' END,
                      CASE WHEN p.age IS DISTINCT FROM t.age THEN 'age' END,
                      CASE WHEN p.gender IS DISTINCT FROM t.gender THEN 'gender' END,
                      CASE WHEN p.nationality IS DISTINCT FROM t.nationality AND c.country IS NULL THEN 'nationality' END,
                      CASE WHEN c.country IS NOT NULL THEN 'country' END,
                      CASE WHEN k.measure = 'money' THEN 'sum' END) AS told_apart_by,
       -- No money is spent twice, so each sum of money is a separate part.
       concat_ws('+', p.exploitation, p.age, p.gender, p.nationality, c.country, CASE WHEN k.measure = 'money' THEN p.fact_id END)
         AS kind_of_part
FROM grouped g
JOIN figure p ON p.doc = g.doc AND p.fact_id = g.part_id
JOIN figure t ON t.doc = g.doc AND t.fact_id = g.total_id
JOIN metric_kind k ON k.metric = p.metric
LEFT JOIN at_country c ON c.doc = g.doc AND c.fact_id = g.part_id
-- All of a part's wholes must be comparable.
WHERE g.wholes >= (SELECT count(*) FROM leaning l WHERE l.doc = g.doc AND l.part_id = g.part_id AND l.kind = g.kind)
  -- If some defendants were brought to trial and others were waiting, the outcomes cover both groups.
  AND NOT (g.kind = 'among'
           AND EXISTS (SELECT 1 FROM link l JOIN metric o ON o.doc = l.doc AND o.fact_id = l.related_to
                       WHERE l.doc = g.doc AND l.fact_id = g.part_id AND l.kind = 'among' AND o.metric = 'prosecutions_ongoing' AND t.metric <> o.metric));

-- Tests whether another number in the text may be the whole of these parts, so that the total was probably
-- misidentified. The number may be a current figure of the same metric, year and unit before the parts ("identified
-- 264, … 240 were adults and 24 were children"). This number must be the exact sum if it is in the parts' own sentence,
-- or at least as large if it is in another. The whole may also be a number that is not a fact, between the total and
-- the parts ("43 of the 95 victims"). (Pass columns with their table's name; a bare name would refer to a column of h.)
CREATE TEMP MACRO held_elsewhere(of_doc, of_metric, of_year, at_sentence, at_start, of_sum, total_sentence) AS
  EXISTS (SELECT 1 FROM figure h
          WHERE h.doc = of_doc AND h.metric = of_metric AND h.year = of_year AND h.relation = 'current' AND h.char_end <= at_start
            AND ((h.sentence_position = at_sentence AND h.value = of_sum)
                 OR (at_sentence <> total_sentence AND h.sentence_position BETWEEN at_sentence - 3 AND at_sentence
                     AND h.most >= of_sum)))
  OR EXISTS (SELECT 1 FROM quantity h
             WHERE h.doc = of_doc AND h.sentence_position BETWEEN least(total_sentence, at_sentence) AND at_sentence
               AND h.kind IN ('back_reference', 'other_count', 'other_money', 'unexplained', 'pronoun') AND h.char_end <= at_start
               AND coalesce(h.high, h.low) >= of_sum
               -- "42 million dinar ($384,000)": a conversion repeats the sum directly after it
               AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = h.doc AND h.kind = 'other_money' AND t.char_start = h.char_end + 2));

-- Court totals for each document, year, metric and unit. The minimum is the largest figure, or the sum for sex and
-- labor. The maximum is the sum of all different general figures, because two agencies may each report one.
CREATE TEMP TABLE court AS
WITH shown AS (
  -- "A further 22 were convicted of procuring": the additional figure may be for another crime, so no relation applies.
  SELECT f.* REPLACE (CASE WHEN EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position
                                          AND k.kind = 'circumstance' AND k.says = 'added') THEN 0 ELSE f.least END AS least)
  FROM figure f
  WHERE metric IN ('charges', 'prosecutions', 'prosecutions_ongoing', 'convictions', 'acquittals', 'dismissals')
    AND status IN ('reported', 'none') AND restates IS NULL AND NOT retold
    -- "prosecuted and convicted 11" does not rule out further prosecutions.
    AND NOT (metric = 'prosecutions' AND EXISTS (SELECT 1 FROM figure o WHERE o.doc = f.doc AND o.metric = 'convictions' AND o.char_start = f.char_start))
    -- Outside the section on prosecution, "closed" rarely refers to cases ("of 160 homes, 10 were closed"), and closed
    -- inquiries never came to court. A sentence about dismissed cases also mentions courts in some other way.
    AND NOT (metric = 'dismissals'
             AND (section IN ('protection', 'prevention')
                  OR NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position
                                   AND o.metric IN ('charges', 'prosecutions', 'convictions', 'acquittals'))
                  OR EXISTS (SELECT 1 FROM link l JOIN metric w ON w.doc = l.doc AND w.fact_id = l.related_to
                             WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.kind = 'among'
                               AND w.metric IN ('investigations', 'arrests'))))
)
SELECT doc, year, metric, unit,
       greatest(coalesce(max(least) FILTER (true), 0),
                coalesce(max(least) FILTER (exploitation = 'sex' AND NOT official), 0)
                + coalesce(max(least) FILTER (exploitation = 'labor' AND NOT official), 0)) AS least,
       greatest(coalesce(list_sum(list(DISTINCT most ORDER BY most) FILTER (general AND part_of IS NULL)), 0),
                coalesce(list_sum(list(DISTINCT most ORDER BY most) FILTER (exploitation = 'sex' AND NOT official)), 0)
                + coalesce(list_sum(list(DISTINCT most ORDER BY most) FILTER (exploitation = 'labor' AND NOT official)), 0),
                coalesce(max(most), 0)) AS most,
       bool_or(relation = 'current') AS current,
       -- Finds "prosecuted five cases", but not a bare "five prosecutions", which may well mean people; a fact does not
       -- store its noun.
       bool_or(unit = 'case' AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = shown.doc AND k.sentence_position = shown.sentence_position
                                           AND k.kind = 'circumstance' AND k.says = 'case')) AS by_case,
       arg_max(char_start, [value, -char_start]) AS char_start,
       arg_max(char_end, [value, -char_start]) AS char_end,
       arg_max(sentence_position, [value, -char_start]) AS sentence_position,
       list_sort(list(DISTINCT sentence_position) FILTER (value > 0)) AS sentences
FROM shown
GROUP BY doc, year, metric, unit;

-- What the words near a figure say about it: whether others counted it, and whether it is additional or for another
-- crime.
CREATE TEMP TABLE limited AS
SELECT DISTINCT o.doc, o.fact_id, CASE c.says WHEN 'part_of_year' THEN 'span' ELSE c.says END AS says, c.text
FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
WHERE c.kind = 'circumstance' AND c.says IN ('others', 'added', 'other', 'partly', 'span', 'part_of_year');

-- Figures that, by their words, count some of all people mentioned ("Of the victims identified, 60 were adults") and do
-- not exceed the sum of all figures for these people.
CREATE TEMP TABLE among_all AS
WITH divided AS (
  SELECT DISTINCT o.doc, o.fact_id FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind IN ('some_of', 'told_again') AND o.role <> 'whole' AND o.fact_id IS NOT NULL
)
SELECT p.doc, p.fact_id
FROM divided d JOIN figure p ON p.doc = d.doc AND p.fact_id = d.fact_id
JOIN figure f ON f.doc = p.doc AND f.metric = p.metric AND f.unit = p.unit AND f.year = p.year AND f.part_of IS NULL AND f.status = 'reported'
WHERE NOT EXISTS (SELECT 1 FROM divided o WHERE o.doc = f.doc AND o.fact_id = f.fact_id)
GROUP BY p.doc, p.fact_id, p.least
HAVING p.least <= list_sum(list(DISTINCT f.most));

-- Figures for presumed victims, who are not among the victims identified by the state, and the parts of these figures.
CREATE TEMP TABLE presumed AS
WITH told AS (
  SELECT DISTINCT o.doc, o.fact_id FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
  WHERE c.kind = 'circumstance' AND c.says = 'presumed' AND o.fact_id IS NOT NULL
)
FROM told UNION
SELECT l.doc, l.fact_id FROM link l JOIN told t ON t.doc = l.doc AND t.fact_id = l.related_to
JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id
JOIN metric w ON w.doc = l.doc AND w.fact_id = l.related_to AND w.metric = m.metric
WHERE l.kind = 'part_of';

-- A country's figure for a year: the largest general figure in any unit in the report on that year, or else in the
-- first later report that compares with that year. `counted` separates sums of money in different currencies or for
-- different purposes, and the counts of other bodies by name ("IOM").
CREATE TEMP TABLE yearly AS
WITH own_law AS (
  -- Sentences that name the law for which a report on the country gives trafficking penalties: "under Article 9", as
  -- "of the code".
  SELECT DISTINCT n.doc, n.sentence_position
  FROM mention n JOIN document d ON d.doc = n.doc JOIN document e ON e.iso3 = d.iso3
  JOIN law_penalty l ON l.doc = e.doc JOIN metric p ON p.doc = l.doc AND p.fact_id = l.fact_id AND p.exploitation IS NULL
  JOIN mention t ON t.doc = l.doc AND t.entity_id = l.entity_id
  WHERE n.kind = 'law' AND starts_with(lower(t.text) || ' ', lower(n.text) || ' ')
), counting AS (
  SELECT l.doc, l.fact_id, bool_and(l.says = 'others') AS by_others, string_agg(DISTINCT lower(l.text), ' ' ORDER BY lower(l.text)) AS others
  FROM limited l JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id
  LEFT JOIN own_law o ON o.doc = l.doc AND o.sentence_position = m.sentence_position
  WHERE NOT (l.says = 'other' AND lower(l.text) = 'under' AND o.doc IS NOT NULL)
  GROUP BY l.doc, l.fact_id
)
SELECT d.iso3, f.metric, f.year, concat(CASE WHEN f.metric = 'funding' THEN concat(f.unit, ' ', f.purpose) END, ' ', CASE WHEN c.by_others AND NOT ever THEN c.others END) AS counted,
       max(f.value) AS value, max(d.report_year) AS report_year,
       arg_max(f.doc, [f.value, d.report_year, -f.char_start]) AS doc,
       arg_max(f.sentence_position, [f.value, d.report_year, -f.char_start]) AS sentence_position,
       arg_max(f.char_start, [f.value, d.report_year, -f.char_start]) AS char_start,
       arg_max(f.char_end, [f.value, d.report_year, -f.char_start]) AS char_end
FROM (SELECT *, metric IN ('investigations', 'arrests', 'prosecutions', 'convictions', 'victims_identified') AS ever FROM figure) f
JOIN document d ON d.doc = f.doc
LEFT JOIN counting c ON c.doc = f.doc AND c.fact_id = f.fact_id
WHERE f.general AND f.part_of IS NULL AND f.status IN ('reported', 'none')
  AND (ever OR c.by_others IS DISTINCT FROM false
       AND f.metric IN ('charges', 'victims_referred', 'victims_assisted', 'victims_repatriated', 'inspections', 'hotline_calls', 'persons_trained', 'funding'))
  AND (f.relation = 'current' AND f.year = d.report_year - 1
       OR f.relation = 'comparator' AND f.year < d.report_year - 1
          AND NOT EXISTS (SELECT 1 FROM document e WHERE e.iso3 = d.iso3 AND e.report_year > f.year AND e.report_year < d.report_year))
  AND d.iso3 IS NOT NULL
GROUP BY d.iso3, f.metric, f.year, counted;

-- Comparators that silently differ from an earlier report's figure for that year. `by_state` marks metrics that the
-- state itself counts; many agencies provide courses, services and inspections.
CREATE TEMP TABLE contradiction AS
SELECT r.later_doc AS doc, [n.sentence_position] AS sentences, n.char_start, n.char_end,
       num(r.first_value) || ' as in the report of ' || r.first_report_year AS expected, num(r.later_value) AS found,
       r.metric || ' in ' || r.year || ': the report of ' || r.first_report_year || ' said ' || num(r.first_value)
         || ' (' || f.doc || ': "' || left(f.sentence, 200) || '"), this one says ' || num(r.later_value)
         || ' and not why' AS message,
       r.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'prosecutions_ongoing', 'convictions',
                    'acquittals', 'dismissals', 'sentences_suspended', 'victims_identified') AS by_state,
       f.doc AS other_doc, [f.sentence_position] AS other_sentences
FROM restatement r
JOIN metric f ON f.doc = r.first_doc AND f.fact_id = r.first_fact_id
JOIN metric n ON n.doc = r.later_doc AND n.fact_id = r.later_fact_id
WHERE r.status = 'contradicted';

-- The figures to which claims refer: facts with their current values, and other numbers as printed, each with the
-- bounds that its words allow.
CREATE TEMP TABLE claim_figure AS
WITH told AS (
  SELECT o.doc, o.claim_id, o.position, o.role, o.fact_id, m.metric, m.unit, m.year, m.status, m.relation, m.exploitation,
         m.age, m.gender, m.nationality, m.official, m.sentence_position, m.part_of,
         -- "25 million kronor ($2.97 million), up from 23": the sum as stated is compared, not its conversion at
         -- another year's rate.
         CASE WHEN m.fact_id IS NULL OR k.measure = 'money' THEN o.value ELSE m.value END AS value,
         CASE WHEN m.fact_id IS NULL OR k.measure = 'money' THEN o.value_high ELSE m.value_high END AS value_high,
         coalesce(m.qualifier, o.qualifier) AS qualifier
  FROM claim_operand o
  LEFT JOIN metric m ON m.doc = o.doc AND m.fact_id = o.fact_id
  LEFT JOIN metric_kind k ON k.metric = m.metric
)
SELECT *,
       CASE qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN value * 0.9 ELSE value END AS least,
       CASE qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN coalesce(value_high, value) * 1.1
                      ELSE coalesce(value_high, value) END AS most
FROM told WHERE value IS NOT NULL;

-- Complete lists of a number's parts that can be added: exact figures of one metric and unit, no two of which may
-- include the same person. `whole` is the number, if the parts' sentence gives it and it counts the same.
CREATE TEMP TABLE division AS
WITH listed AS (
  SELECT c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text, sum(p.value) AS total, max(p.value) AS largest,
         any_value(p.metric) AS metric, any_value(p.unit) AS unit, any_value(p.year) AS year, string_agg(num(p.value), ' + ' ORDER BY p.position) AS told,
         -- "compared with 77 victims (38 adults and 36 children)": the whole list belongs to the year before
         bool_and(coalesce(p.relation = 'comparator', false)) AS earlier
  FROM claim c JOIN claim_figure p ON p.doc = c.doc AND p.claim_id = c.claim_id AND p.role = 'part'
  WHERE c.kind = 'divided' AND c.says IS NULL
    -- "six had been in both": these people are in two parts, unless the list has an entry such as "38 of both forms"
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND abs(k.sentence_position - c.sentence_position) <= 1 AND k.kind = 'circumstance' AND k.says = 'both'
                      AND NOT k.char_start BETWEEN c.char_start AND c.char_end)
  GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end, c.text
  HAVING bool_and(p.qualifier = 'exact') AND count(DISTINCT p.metric) < 2 AND count(DISTINCT p.unit) < 2
     -- "1,256 were female, 305 male, and 283 under 18": the parts are not all distinguished by the same dimension
     AND NOT EXISTS (SELECT 1 FROM claim_figure a JOIN claim_figure b ON b.doc = a.doc AND b.claim_id = a.claim_id AND b.role = 'part' AND b.position > a.position
                     WHERE a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'part'
                       AND concat(a.exploitation, a.age, a.gender, a.nationality) <> '' AND concat(b.exploitation, b.age, b.gender, b.nationality) <> ''
                       AND NOT (coalesce(a.exploitation <> b.exploitation, false) OR coalesce(a.age <> b.age, false) OR coalesce(a.gender <> b.gender, false) OR coalesce(a.nationality <> b.nationality, false)
                                OR (a.exploitation, a.age, a.gender) IS NOT DISTINCT FROM (b.exploitation, b.age, b.gender)
                                -- Filipinas and Nepalis
                                OR a.nationality = b.nationality))
)
SELECT l.*, w.fact_id AS whole_id, w.value AS whole, w.unit AS whole_unit
FROM listed l LEFT JOIN claim_figure w ON w.doc = l.doc AND w.claim_id = l.claim_id AND w.role = 'whole'
WHERE w.doc IS NULL
   -- people are not parts of cases, and neither are outcomes; "1,561 victims, up from 1,437 in 2013: 1,256 were female"
   OR w.qualifier = 'exact' AND coalesce(w.unit = l.unit, true)
      -- "referred 118 victims: 61 came back from Italy, …": the list says what else was done to the victims
      AND (coalesce(w.metric = l.metric, true) OR l.total > w.value AND starts_with(w.metric, 'victims_') AND starts_with(l.metric, 'victims_')) AND (coalesce(w.relation, 'current') = 'current' OR l.earlier AND w.year = l.year);

-- Claims that compare a figure with an earlier figure of the same metric, unit and dimensions. "In 2016 they opened 36,
-- three times as many": if the claim's sentence has no figure to compare with, the previous year's figure is used,
-- provided that earlier sentences give one and the text has no other for either year.
CREATE TEMP TABLE comparison AS
WITH lone AS (
  SELECT doc, metric, unit, year, exploitation, age, gender, nationality, official, min(value) AS value, min(least) AS least,
         max(most) AS most, any_value(qualifier) AS qualifier, min(sentence_position) AS sentence_position,
         min(section_position) AS section_position
  FROM figure f WHERE status = 'reported' AND part_of IS NULL
  GROUP BY ALL HAVING count(DISTINCT value) = 1
    AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = any_value(f.doc) AND l.fact_id = min(f.fact_id) AND l.says IN ('others', 'added'))
),
against AS (
  SELECT doc, claim_id, metric, unit, year, exploitation, age, gender, nationality, official, status, value, least, most,
         qualifier, sentence_position
  FROM claim_figure WHERE role = 'against'
  UNION ALL
  SELECT m.doc, m.claim_id, a.metric, a.unit, a.year, a.exploitation, a.age, a.gender, a.nationality, a.official, 'reported',
         a.value, a.least, a.most, a.qualifier, a.sentence_position
  FROM claim c
  JOIN claim_figure m ON m.doc = c.doc AND m.claim_id = c.claim_id AND m.role = 'measured'
  JOIN lone o ON o.doc = m.doc AND o.metric = m.metric AND o.unit = m.unit AND o.year = m.year
   AND (o.exploitation, o.age, o.gender, o.nationality, o.official) IS NOT DISTINCT FROM (m.exploitation, m.age, m.gender, m.nationality, m.official)
  JOIN lone a ON a.doc = m.doc AND a.metric = m.metric AND a.unit = m.unit AND a.year = m.year - 1
   AND (a.exploitation, a.age, a.gender, a.nationality, a.official) IS NOT DISTINCT FROM (m.exploitation, m.age, m.gender, m.nationality, m.official)
   -- "18 more than in the preceding year": a stated difference may be between any two figures
   AND (a.section_position = o.section_position AND a.sentence_position <= m.sentence_position + 1 OR c.kind IN ('difference', 'growth', 'multiple'))
  WHERE NOT EXISTS (SELECT 1 FROM claim_operand r WHERE r.doc = c.doc AND r.claim_id = c.claim_id AND r.role = 'against')
    AND coalesce(c.year, a.year) = a.year
)
SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end,
       list_distinct([c.sentence_position, m.sentence_position, a.sentence_position]) AS sentences,
       m.metric, m.year, m.value AS measured, m.least AS measured_least, m.most AS measured_most, a.value AS against,
       a.least AS against_least, a.most AS against_most,
       m.qualifier = 'exact' AND a.qualifier = 'exact' AS both_exact,
       -- The claimed value, with the bounds that its words allow.
       CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END AS least,
       CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END AS most
FROM claim c
JOIN claim_figure m ON m.doc = c.doc AND m.claim_id = c.claim_id AND m.role = 'measured'
JOIN against a ON a.doc = c.doc AND a.claim_id = c.claim_id
WHERE a.metric = m.metric AND a.unit = m.unit AND a.year < m.year AND a.official = m.official
  AND ((a.exploitation, a.age, a.gender, a.nationality) IS NOT DISTINCT FROM (m.exploitation, m.age, m.gender, m.nationality)
       -- "61 female victims, 12 more than the 47 victims it had assisted in 2013": a stated number refers to these two
       -- figures.
       OR c.kind IN ('difference', 'growth', 'multiple') AND a.sentence_position = m.sentence_position
          AND coalesce(a.exploitation, m.exploitation, '') = coalesce(m.exploitation, '') AND coalesce(a.age, m.age, '') = coalesce(m.age, '')
          AND coalesce(a.gender, m.gender, '') = coalesce(m.gender, '') AND coalesce(a.nationality, m.nationality, '') = coalesce(m.nationality, ''))
  AND m.status IN ('reported', 'none') AND a.status IN ('reported', 'none');

-- Claims without a figure of their own, which refer to the only two figures that their sentence compares ("Convictions
-- doubled: courts convicted 52 traffickers, after 31 in 2015").
INSERT INTO comparison
SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end, [c.sentence_position], m.metric, m.year,
       m.value, m.least, m.most, a.value, a.least, a.most, m.qualifier = 'exact' AND a.qualifier = 'exact',
       CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END,
       CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END
FROM claim c
JOIN figure m ON m.doc = c.doc AND m.sentence_position = c.sentence_position AND m.metric = coalesce(c.metric, m.metric)
JOIN link l ON l.doc = m.doc AND l.related_to = m.fact_id AND l.kind = 'compared_with'
JOIN figure a ON a.doc = l.doc AND a.fact_id = l.fact_id AND a.metric = m.metric AND a.unit = m.unit AND a.year < m.year AND a.sentence_position = m.sentence_position
 AND (a.exploitation, a.age, a.gender, a.nationality, a.official) IS NOT DISTINCT FROM (m.exploitation, m.age, m.gender, m.nationality, m.official)
WHERE c.kind IN ('direction', 'multiple', 'difference', 'growth') AND m.char_start > c.char_end
  AND coalesce(c.year, a.year) = a.year AND m.status IN ('reported', 'none') AND a.status IN ('reported', 'none')
  AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  AND 2 = (SELECT count(*) FROM figure f WHERE f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.part_of IS NULL AND f.unit = m.unit);

-- Numbers that count something, whether or not they became facts, and the numbers of the preceding sentence.
CREATE TEMP TABLE counted AS
SELECT q.*, m.unit, m.year, m.part_of FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id
WHERE q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'pronoun');
-- ... and sums of money, with their metric if they are facts.
CREATE TEMP TABLE told_number AS
SELECT q.doc, q.sentence_position, q.char_start, q.char_end, q.low AS value, coalesce(q.high, q.low) AS most, q.fact_id, q.kind, q.noun, m.metric,
       CASE m.unit WHEN 'month' THEN 'person' ELSE m.unit END AS unit, m.year, m.part_of,
       concat(m.exploitation, m.age, m.gender, m.nationality) = '' AS general, q.high IS NULL AND (m.unit IS NOT DISTINCT FROM 'month' OR coalesce(m.qualifier, 'exact') = 'exact') AS exact, m.relation IS NOT DISTINCT FROM 'comparator' AS earlier
FROM quantity q LEFT JOIN metric m ON m.doc = q.doc AND m.fact_id = q.fact_id
WHERE q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained', 'pronoun', 'other_money') AND q.low > 0
  -- for a prison term, only the number of people sentenced to it
  AND (m.unit IS DISTINCT FROM 'month' OR q.char_start <> m.char_start AND q.low = m.count);
-- Numbers that may be sums of money, as printed: the words for their currency (NULL for a "30 million" in another
-- sentence's currency), half a unit of the last digit if the sum may be rounded ("1.2 million" may be 1.15 to 1.25
-- million, but "2 million" is a budget), and the fact that gives the sum or, in parentheses, its conversion.
CREATE TEMP TABLE printed_sum AS
WITH printed AS (
  SELECT rowid AS number, doc, kind, sentence_position, char_start, char_end, fact_id, low AS value,
         nullif(trim(regexp_replace(lower(text), '[0-9.,]+|(^[a-z -]+ )?(thousand|million|billion|trillion)', '', 'g')), '') AS currency,
         regexp_extract(text, '([0-9]+)[.]([0-9]+) [mbt]', ['units', 'decimals']) AS digits
  FROM quantity WHERE kind IN ('fact', 'other_money', 'other_count', 'unexplained') AND low >= 1000 AND high IS NULL
),
-- A left join on these conditions would compare all sums with all facts. The texts are joined last, because DuckDB would
-- otherwise copy a text for each sum.
beside AS MATERIALIZED (
  SELECT p.number, p.doc, p.char_end, m.metric, m.year, m.relation, m.part_of, m.qualifier, m.char_start AS fact_start,
         coalesce(m.fact_id = p.fact_id, false) OR m.char_end = p.char_start - 2 AS sure
  FROM printed p JOIN metric m ON m.doc = p.doc AND m.sentence_position = p.sentence_position
  WHERE m.fact_id = p.fact_id
     OR p.kind = 'other_money' AND (m.char_end = p.char_start - 2 OR m.char_start BETWEEN p.char_end + 2 AND p.char_end + 22)
),
given AS (
  SELECT b.* FROM beside b JOIN plain_text t ON t.doc = b.doc
  WHERE b.sure OR regexp_matches(t.text[b.char_end + 1 : b.fact_start], '^ [(][^)]{0,20}$')
)
SELECT p.doc, p.sentence_position, p.char_start, p.value, m.metric, m.year, m.relation, m.part_of,
       CASE WHEN k.measure = 'money' THEN last_value(p.currency IGNORE NULLS) OVER (PARTITION BY p.doc, p.sentence_position ORDER BY p.char_start ROWS UNBOUNDED PRECEDING)
            ELSE p.currency END AS currency,
       CASE WHEN digits.decimals = '' THEN 0 ELSE p.value / (digits.units || digits.decimals)::DOUBLE / 2 END AS slack,
       CASE m.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN p.value * 0.9 ELSE p.value END AS least,
       CASE m.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN p.value * 1.1 ELSE p.value END AS most
FROM printed p
JOIN plain_text t ON t.doc = p.doc
LEFT JOIN given m ON m.number = p.number
LEFT JOIN metric_kind k ON k.metric = m.metric;
-- How a sum of money was spent, with the sums printed in these words. Other checks add up complete lists of parts.
-- `of_earlier` marks lists that divide a sum in an earlier sentence.
CREATE TEMP TABLE spent AS
WITH told AS (
  SELECT doc, claim_id, list(value) AS numbers, NOT bool_or(role = 'whole') AS of_earlier
  FROM claim_operand GROUP BY doc, claim_id
)
SELECT c.doc, c.claim_id, c.says, c.sentence_position, s.section_position, c.char_start, c.char_end, c.text, o.of_earlier,
       sum(p.value) AS value, sum(p.least) AS least, sum(p.most) AS most, coalesce(max(p.slack), 0) AS slack, min(p.year) AS year,
       arg_min(p.currency, [p.char_start, p.value]) AS currency
FROM claim c
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN told o ON o.doc = c.doc AND o.claim_id = c.claim_id
LEFT JOIN printed_sum p ON p.doc = c.doc AND p.char_start BETWEEN c.char_start AND c.char_end AND list_contains(o.numbers, p.value)
 AND p.relation IS DISTINCT FROM 'comparator'
WHERE c.kind = 'spent' AND NOT EXISTS (SELECT 1 FROM division v WHERE v.doc = c.doc AND v.char_start <= c.char_end AND v.char_end >= c.char_start)
GROUP BY ALL;

-- People who went to prison or did not, according to the text, and the position of their number.
CREATE TEMP TABLE penalized AS
SELECT c.doc, c.says, c.sentence_position, s.section_position, c.char_start, c.char_end, o.value, n.char_start AS number_start,
       -- "30 of these": the 30 may be among the people just mentioned
       EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.kind = 'going_back' AND k.char_start = n.char_start AND k.char_end < n.char_end + 10)
         OR contains(c.text, ' of which ') OR contains(c.text, ' of whom ') AS back,
       (SELECT max(w.value) FROM claim_operand w WHERE w.doc = c.doc AND w.claim_id = c.claim_id AND w.role = 'whole') AS whole
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part' AND o.qualifier = 'exact'
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN told_number n ON n.doc = c.doc AND n.char_start BETWEEN c.char_start AND c.char_end AND n.value = o.value
WHERE c.kind = 'penalty'
  -- "In 2006, by contrast, 21 sentences were suspended"
  AND NOT EXISTS (SELECT 1 FROM quantity q JOIN document d ON d.doc = q.doc WHERE q.doc = c.doc AND q.kind = 'date' AND q.sentence_position = c.sentence_position AND q.low <> d.report_year - 1)
  AND NOT EXISTS (SELECT 1 FROM told_number q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.earlier)
  AND (c.says = 'prison' OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'circumstance' AND k.says = 'partly' AND k.char_start BETWEEN c.char_start AND c.char_end + 20));
CREATE TEMP TABLE number_before AS
SELECT s.doc, s.position AS sentence_position, max(coalesce(q.high, q.low)) AS most, count(*) AS numbers,
       max(coalesce(q.high, q.low)) FILTER (q.unit = 'person' OR q.fact_id IS NULL) AS most_persons
FROM sentence s
JOIN sentence b ON b.doc = s.doc AND b.position = s.position - 1 AND b.section_position = s.section_position AND b.paragraph = s.paragraph
JOIN counted q ON q.doc = b.doc AND q.sentence_position = b.position
GROUP BY s.doc, s.position;

-- The numbers to which words such as "of these cases" can refer: each number for such people or cases in the two
-- preceding sentences or earlier in the same sentence, and the sum of all such numbers in one sentence.
CREATE TEMP TABLE before_back AS
SELECT c.doc, c.claim_id, n.sentence_position, greatest(max(n.most), sum(n.most) FILTER (n.part_of IS NULL)) * CASE WHEN bool_and(n.exact) THEN 1 ELSE 1.1 END AS most
FROM claim c
JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position AND n.char_end < c.char_start AND NOT n.earlier
JOIN sentence b ON b.doc = n.doc AND b.position = n.sentence_position AND b.section_position = s.section_position
WHERE c.kind = 'some_of' AND c.metric IS NULL
  AND coalesce(n.unit = CASE c.says WHEN 'persons' THEN 'person' WHEN 'case' THEN 'case' WHEN 'same' THEN 'call' ELSE n.unit END, true)
  AND NOT EXISTS (SELECT 1 FROM claim_operand o JOIN metric f ON f.doc = o.doc AND f.fact_id = o.fact_id WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND f.char_start = n.char_start)
GROUP BY c.doc, c.claim_id, n.sentence_position;

-- "This drop in convictions", "four times as many as in 2013, when they found eight": words without figures refer to
-- the only pair of figures from two years in their sentence, or in the preceding sentence and their own.
INSERT INTO comparison
WITH pair AS (
  SELECT c.doc, c.claim_id, c.kind, c.says, c.value AS claimed, c.qualifier, c.text, c.char_start, c.char_end, c.sentence_position AS claimed_in,
         m.metric, m.year, m.value, m.least, m.most, m.qualifier AS exactness, m.sentence_position,
         a.value AS against, a.least AS against_least, a.most AS against_most, a.qualifier AS against_exactness, a.sentence_position AS against_sentence,
         -- if there are figures for three years, the words mean the last two
         rank() OVER (PARTITION BY c.doc, c.claim_id ORDER BY m.year DESC, a.year DESC) AS place
  FROM claim c
  JOIN sentence n ON n.doc = c.doc AND n.position = c.sentence_position
  JOIN figure m ON m.doc = c.doc AND m.section_position = n.section_position AND m.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position
   AND m.metric = coalesce(c.metric, m.metric)
  JOIN figure a ON a.doc = m.doc AND a.metric = m.metric AND a.unit = m.unit AND a.year < m.year AND a.section_position = n.section_position
   AND a.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position
   -- a dimension that one figure's words leave out is taken from the other figure
   AND coalesce(a.exploitation, m.exploitation, '') = coalesce(m.exploitation, a.exploitation, '') AND coalesce(a.gender, m.gender, '') = coalesce(m.gender, a.gender, '')
   AND coalesce(a.age, m.age, '') = coalesce(m.age, a.age, '') AND a.official = m.official
  WHERE c.kind IN ('direction', 'multiple', 'difference', 'growth') AND m.status IN ('reported', 'none') AND a.status IN ('reported', 'none')
    AND m.part_of IS NULL AND a.part_of IS NULL
    AND NOT (m.char_start BETWEEN c.char_start AND c.char_end OR a.char_start BETWEEN c.char_start AND c.char_end)
    AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND o.role <> 'value')
    AND NOT EXISTS (SELECT 1 FROM comparison p WHERE p.doc = c.doc AND p.claim_id = c.claim_id)
    -- The words refer to the preceding sentence, or follow the figure.
    AND (m.sentence_position = c.sentence_position OR NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_end < c.char_start))
    AND coalesce(c.year, a.year) = a.year
)
SELECT doc, claim_id, kind, says, claimed, qualifier, text, char_start, char_end, list_distinct([claimed_in, sentence_position, against_sentence]),
       metric, year, value, least, most, against, against_least, against_most, exactness = 'exact' AND against_exactness = 'exact',
       CASE qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN claimed * 0.85 ELSE claimed END,
       CASE qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN claimed * 1.15 ELSE claimed END
FROM pair
WHERE place = 1
QUALIFY count(*) OVER (PARTITION BY doc, claim_id) = 1;

-- "Police identified 120 victims in 2008. The number rose from the 148 of 2007": the claim refers to the only figure in
-- the preceding sentence.
INSERT INTO comparison
SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end, [c.sentence_position, m.sentence_position],
       m.metric, m.year, m.value, m.least, m.most, a.value, a.least, a.most, m.qualifier = 'exact' AND a.qualifier = 'exact',
       CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END,
       CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END
FROM claim c
JOIN claim_figure a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against'
JOIN sentence n ON n.doc = c.doc AND n.position = c.sentence_position
JOIN figure m ON m.doc = c.doc AND m.sentence_position = c.sentence_position - 1 AND m.section_position = n.section_position AND m.relation = 'current'
 AND m.status = 'reported' AND m.part_of IS NULL AND m.unit = coalesce(a.unit, m.unit) AND m.metric = coalesce(a.metric, m.metric)
WHERE c.kind IN ('direction', 'multiple', 'difference', 'growth') AND coalesce(a.year, m.year - 1) < m.year
  AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'measured')
  AND NOT EXISTS (SELECT 1 FROM comparison p WHERE p.doc = c.doc AND p.claim_id = c.claim_id)
  AND NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_end < c.char_start)
  AND 1 = (SELECT count(*) FROM counted q WHERE q.doc = c.doc AND q.sentence_position = m.sentence_position)
  AND EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.char_start BETWEEN c.char_start AND c.char_end AND q.low = a.value)
  -- "The unit grew from 18 officers to 22": the sentence names both numbers
  AND NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_start > c.char_end AND q.low <> a.value AND a.fact_id IS NULL);

-- "Calls climbed by 50 percent, from 280 in 2018 to 520": no other number in this or the preceding sentence results
-- from the stated change.
INSERT INTO comparison
SELECT doc, claim_id, kind, says, claimed, qualifier, text, char_start, char_end, [sentence_position, told_in], coalesce(metric, 'a number'), year, value, value, value,
       against, against, against, true, least, most
FROM (
  SELECT c.doc, c.claim_id, c.kind, c.says, c.value AS claimed, c.qualifier, c.text, c.char_start, c.char_end, c.sentence_position, n.sentence_position AS told_in,
         coalesce(n.metric, a.metric) AS metric, coalesce(n.year, d.report_year - 1) AS year, n.value, a.value AS against,
         CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END AS least,
         CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END AS most,
         CASE c.kind WHEN 'multiple' THEN n.value / a.value WHEN 'growth' THEN 100 * (n.value - a.value) / a.value * CASE c.says WHEN 'less' THEN -1 ELSE 1 END
                     ELSE (n.value - a.value) * CASE c.says WHEN 'less' THEN -1 ELSE 1 END END AS change,
         row_number() OVER (PARTITION BY c.doc, c.claim_id ORDER BY n.sentence_position DESC, abs(n.char_start - c.char_start)) AS place
  FROM claim c
  JOIN document d ON d.doc = c.doc
  JOIN claim_figure a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against' AND a.qualifier = 'exact' AND a.value > 0
  JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position AND n.exact AND n.value <> a.value
   AND NOT n.char_start BETWEEN c.char_start AND c.char_end AND coalesce(n.unit = a.unit, true)
  WHERE c.kind IN ('difference', 'growth', 'multiple') AND c.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM comparison p WHERE p.doc = c.doc AND p.claim_id = c.claim_id)
)
WHERE true
QUALIFY place = 1 AND NOT bool_or(change BETWEEN CASE kind WHEN 'multiple' THEN least * 0.8 WHEN 'growth' THEN least - greatest(1.5, least * 0.05) ELSE least END
                                             AND CASE kind WHEN 'multiple' THEN most * 1.25 WHEN 'growth' THEN most + greatest(1.5, most * 0.05) ELSE most END)
                          OVER (PARTITION BY doc, claim_id);

-- Claims that name all numbers to which they may refer have their own check (stated_change_fits).
DELETE FROM comparison WHERE (doc, claim_id) IN (SELECT doc, claim_id FROM claim_operand WHERE role = 'figure');

-- Laws named by one article, with the article's number and whether it belongs to a code or another law. The pattern
-- matches names, not sentences.
CREATE TEMP TABLE article AS
SELECT entity_id, name, regexp_extract(lower(name), '^((?:article|section) \d[\w.-]*)', 1) AS article, contains(lower(name), 'code') AS code
FROM entity
WHERE kind = 'law' AND regexp_matches(name, '(?i)^(article|section) \d');

-- Mentions of laws that mean one of their articles: "Section 4 [of the 2010 act]".
CREATE TEMP TABLE with_article AS
SELECT n.doc, n.sentence_position, n.entity_id, n.char_start, b.article, b.name
FROM mention n JOIN mention o ON o.doc = n.doc AND o.sentence_position = n.sentence_position
JOIN article b ON b.entity_id = o.entity_id
JOIN plain_text t ON t.doc = n.doc
WHERE n.kind = 'law' AND n.entity_id NOT IN (SELECT entity_id FROM article)
  -- ... or "Section 79 of the Child Care, Protection, and [Justice Act]", where no single mention contains the full
  -- name
  AND (n.char_start - o.char_end BETWEEN 1 AND 8
       OR n.char_start - o.char_end BETWEEN 9 AND 60 AND starts_with(t.text[o.char_end + 1 : o.char_end + 8], ' of the ')
          AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.doc = n.doc AND m.kind = 'law' AND m.char_start BETWEEN o.char_end AND n.char_start - 1));

-- Prison terms outside the range that their law prescribes (see cross_table.term_outside_law).
CREATE TEMP TABLE outside_law AS
WITH law AS (
  SELECT m.doc, a.article, any_value(a.name) AS law, min(m.sentence_position) AS sentence_position,
         -- "three to ten years, or up to 12 if the victim was a child": a higher maximum does not lower the minimum
         min(CASE WHEN m.qualifier <> 'at_most' THEN m.value WHEN m.value > b.highest_base THEN b.lowest_base ELSE 0 END) AS lowest,
         max(CASE WHEN m.qualifier = 'at_least' AND m.value_high IS NULL THEN 'infinity'::DOUBLE
                  ELSE coalesce(m.value_high, m.value) END) AS highest,
         list(m.sentence_position) AS told_in
  FROM metric m
  JOIN law_penalty l ON l.doc = m.doc AND l.fact_id = m.fact_id
  JOIN (SELECT NULL AS doc, NULL AS sentence_position, entity_id, article, name FROM article
        UNION ALL SELECT doc, sentence_position, entity_id, article, name FROM with_article) a
    ON a.entity_id = l.entity_id AND coalesce(a.doc, m.doc) = m.doc AND coalesce(a.sentence_position, m.sentence_position) = m.sentence_position
  LEFT JOIN (SELECT doc, sentence_position, min(value) AS lowest_base, max(coalesce(value_high, value)) AS highest_base FROM metric
             WHERE metric = 'penalty_prescribed' AND unit = 'month' AND (qualifier IN ('range', 'at_least') OR value_high IS NOT NULL) GROUP BY doc, sentence_position) b
    ON b.doc = m.doc AND b.sentence_position = m.sentence_position
  WHERE m.metric = 'penalty_prescribed' AND m.value IS NOT NULL AND m.unit = 'month'
  GROUP BY m.doc, a.article
),
named_there AS (
  SELECT n.doc, n.sentence_position, min(a.article) AS article, min(n.char_start) AS named_at
  FROM mention n LEFT JOIN article a ON a.entity_id = n.entity_id
  WHERE n.kind = 'law'
    AND NOT EXISTS (SELECT 1 FROM with_article o WHERE o.doc = n.doc AND o.char_start = n.char_start)
  GROUP BY n.doc, n.sentence_position
  -- the sentence must not name another law
  HAVING count(*) = count(a.article) AND count(DISTINCT a.article) = 1
),
named AS (
  SELECT *, false AS before FROM named_there
  UNION ALL
  -- "Courts convicted six defendants under Article 165. Two of the six …"
  SELECT c.doc, c.sentence_position, any_value(n.article), 0, true
  FROM claim c JOIN named_there n ON n.doc = c.doc AND n.sentence_position = c.sentence_position - 1
  JOIN claim k ON k.doc = c.doc AND k.sentence_position = n.sentence_position AND k.kind = 'circumstance' AND k.says = 'guilt'
  WHERE c.kind = 'going_back'
    AND NOT EXISTS (SELECT 1 FROM mention o WHERE o.doc = c.doc AND o.sentence_position = c.sentence_position AND o.kind = 'law')
  GROUP BY c.doc, c.sentence_position
  UNION ALL
  -- "Courts convicted ten traffickers, all of them under Article 165. Their terms were between …"
  SELECT c.doc, c.sentence_position, any_value(n.article), 0, false
  FROM claim c JOIN named_there n ON n.doc = c.doc AND n.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position - 1
  JOIN claim k ON k.doc = c.doc AND k.sentence_position = n.sentence_position AND k.kind = 'circumstance' AND k.says = 'guilt'
  WHERE c.kind = 'terms'
    AND NOT EXISTS (SELECT 1 FROM mention o WHERE o.doc = c.doc AND o.sentence_position BETWEEN n.sentence_position + 1 AND c.sentence_position AND o.kind = 'law')
  GROUP BY c.doc, c.sentence_position HAVING count(DISTINCT n.article) = 1
)
SELECT t.doc, [t.sentence_position, l.sentence_position] AS sentences, t.char_start, t.char_end,
       CASE WHEN l.highest = 'infinity' THEN 'at least ' || num(l.lowest) ELSE num(l.lowest) || ' to ' || num(l.highest) END
         || ' months' AS expected,
       CASE WHEN coalesce(t.value_high, t.value) > l.highest THEN num(coalesce(t.value_high, t.value)) ELSE num(t.value) END
         || ' months' AS found,
       l.law
FROM metric t
JOIN named n ON n.doc = t.doc AND n.sentence_position = t.sentence_position
JOIN law l ON l.doc = t.doc AND l.article = n.article
WHERE t.metric = 'sentence_terms' AND t.unit = 'month' AND t.relation = 'current' AND (t.qualifier = 'exact' OR t.qualifier = 'range' AND NOT n.before)
  -- "Terms ranged up to seven years; those of less than two were imposed under Article 9": the article applies to the
  -- nearest preceding term
  AND NOT EXISTS (SELECT 1 FROM metric o WHERE o.doc = t.doc AND o.sentence_position = t.sentence_position AND o.metric = t.metric AND o.char_start BETWEEN t.char_end AND n.named_at)
  -- "31 received 13 to 23 years; four, sentenced under Article 188, received ten", "nine received life under Article 151,
  -- and 105 received five years": the number between the term and the article counts people with another term
  AND NOT EXISTS (SELECT 1 FROM metric o JOIN quantity q ON q.doc = o.doc AND q.sentence_position = o.sentence_position AND q.kind = 'fact'
                  WHERE o.doc = t.doc AND o.sentence_position = t.sentence_position AND o.metric = t.metric AND o.fact_id <> t.fact_id
                    AND (q.fact_id = o.fact_id AND t.char_end < q.char_start AND q.char_start < n.named_at AND n.named_at < o.char_start
                         OR q.fact_id = t.fact_id AND o.char_end < n.named_at AND n.named_at < q.char_start AND q.char_start < t.char_start))
  AND (coalesce(t.value_high, t.value) > l.highest OR (t.value < l.lowest AND t.value > 0))
  AND NOT EXISTS (SELECT 1 FROM claim k
                  WHERE k.doc = t.doc AND k.kind = 'circumstance' AND k.says = 'eased'
                    -- aggravation does not shorten a term, or lengthen it past the law's maximum if that maximum is for
                    -- aggravated crimes
                    AND NOT (contains(lower(k.text), 'aggravat')
                             AND (t.value < l.lowest OR EXISTS (SELECT 1 FROM claim h WHERE h.doc = k.doc AND h.sentence_position = k.sentence_position AND h.kind = 'circumstance' AND h.says = 'highest')))
                    -- the suspension of another person's term does not lengthen a term
                    AND NOT (coalesce(t.value_high, t.value) > l.highest AND contains(lower(k.text), 'suspend')
                             AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = k.doc AND o.claim_id = k.claim_id AND o.fact_id = t.fact_id))
                    AND (abs(k.sentence_position - t.sentence_position) <= 1 OR list_contains(l.told_in, k.sentence_position)));

-- Terms outside the range of every law in the narrative, for people convicted "under the act", unless some word
-- explains the term.
INSERT INTO outside_law
WITH prescribed AS (
  SELECT doc, min(CASE WHEN qualifier = 'at_most' OR value_high IS NULL AND qualifier <> 'at_least' THEN 0 ELSE value END) AS lowest,
         max(CASE WHEN qualifier = 'at_least' AND value_high IS NULL THEN 'infinity'::DOUBLE ELSE coalesce(value_high, value) END) AS highest,
         min(sentence_position) AS sentence_position, list(sentence_position) AS told_in
  FROM metric WHERE metric = 'penalty_prescribed' AND value IS NOT NULL AND unit = 'month'
    AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                    WHERE k.doc = metric.doc AND k.kind = 'circumstance' AND k.says = 'other_law' AND o.fact_id = metric.fact_id)
  GROUP BY doc
)
SELECT t.doc, [t.sentence_position, l.sentence_position], t.char_start, t.char_end,
       CASE WHEN l.highest = 'infinity' THEN 'at least ' || num(l.lowest) ELSE num(l.lowest) || ' to ' || num(l.highest) END || ' months',
       CASE WHEN coalesce(t.value_high, t.value) > l.highest THEN num(coalesce(t.value_high, t.value)) ELSE num(t.value) END || ' months',
       'the law'
FROM metric t JOIN prescribed l ON l.doc = t.doc
WHERE t.metric = 'sentence_terms' AND t.unit = 'month' AND t.relation = 'current' AND t.qualifier IN ('exact', 'range')
  AND (coalesce(t.value_high, t.value) > l.highest OR (t.value < l.lowest AND t.value > 0))
  -- "under those older laws, with sentences of six months; no one had been convicted under the new law": the term is
  -- not under the new law
  AND (EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND k.kind = 'circumstance' AND k.says = 'law'
                 AND (k.char_start < t.char_start OR EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = k.doc AND o.claim_id = k.claim_id AND o.fact_id = t.fact_id)))
       -- "They convicted nine under the act. Their terms ranged from …"
       OR EXISTS (SELECT 1 FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
                  JOIN claim k ON k.doc = c.doc AND k.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position - 1
                  WHERE c.doc = t.doc AND c.kind = 'terms' AND o.fact_id = t.fact_id AND k.kind = 'circumstance' AND k.says = 'law'
                    -- "No one was convicted under this law. Courts did convict 11 of procuring; the sentences were …"
                    AND NOT EXISTS (SELECT 1 FROM claim p WHERE p.doc = c.doc AND p.sentence_position = c.sentence_position AND p.kind = 'circumstance' AND p.says = 'other')
                    AND EXISTS (SELECT 1 FROM claim_operand v JOIN metric f ON f.doc = v.doc AND f.fact_id = v.fact_id WHERE v.doc = k.doc AND v.claim_id = k.claim_id AND f.metric = 'convictions')))
  -- "one under the act, who received 15 years, and six under the children's law, with sentences of from one to five
  -- years"
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim p ON p.doc = k.doc AND p.sentence_position = k.sentence_position AND p.kind = 'circumstance' AND p.says = 'other' AND p.char_start > k.char_end
                  JOIN claim_operand o ON o.doc = p.doc AND o.claim_id = p.claim_id AND o.fact_id = t.fact_id
                  WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND k.kind = 'circumstance' AND k.says = 'law' AND contains(lower(p.text), 'under'))
  -- "one each under the trafficking act and the penal code"
  AND 2 > (SELECT count(DISTINCT n.entity_id) FROM mention n WHERE n.doc = t.doc AND n.sentence_position = t.sentence_position AND n.kind = 'law')
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position = t.sentence_position AND (k.kind = 'circumstance' AND k.says = 'added'
                                                                                  -- "three of the nine under the act"
                                                                                  OR k.kind = 'going_back'
                                                                                     AND (k.says = 'persons' OR EXISTS (SELECT 1 FROM claim_operand w WHERE w.doc = k.doc AND w.claim_id = k.claim_id AND w.role = 'whole'))))
  AND NOT EXISTS (SELECT 1 FROM outside_law o WHERE o.doc = t.doc AND o.char_start = t.char_start)
  AND NOT EXISTS (SELECT 1 FROM claim k
                  WHERE k.doc = t.doc AND k.kind = 'circumstance' AND k.says = 'eased'
                    -- aggravation does not shorten a term, or lengthen it past the law's maximum if that maximum is for
                    -- aggravated crimes
                    AND NOT (contains(lower(k.text), 'aggravat')
                             AND (t.value < l.lowest OR EXISTS (SELECT 1 FROM claim h WHERE h.doc = k.doc AND h.sentence_position = k.sentence_position AND h.kind = 'circumstance' AND h.says = 'highest')))
                    -- the suspension of another person's term does not lengthen a term
                    AND NOT (coalesce(t.value_high, t.value) > l.highest AND contains(lower(k.text), 'suspend')
                             AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = k.doc AND o.claim_id = k.claim_id AND o.fact_id = t.fact_id))
                    AND (abs(k.sentence_position - t.sentence_position) <= 1 OR list_contains(l.told_in, k.sentence_position)));

-- "15 years on a single count": the term is outside every penalty that the narrative gives for such a crime and for
-- victims of that age ("his sole offense, the sale of four women", where 20 years apply only to the sale of minors).
-- Also finds a term described as the longest allowed that is not the maximum of any penalty.
INSERT INTO outside_law
WITH aged AS (
  SELECT o.doc, o.fact_id, any_value(k.says) AS age
  FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
  WHERE k.kind = 'penalty' AND k.says IN ('adult', 'child')
  GROUP BY o.doc, o.fact_id HAVING count(DISTINCT k.says) = 1
),
victims AS (
  SELECT doc, sentence_position, any_value(says) AS age
  FROM claim WHERE kind = 'circumstance' AND says IN ('adult', 'child')
  GROUP BY doc, sentence_position HAVING count(DISTINCT says) = 1
),
bounds AS (
  SELECT m.doc, m.exploitation, a.age, m.sentence_position,
         CASE WHEN m.qualifier IN ('range', 'at_least') THEN m.value
              -- "seven to 12 years, rising to 20 where the victim dies": a higher maximum does not lower the minimum
              WHEN m.value > max(m.value_high) OVER (PARTITION BY m.doc) THEN NULL ELSE 0 END AS lowest,
         CASE WHEN m.qualifier = 'at_least' AND m.value_high IS NULL THEN 'infinity'::DOUBLE ELSE coalesce(m.value_high, m.value) END AS highest
  FROM metric m LEFT JOIN aged a ON a.doc = m.doc AND a.fact_id = m.fact_id
  WHERE m.metric = 'penalty_prescribed' AND m.value IS NOT NULL AND m.unit = 'month'
),
applied AS (
  SELECT t.doc, t.fact_id, min(l.lowest) AS lowest, max(l.highest) AS highest, arg_max(l.sentence_position, [l.highest, -l.sentence_position]) AS sentence_position,
         list(l.sentence_position) AS told_in, bool_or(l.highest = coalesce(t.value_high, t.value)) AS reached
  FROM metric t JOIN bounds l ON l.doc = t.doc
  LEFT JOIN victims v ON v.doc = t.doc AND v.sentence_position = t.sentence_position
  WHERE t.metric = 'sentence_terms' AND t.unit = 'month' AND coalesce(l.age = v.age, true)
    AND (l.exploitation = t.exploitation OR NOT EXISTS (SELECT 1 FROM bounds o WHERE o.doc = t.doc AND o.exploitation = t.exploitation))
  GROUP BY t.doc, t.fact_id
)
SELECT t.doc, [t.sentence_position, l.sentence_position], t.char_start, t.char_end,
       CASE WHEN coalesce(t.value_high, t.value) > l.highest OR c.says = 'highest' THEN 'at most ' || num(l.highest) ELSE 'at least ' || num(l.lowest) END || ' months',
       num(CASE WHEN coalesce(t.value_high, t.value) > l.highest OR c.says = 'highest' THEN coalesce(t.value_high, t.value) ELSE t.value END) || ' months', 'the law'
FROM metric t
JOIN applied l ON l.doc = t.doc AND l.fact_id = t.fact_id
JOIN claim c ON c.doc = t.doc AND c.sentence_position = t.sentence_position AND c.kind = 'circumstance' AND c.says IN ('single', 'highest')
WHERE CASE WHEN c.says = 'highest' THEN NOT l.reached AND l.highest < 'infinity'
           WHEN t.value > 0 AND t.value < l.lowest
           THEN NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.kind = 'circumstance' AND k.says = 'eased'
                              AND (abs(k.sentence_position - t.sentence_position) <= 1 OR list_contains(l.told_in, k.sentence_position)))
           ELSE coalesce(t.value_high, t.value) > l.highest END
  AND NOT EXISTS (SELECT 1 FROM outside_law o WHERE o.doc = t.doc AND o.char_start = t.char_start);

-- Figures that, by their words, count everything of their kind in the narrative (claims of kind `whole`): the totals
-- with which other figures are compared. `body` marks figures that one of several bodies may have counted, or a pronoun
-- (which means the state if `says` says so).
CREATE TEMP TABLE whole AS
-- Materialized, because DuckDB would otherwise join each claim with all figures of its document.
WITH told AS MATERIALIZED (
  SELECT o.doc, o.fact_id, c.says, c.text
  FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id WHERE c.kind = 'whole'
)
SELECT f.*, c.says IN ('body', 'state') IS TRUE AS body, c.says, starts_with(lower(c.text), 'police') AS police
FROM told c JOIN figure f ON f.doc = c.doc AND f.fact_id = c.fact_id
WHERE f.status IN ('reported', 'none')
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says IN ('others', 'added', 'span'));
-- "found 17, and police another four, for a total of 21, compared with 15": the comparator is also a total
INSERT INTO whole
SELECT f.*, TRUE, NULL, FALSE
FROM claim c
JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'whole'
JOIN figure t ON t.doc = o.doc AND t.fact_id = o.fact_id
JOIN figure f ON f.doc = t.doc AND f.sentence_position = t.sentence_position AND f.metric = t.metric AND f.unit = t.unit
 AND (f.fact_id = t.fact_id OR EXISTS (SELECT 1 FROM link l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.related_to = t.fact_id AND l.kind = 'compared_with'))
WHERE c.kind = 'total' AND f.status = 'reported' AND f.fact_id NOT IN (SELECT w.fact_id FROM whole w WHERE w.doc = f.doc)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says IN ('others', 'span'));

-- Figures that may be compared with the narrative's totals. Excluded are figures from organizations or other states,
-- figures given in addition to others, and convictions from a list of sentences. `of_another` marks parts of another
-- whole to which their sentence refers ("Ten of the 17 victims"). Only a total of zero contradicts such a part.
CREATE TEMP TABLE own_or_part AS
WITH of_others AS MATERIALIZED (
  SELECT o.doc, o.paragraph, o.section_position, o.sentence_position, o.unit, o.year, o.value
  FROM figure o JOIN limited l ON l.doc = o.doc AND l.fact_id = o.fact_id AND l.says = 'others'
)
SELECT f.*,
       EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.sentence_position = f.sentence_position
                 AND (q.kind = 'back_reference'
                      OR q.kind IN ('other_count', 'unexplained') AND q.char_start < f.char_start)
                 AND q.low >= f.value) AS of_another
FROM figure f
WHERE f.status = 'reported' AND NOT f.derived AND (f.doc, f.fact_id) NOT IN (FROM among_all)
  -- "The previous report gave 53 victims for 2021", although this report gives another number
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                  WHERE k.doc = f.doc AND k.kind = 'circumstance' AND k.says = 'revised' AND o.fact_id = f.fact_id)
  -- "Of these, 134 were men", right after a sentence with other bodies' counts
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN limited l ON l.doc = k.doc JOIN figure o ON o.doc = l.doc AND o.fact_id = l.fact_id AND o.sentence_position = k.sentence_position - 1
                  WHERE k.doc = f.doc AND k.kind = 'going_back' AND k.sentence_position = f.sentence_position AND l.says = 'others' AND o.metric = f.metric)
  -- "NGOs assisted 167 victims. ... They were 33 victims of sex trafficking and 134 of forced labor": the kinds divide
  -- these 167 victims
  AND NOT ((f.rule LIKE 'scorer.%' OR f.rule LIKE 'encoder.%') AND NOT f.general
           AND EXISTS (SELECT 1 FROM of_others o
                       WHERE o.doc = f.doc AND o.paragraph = f.paragraph AND o.section_position = f.section_position AND o.sentence_position < f.sentence_position
                         AND o.unit = f.unit AND o.year = f.year AND o.value > f.value))
  AND NOT EXISTS (SELECT 1 FROM limited k WHERE k.doc = f.doc AND k.fact_id = f.fact_id AND k.says <> 'partly'
                    -- "under article 130(1)", the only law whose penalties the narrative gives, is the law against
                    -- trafficking.
                    AND NOT (lower(k.text) = 'under' AND 1 = (SELECT count(DISTINCT coalesce(a.article, l.entity_id)) FROM law_penalty l LEFT JOIN article a ON a.entity_id = l.entity_id WHERE l.doc = f.doc)
                             AND EXISTS (SELECT 1 FROM mention n JOIN law_penalty l ON l.doc = n.doc
                                         LEFT JOIN article a ON a.entity_id = n.entity_id LEFT JOIN article b ON b.entity_id = l.entity_id
                                         WHERE n.doc = f.doc AND n.sentence_position = f.sentence_position AND n.kind = 'law'
                                           AND (n.entity_id = l.entity_id OR a.article = b.article))));
CREATE TEMP VIEW own AS SELECT * EXCLUDE (of_another) FROM own_or_part WHERE NOT of_another;

-- "The increase in investigations", "more than doubling the number of victims it identified", "This was a 50 percent
-- increase": claims without a figure refer to the text's only two figures of that metric for its year and the year
-- before, or to the preceding sentence's figures. Metrics for which each body reports its own figure (money, courses)
-- need a figure near the claim.
INSERT INTO comparison
WITH trend AS (
  SELECT m.doc, m.metric, m.year, m.value, m.least, m.most, m.qualifier, m.sentence_position, m.section_position, m.paragraph, a.value AS against,
         a.least AS against_least, a.most AS against_most, a.qualifier AS against_qualifier, a.year AS against_year, a.sentence_position AS against_sentence,
         m.unit, EXISTS (SELECT 1 FROM figure o WHERE o.doc = m.doc AND o.metric = m.metric AND o.year = m.year AND o.general AND o.part_of IS NULL AND o.unit <> m.unit AND o.value <> m.value) AS in_two_units
  FROM figure m
  JOIN document d ON d.doc = m.doc AND m.year = d.report_year - 1
  JOIN metric_kind k ON k.metric = m.metric
  JOIN figure a ON a.doc = m.doc AND a.metric = m.metric AND a.unit = m.unit AND a.year = m.year - 1
  WHERE m.general AND a.general AND m.part_of IS NULL AND a.part_of IS NULL AND m.status IN ('reported', 'none') AND a.status IN ('reported', 'none')
    AND NOT EXISTS (SELECT 1 FROM limited k WHERE k.doc = m.doc AND k.fact_id IN (m.fact_id, a.fact_id)
                      AND k.says IN ('others', 'added'))
    -- "identified 96 as potential victims; prosecutors confirmed 73, compared with 88": the comparator belongs to the
    -- confirmed victims; "confirmed fewer victims" says nothing about potential ones
    AND (m.doc, m.fact_id) NOT IN (FROM presumed) AND (a.doc, a.fact_id) NOT IN (FROM presumed)
    -- Unless the words say so, one office's count is neither the total nor one of several figures.
    AND NOT EXISTS (SELECT 1 FROM mention n WHERE n.doc = m.doc AND n.sentence_position = m.sentence_position AND n.kind = 'organization' AND n.char_start < m.char_start
                      AND k.measure <> 'money' AND m.fact_id NOT IN (SELECT w.fact_id FROM whole w WHERE w.doc = m.doc)
                      -- "The attorney general's department prosecuted six suspects": no other office prosecutes; the
                      -- pattern matches a name, not a sentence
                      AND NOT (m.metric IN ('prosecutions', 'charges', 'convictions') AND regexp_matches(n.text, '(?i)attorney|prosecut|judicia|court')))
    AND NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = m.doc AND o.metric = m.metric AND o.year = m.year AND o.general AND o.part_of IS NULL AND o.value <> m.value
                      AND o.unit = m.unit AND m.fact_id NOT IN (SELECT w.fact_id FROM whole w WHERE w.doc = m.doc))
  WINDOW one AS (PARTITION BY m.doc, m.metric)
  QUALIFY max(m.value) OVER one = min(m.value) OVER one AND max(a.value) OVER one = min(a.value) OVER one
)
SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end,
       list_distinct([c.sentence_position, m.sentence_position, m.against_sentence]), m.metric, m.year, m.value, m.least, m.most,
       m.against, m.against_least, m.against_most, m.qualifier = 'exact' AND m.against_qualifier = 'exact',
       CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END,
       CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END
FROM claim c
JOIN sentence n ON n.doc = c.doc AND n.position = c.sentence_position
JOIN section r ON r.doc = n.doc AND r.position = n.section_position
JOIN metric_kind k ON k.metric IS NOT DISTINCT FROM c.metric OR c.metric IS NULL
JOIN trend m ON m.doc = c.doc AND m.metric = k.metric AND coalesce(c.year, m.against_year) = m.against_year
WHERE c.kind IN ('direction', 'multiple', 'difference', 'growth')
  AND NOT EXISTS (SELECT 1 FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id)
  AND NOT EXISTS (SELECT 1 FROM comparison p WHERE p.doc = c.doc AND p.claim_id = c.claim_id)
  -- "identified fewer victims", where one body certified 60, after 74, and another reported 94: some two figures fit
  AND NOT (c.kind = 'direction' AND c.says IN ('more', 'less')
           AND EXISTS (SELECT 1 FROM figure f JOIN figure a ON a.doc = f.doc AND a.metric = f.metric AND a.unit = f.unit AND a.year = f.year - 1
                       WHERE f.doc = m.doc AND f.metric = m.metric AND f.year = m.year AND f.general AND a.general AND f.part_of IS NULL AND a.part_of IS NULL
                         AND f.status = 'reported' AND a.status = 'reported' AND f.sentence_position <> m.sentence_position
                         AND CASE c.says WHEN 'more' THEN f.most > a.least ELSE f.least < a.most END))
  -- "prosecuted six suspects in four cases": the claim's own words say that it counts people
  AND (NOT m.in_two_units OR m.unit = 'person' AND regexp_matches(lower(c.text), 'suspect|trafficker|offender|person|defendant|perpetrator|individual'))
  AND (m.sentence_position = c.sentence_position
       OR NOT EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.sentence_position = c.sentence_position AND f.metric = m.metric AND f.general AND f.char_start > c.char_start))
  AND CASE WHEN c.metric IS NULL
             THEN m.sentence_position = c.sentence_position - 1
                  -- "Plans were in force in 16 regions, two more than in 2015": the difference concerns the regions
                  AND NOT EXISTS (SELECT 1 FROM counted q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.char_end < c.char_start)
           -- money and courses need no nearby figure if the summary mentions them, and the narrative gives no other
           -- figures
           WHEN c.metric IN ('funding', 'inspections', 'hotline_calls', 'trainings')
             THEN m.section_position = n.section_position AND c.sentence_position - m.sentence_position BETWEEN 0 AND 3 OR r.kind = 'summary' AND m.sentence_position = m.against_sentence
           ELSE true END
WINDOW one AS (PARTITION BY c.doc, c.claim_id)
QUALIFY max(m.value) OVER one = min(m.value) OVER one AND max(m.metric) OVER one = min(m.metric) OVER one
    -- If figures are given twice, the figures given together count.
    AND row_number() OVER (one ORDER BY abs(m.sentence_position - m.against_sentence), m) = 1;

-- "5.8 million lei ($119,000), compared with 4.1 million lei ($182,000)": the sum rose in lei, although it fell in
-- dollars
WITH own_sum AS (
  SELECT m.doc, m.value AS dollars, q.low AS value
  FROM metric m JOIN quantity q ON q.doc = m.doc AND q.kind = 'other_money' AND q.char_end = m.char_start - 2 AND q.high IS NULL
  WHERE m.metric = 'funding'
)
DELETE FROM comparison c
WHERE c.metric = 'funding'
  AND EXISTS (SELECT 1 FROM own_sum x JOIN own_sum y ON y.doc = x.doc
              WHERE x.doc = c.doc AND x.dollars = c.measured AND y.dollars = c.against AND sign(x.value - y.value) <> sign(c.measured - c.against));
