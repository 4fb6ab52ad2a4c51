-- Shared by the cross-table checks: temporary macros and tables that exist only during the run.

-- A figure as people write it: 54, not 54.0.
CREATE TEMP MACRO num(x) AS
  CASE WHEN x IS NULL THEN '' WHEN x = floor(x) THEN format('{:,}', x::BIGINT) ELSE x::VARCHAR END;

-- Words after a number that mark what it counts as children.
CREATE TEMP MACRO says_child(behind) AS
  regexp_matches(behind, '(?i)^[^,;.0-9]{0,30}\b(below|under|younger than) (the age of |age )?(18|eighteen)\b');

-- Figures that can be compared: one value for one year, without repetitions. `least` and `most` are the bounds that the
-- words allow ("about" means within a tenth, "at least" has no upper bound). `general` figures count everyone: no
-- exploitation, age, gender or nationality, and not only officials. `derived` marks convictions read from a list of
-- sentences ("sentenced eight offenders to …"), which say nothing about the total of convictions.
CREATE TEMP TABLE figure AS
SELECT m.doc, m.fact_id, m.metric, m.unit, m.year, m.relation, m.status, m.value, m.value_high, m.qualifier,
       m.exploitation, m.gender, m.nationality, m.official, m.count,
       -- "39 were below the age of 18"
       coalesce(m.age, CASE WHEN m.unit = 'person' AND says_child(substring(s.text, m.char_end - s.char_start + 1, 60))
                            THEN 'child' END) AS age, m.part_of, m.restates, m.section,
       m.text, m.char_start, m.char_end, m.sentence_position, s.paragraph, s.section_position,
       s.text AS sentence, m.char_start - s.char_start AS begins, m.char_end - s.char_start AS ends,
       CASE m.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN m.value * 0.9 ELSE m.value END AS least,
       CASE m.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE
                        WHEN 'about' THEN coalesce(m.value_high, m.value) * 1.1
                        ELSE coalesce(m.value_high, m.value) END AS most,
       m.exploitation IS NULL AND m.age IS NULL AND m.gender IS NULL AND m.nationality IS NULL
         AND NOT m.official AS general,
       m.metric = 'convictions' AND NOT regexp_matches(s.text, '(?i)convict|guilty')
         AND EXISTS (SELECT 1 FROM metric t
                     WHERE t.doc = m.doc AND t.sentence_position = m.sentence_position
                       AND t.metric = 'sentence_terms') AS derived
FROM metric m JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
WHERE m.value IS NOT NULL AND m.year IS NOT NULL
  -- "the first such verdicts since 2011" belong to this year.
  AND (m.period <> 'multi_year' OR regexp_matches(s.text, '(?i)\bfirst\b[^.;]{0,40}\bsince\b'));

-- Numbers that count persons or cases, whether they carry a fact or only refer back ("the 27 defendants"): unit, value
-- and place in the sentence. The fact, or else the noun after the number, shows what it counts.
CREATE TEMP TABLE counted AS
SELECT q.doc, q.sentence_position, s.paragraph, s.section_position, q.kind, q.fact_id, q.text, q.char_start, q.char_end,
       q.low AS value, s.text AS sentence, q.char_start - s.char_start AS begins, q.char_end - s.char_start AS ends,
       CASE f.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN coalesce(q.high, q.low) * 1.1
                        ELSE coalesce(q.high, q.low) END AS most,
       CASE f.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN q.low * 0.9 ELSE q.low END AS least,
       f.metric, f.relation,
       CASE WHEN f.unit IN ('person', 'case') THEN f.unit
            WHEN q.kind <> 'fact' AND regexp_matches(substring(s.text, q.char_end - s.char_start + 1, 60),
                 '(?i)^\s*([\w’-]+\s+){0,3}(defendants?|suspects?|persons?|people|individuals?|offenders?|accused|traffickers?|victims?|children|girls?|boys?|women|men|nationals|workers|migrants)\b')
            THEN 'person'
            WHEN q.kind <> 'fact' AND regexp_matches(substring(s.text, q.char_end - s.char_start + 1, 60),
                 '(?i)^\s*([\w’-]+\s+){0,3}(cases?|trials?|prosecutions?|proceedings)\b')
            THEN 'case' END AS unit
FROM quantity q
JOIN sentence s ON s.doc = q.doc AND s.position = q.sentence_position
LEFT JOIN metric f ON f.doc = q.doc AND f.fact_id = q.fact_id
WHERE q.low IS NOT NULL AND q.kind IN ('fact', 'back_reference', 'other_count', 'unexplained');

-- Words between a total and a figure, or after the figure, that make it a part of that total.
CREATE TEMP MACRO says_part(between_words, behind) AS
  regexp_matches(between_words, '(?i)\b(of (whom|them|these|which|those)|including|included|includes|among (them|these|those|whom)|comprising)\b'
                                '|^[^,;.]{0,60}[(—–:]')
  OR regexp_matches(behind, '(?i)^\s*(of (them|whom|these|those|the)\b|were\b|was\b)|^[^,;.]{0,40}\bamong (them|these|those)\b')
  -- "convicted 33 traffickers, 25 of sex trafficking and 14 of forced labor"
  OR (regexp_matches(behind, '^\s+(of|for|on) ')
      AND regexp_matches(between_words, '^[^,;.()]{0,60},\s*([\w-]+ (of|for|on) [^,;.()]{0,40}(,|,? and)\s*)*$'));

-- How a sentence begins that continues about the figures of the previous sentence.
CREATE TEMP MACRO goes_on(sentence) AS
  regexp_matches(sentence, '(?i)^(of|among) (these|them|those|the)\b|^(they|these|this (figure|number|total)|that (figure|number|total)) (were|was|includ|compris)'
                           '|^the (victims|group|total|figure|number)( \w+)? (were|was|includ|compris)'
                           '|^(the|these|those) ((same|freed|rescued|identified|recovered|registered|recognized|said) )+(victims|children|persons|people|women|men)\b');


-- Each figure with its possible totals: the same metric, year and unit, no dimension that the part lacks, and either
-- the total that the reader linked to it or one before it in the paragraph. `cue` says that the words make it a part.
CREATE TEMP TABLE whole AS
SELECT p.doc, p.fact_id AS part_id, t.fact_id AS total_id, t.most, t.value, t.sentence_position,
       p.part_of IS NOT DISTINCT FROM t.fact_id AS told,
       t.sentence_position = p.sentence_position AS in_sentence,
       CASE WHEN t.sentence_position = p.sentence_position
            THEN says_part(substring(p.sentence, t.ends + 1, greatest(p.begins - t.ends, 0)), substring(p.sentence, p.ends + 1))
            ELSE goes_on(p.sentence)
              OR regexp_matches(substring(p.sentence, p.ends + 1),
                                '(?i)^\s*(of (them|whom|these|those)\b|were\b|was\b)|^[^,;.]{0,40}\bamong (them|these|those)\b') END
         AS cue
FROM figure p
JOIN figure t ON t.doc = p.doc AND t.metric = p.metric AND t.year = p.year AND t.unit = p.unit
WHERE t.official = p.official AND t.status = 'reported' AND p.status = 'reported' AND t.fact_id <> p.fact_id
  AND (t.exploitation IS NULL OR t.exploitation IS NOT DISTINCT FROM p.exploitation)
  AND (t.age IS NULL OR t.age IS NOT DISTINCT FROM p.age)
  AND (t.gender IS NULL OR t.gender IS NOT DISTINCT FROM p.gender)
  AND (t.nationality IS NULL OR t.nationality IS NOT DISTINCT FROM p.nationality)
  AND (p.part_of = t.fact_id
       OR (t.section_position = p.section_position AND t.paragraph = p.paragraph AND t.relation = p.relation
           AND (t.char_end <= p.char_start
                OR (t.sentence_position = p.sentence_position
                    AND regexp_matches(substring(p.sentence, p.ends + 1, greatest(t.begins - p.ends, 0)),
                                       '(?i)\b(among|out of|of a total of|of the)\b[^,;.():0-9]*$')))));

-- Parts and their totals: as linked by the reader, or else guessed within a sentence, where a figure has more
-- dimensions than the nearest preceding general one of the same metric, unit and year. That one is not its total if it
-- follows a figure with dimensions itself ("38 of labor trafficking, four of forced marriage; 30 were men"), or if a
-- larger general figure comes after the part ("14 were housed; the 46 women got care; 140 were counselled"). Words must
-- make it a part, and its total is the largest that the paragraph gives before it.
CREATE TEMP TABLE part AS
WITH linked AS (
  SELECT p.doc, p.fact_id AS part_id, t.fact_id AS total_id, true AS told
  FROM figure p JOIN figure t ON t.doc = p.doc AND t.fact_id = p.part_of
  WHERE t.metric = p.metric AND t.unit = p.unit AND t.year = p.year
    -- "10 were children; eight of the men": men are not part of children.
    AND (t.exploitation IS NULL OR t.exploitation IS NOT DISTINCT FROM p.exploitation)
    AND (t.age IS NULL OR coalesce(p.age, t.age) = t.age) AND (t.gender IS NULL OR coalesce(p.gender, t.gender) = t.gender)
),
countable AS (
  SELECT * FROM figure
  WHERE status = 'reported' AND part_of IS NULL
    AND metric IN (SELECT metric FROM metric_kind WHERE measure = 'count')
),
nearest AS (
  SELECT p.doc, p.fact_id AS part_id, arg_max(t, (t.char_start, t.char_end, t.fact_id)) AS t,
         any_value(p) AS p
  FROM countable p
  JOIN countable t ON t.doc = p.doc AND t.sentence_position = p.sentence_position AND t.metric = p.metric
   AND t.unit = p.unit AND t.year = p.year AND t.relation = p.relation AND t.official = p.official
   AND t.char_end <= p.char_start
   AND (t.exploitation IS NULL OR t.exploitation IS NOT DISTINCT FROM p.exploitation)
   AND (t.age IS NULL OR t.age IS NOT DISTINCT FROM p.age)
   AND (t.gender IS NULL OR t.gender IS NOT DISTINCT FROM p.gender)
   AND (t.nationality IS NULL OR t.nationality IS NOT DISTINCT FROM p.nationality)
   AND (t.exploitation IS DISTINCT FROM p.exploitation OR t.age IS DISTINCT FROM p.age
        OR t.gender IS DISTINCT FROM p.gender OR t.nationality IS DISTINCT FROM p.nationality)
  GROUP BY p.doc, p.fact_id
),
guessed AS (
  SELECT n.doc, n.part_id, n.t.fact_id AS total_id, false AS told
  FROM nearest n
  JOIN whole w ON w.doc = n.doc AND w.part_id = n.part_id AND w.total_id = n.t.fact_id AND w.cue
  WHERE NOT EXISTS (SELECT 1 FROM whole o WHERE o.doc = n.doc AND o.part_id = n.part_id AND o.most > n.t.most)
    AND NOT EXISTS (
    SELECT 1 FROM countable e
    WHERE e.doc = n.doc AND e.sentence_position = n.t.sentence_position AND e.metric = n.t.metric AND e.unit = n.t.unit
      AND e.year = n.t.year AND e.relation = n.t.relation
      AND ((e.char_end <= n.t.char_start
            AND (e.exploitation IS DISTINCT FROM n.t.exploitation OR e.age IS DISTINCT FROM n.t.age
                 OR e.gender IS DISTINCT FROM n.t.gender OR e.nationality IS DISTINCT FROM n.t.nationality))
           OR (e.general AND e.char_start >= n.p.char_end AND e.value > n.t.value)))
)
SELECT l.doc, l.part_id, l.total_id, l.told, p.metric, p.year,
       p.least, p.value, p.text, p.char_start, p.char_end, p.sentence_position,
       p.begins, p.ends, p.age, p.gender, p.exploitation, p.nationality, p.sentence,
       t.most AS total_most, t.value AS total_value, t.qualifier AS total_qualifier, t.text AS total_text,
       t.char_start AS total_start, t.char_end AS total_end, t.begins AS total_begins, t.ends AS total_ends,
       t.sentence_position AS total_sentence,
       -- The dimensions that distinguish the part from its total: only parts distinguished by the same ones can be
       -- added.
       concat_ws('+', CASE WHEN p.exploitation IS DISTINCT FROM t.exploitation THEN 'exploitation' END,
                      CASE WHEN p.age IS DISTINCT FROM t.age THEN 'age' END,
                      CASE WHEN p.gender IS DISTINCT FROM t.gender THEN 'gender' END,
                      CASE WHEN p.nationality IS DISTINCT FROM t.nationality THEN 'nationality' END) AS told_apart_by,
       concat_ws('+', p.exploitation, p.age, p.gender, p.nationality) AS kind_of_part
FROM (SELECT * FROM linked UNION ALL SELECT * FROM guessed) l
JOIN figure p ON p.doc = l.doc AND p.fact_id = l.part_id
JOIN figure t ON t.doc = l.doc AND t.fact_id = l.total_id;

-- Sums of parts that another figure can contain, so that the total was probably missed: a current figure of the same
-- metric, year and unit before the parts ("identified 264, … 240 were adults and 24 were children"). It must be the
-- exact sum if it is in their own sentence, or at least as large if it is in another sentence; or it is a number that
-- the sentence only refers back to ("43 of the 95 victims"). (Pass columns with their table's name: a bare one would be
-- taken for one of h.)
CREATE TEMP MACRO held_elsewhere(of_doc, of_metric, of_year, at_sentence, at_start, of_sum, total_sentence) AS
  EXISTS (SELECT 1 FROM figure h
          WHERE h.doc = of_doc AND h.metric = of_metric AND h.year = of_year AND h.relation = 'current' AND h.char_end <= at_start
            AND ((h.sentence_position = at_sentence AND h.value = of_sum)
                 OR (at_sentence <> total_sentence AND h.sentence_position BETWEEN at_sentence - 3 AND at_sentence
                     AND h.most >= of_sum)))
  OR EXISTS (SELECT 1 FROM counted h
             WHERE h.doc = of_doc AND h.sentence_position = at_sentence AND h.kind = 'back_reference' AND h.char_end <= at_start
               AND h.most >= of_sum);

-- What was said about a year before the courts: for each document, year, metric and unit, the minimum of what the
-- figures amount to (the largest figure, or sex and labor added) and the maximum (all different general figures added,
-- as two agencies may each report one).
CREATE TEMP TABLE court AS
WITH shown AS (
  SELECT * FROM figure
  WHERE metric IN ('charges', 'prosecutions', 'prosecutions_ongoing', 'convictions', 'acquittals', 'dismissals')
    AND NOT derived AND status IN ('reported', 'none') AND restates IS NULL
    -- Closures outside the courts' section are seldom of cases ("of 160 homes, 10 were closed"), nor are cases that the
    -- police closed before anyone was charged.
    AND NOT (metric = 'dismissals'
             AND (section IN ('protection', 'prevention')
                  OR regexp_matches(sentence, '(?i)\bwithout (filing |bringing )?(any )?(charge|indict)|\bpolice\b[^.;]{0,40}\bclos')))
)
SELECT doc, year, metric, unit,
       greatest(coalesce(max(least) FILTER (true), 0),
                coalesce(max(least) FILTER (exploitation = 'sex' AND NOT official), 0)
                + coalesce(max(least) FILTER (exploitation = 'labor' AND NOT official), 0)) AS least,
       greatest(coalesce(list_sum(list(DISTINCT most) FILTER (general AND part_of IS NULL)), 0),
                coalesce(list_sum(list(DISTINCT most) FILTER (exploitation = 'sex' AND NOT official)), 0)
                + coalesce(list_sum(list(DISTINCT most) FILTER (exploitation = 'labor' AND NOT official)), 0),
                coalesce(max(most), 0)) AS most,
       bool_or(relation = 'current') AS current,
       -- "prosecuted five cases", not a bare "five prosecutions", which may well mean persons.
       bool_or(unit = 'case' AND regexp_matches(sentence, '(?i)\bcases?\b')) AS by_case,
       arg_max(char_start, value) AS char_start,
       arg_max(char_end, value) AS char_end,
       arg_max(sentence_position, value) AS sentence_position,
       list(DISTINCT sentence_position) FILTER (value > 0) AS sentences
FROM shown
GROUP BY doc, year, metric, unit;

-- A country's figure for a year in its reports: the largest current general one, over all units.
CREATE TEMP TABLE yearly AS
SELECT d.iso3, f.metric, f.year, max(f.value) AS value, max(d.report_year) AS report_year,
       arg_max(f.doc, f.value) AS doc, arg_max(f.sentence_position, f.value) AS sentence_position,
       arg_max(f.char_start, f.value) AS char_start, arg_max(f.char_end, f.value) AS char_end
FROM figure f JOIN document d ON d.doc = f.doc
WHERE f.general AND f.part_of IS NULL AND f.relation = 'current' AND NOT f.derived AND f.status IN ('reported', 'none')
  AND f.metric IN ('investigations', 'prosecutions', 'convictions', 'victims_identified') AND f.year = d.report_year - 1
  AND d.iso3 IS NOT NULL
GROUP BY d.iso3, f.metric, f.year;

-- Comparators that silently differ from what an earlier report gave for that year. `by_state` marks what the state
-- itself counts; courses, services and inspections are provided by many agencies.
CREATE TEMP TABLE contradiction AS
SELECT r.later_doc AS doc, [n.sentence_position] AS sentences, n.char_start, n.char_end,
       num(r.first_value) || ' as in the report of ' || r.first_report_year AS expected, num(r.later_value) AS found,
       r.metric || ' in ' || r.year || ': the report of ' || r.first_report_year || ' said ' || num(r.first_value)
         || ' (' || f.doc || ': "' || left(f.sentence, 200) || '"), this one says ' || num(r.later_value)
         || ' and not why' AS message,
       r.metric IN ('investigations', 'arrests', 'charges', 'prosecutions', 'prosecutions_ongoing', 'convictions',
                    'acquittals', 'dismissals', 'sentences_suspended', 'victims_identified') AS by_state
FROM restatement r
JOIN metric f ON f.doc = r.first_doc AND f.fact_id = r.first_fact_id
JOIN metric n ON n.doc = r.later_doc AND n.fact_id = r.later_fact_id
WHERE r.status = 'contradicted';

-- The figures that claims are about: those of facts as they are now, other numbers as printed, with the bounds that
-- their words allow.
CREATE TEMP TABLE claim_figure AS
WITH told AS (
  SELECT o.doc, o.claim_id, o.position, o.role, o.fact_id, m.metric, m.unit, m.year, m.status, m.relation, m.exploitation,
         m.age, m.gender, m.nationality, m.official, m.sentence_position, m.part_of,
         CASE WHEN m.fact_id IS NULL THEN o.value ELSE m.value END AS value,
         CASE WHEN m.fact_id IS NULL THEN o.value_high ELSE m.value_high END AS value_high,
         coalesce(m.qualifier, o.qualifier) AS qualifier
  FROM claim_operand o LEFT JOIN metric m ON m.doc = o.doc AND m.fact_id = o.fact_id
)
SELECT *,
       CASE qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN value * 0.9 ELSE value END AS least,
       CASE qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN coalesce(value_high, value) * 1.1
                      ELSE coalesce(value_high, value) END AS most
FROM told WHERE value IS NOT NULL;

-- Claims that set one figure against an earlier one, if both count the same: metric, unit and dimensions.
CREATE TEMP TABLE comparison AS
SELECT c.doc, c.claim_id, c.kind, c.says, c.value, c.qualifier, c.text, c.char_start, c.char_end,
       list_distinct([c.sentence_position, m.sentence_position, a.sentence_position]) AS sentences,
       m.metric, m.year, m.value AS measured, m.least AS measured_least, m.most AS measured_most, a.value AS against,
       a.least AS against_least, a.most AS against_most,
       m.qualifier = 'exact' AND a.qualifier = 'exact' AS both_exact,
       -- The value claimed, with the bounds of its words.
       CASE c.qualifier WHEN 'at_most' THEN 0 WHEN 'about' THEN c.value * 0.85 ELSE c.value END AS least,
       CASE c.qualifier WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN c.value * 1.15 ELSE c.value END AS most
FROM claim c
JOIN claim_figure m ON m.doc = c.doc AND m.claim_id = c.claim_id AND m.role = 'measured'
JOIN claim_figure a ON a.doc = c.doc AND a.claim_id = c.claim_id AND a.role = 'against'
WHERE a.metric = m.metric AND a.unit = m.unit AND a.year < m.year AND a.official = m.official
  AND a.exploitation IS NOT DISTINCT FROM m.exploitation AND a.age IS NOT DISTINCT FROM m.age
  AND a.gender IS NOT DISTINCT FROM m.gender AND a.nationality IS NOT DISTINCT FROM m.nationality
  AND m.status IN ('reported', 'none') AND a.status IN ('reported', 'none');

-- Laws that are named by one article: its number, and whether it is of a code or of another law. Names, not sentences.
CREATE TEMP TABLE article AS
SELECT entity_id, name, regexp_extract(name, '(?i)^article (\d[\w.-]*)', 1) AS article, contains(lower(name), 'code') AS code
FROM entity
WHERE kind = 'law' AND regexp_matches(name, '(?i)^article \d');

-- Terms outside what their law prescribes: see cross_table.term_outside_law.
CREATE TEMP TABLE outside_law AS
WITH law AS (
  SELECT m.doc, a.article, any_value(a.name) AS law, min(m.sentence_position) AS sentence_position,
         min(CASE WHEN m.qualifier = 'at_most' THEN 0 ELSE m.value END) AS lowest,
         max(CASE WHEN m.qualifier = 'at_least' AND m.value_high IS NULL THEN 'infinity'::DOUBLE
                  ELSE coalesce(m.value_high, m.value) END) AS highest,
         list(m.sentence_position) AS told_in
  FROM metric m
  JOIN law_penalty l ON l.doc = m.doc AND l.fact_id = m.fact_id
  JOIN article a ON a.entity_id = l.entity_id
  WHERE m.metric = 'penalty_prescribed' AND m.value IS NOT NULL AND m.unit = 'month'
  GROUP BY m.doc, a.article
),
named AS (
  SELECT n.doc, n.sentence_position, min(a.article) AS article
  FROM mention n LEFT JOIN article a ON a.entity_id = n.entity_id
  WHERE n.kind = 'law'
  GROUP BY n.doc, n.sentence_position
  -- no other law is named there
  HAVING count(*) = count(a.article) AND count(DISTINCT a.article) = 1
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
WHERE t.metric = 'sentence_terms' AND t.unit = 'month' AND t.relation = 'current' AND t.qualifier IN ('exact', 'range')
  AND (coalesce(t.value_high, t.value) > l.highest OR (t.value < l.lowest AND t.value > 0))
  AND NOT EXISTS (SELECT 1 FROM claim k
                  WHERE k.doc = t.doc AND k.kind = 'circumstance' AND k.says = 'eased'
                    AND (abs(k.sentence_position - t.sentence_position) <= 1 OR list_contains(l.told_in, k.sentence_position)));
