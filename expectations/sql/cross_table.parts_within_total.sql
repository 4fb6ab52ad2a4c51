-- Finds parts that together exceed their total, in one sentence or several. Only parts that cannot overlap are added.
-- All parts are added if every two differ in a dimension that both have (women, men and children). Otherwise, the check
-- adds parts distinguished by the same dimensions (boys and girls, sex and labor, Ukrainians and Romanians), or
-- mutually exclusive outcomes (metric_relation). Of several parts of one kind ("forced labor", "domestic servitude")
-- only the largest counts, because one may include the other.
WITH excluding AS (
  SELECT DISTINCT metric FROM metric_relation WHERE how = 'together' AND within = 'prosecutions'
),
-- The whole may be a number that is not a fact, to which no link can lead (links join facts): the first number of its
-- sentence ("Of the 40 defendants whose trials ended, 31 were convicted and 14 acquitted", "Eleven cases came to an
-- end: seven in convictions and six in acquittals", "These 197 victims comprised 68 men, 74 women, and 65 children"). A
-- claim `ended` marks those whose trials ended, since "verdicts on 46 accused" may be of either kind.
first_number AS (
  SELECT q.*,
         EXISTS (SELECT 1 FROM claim c WHERE c.doc = q.doc AND c.kind = 'ended' AND c.says IS NULL AND q.char_start BETWEEN c.char_start AND c.char_end)
         -- "Of the 121 persons prosecuted, 83 were convicted, 17 were acquitted, and 29 awaited judgment"
         OR EXISTS (SELECT 1 FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'whole'
                    WHERE c.doc = q.doc AND c.kind = 'going_back' AND o.fact_id = q.fact_id AND q.char_start - c.char_start BETWEEN 1 AND 8) AS judged
  FROM (SELECT * FROM quantity
        WHERE kind IN ('fact', 'back_reference', 'other_count', 'unexplained')
        QUALIFY row_number() OVER (PARTITION BY doc, sentence_position ORDER BY char_start) = 1) q
),
behind_number AS (
  SELECT f.*, q.char_start AS number_start, coalesce(q.high, q.low) AS number_most, q.low AS number, q.kind AS number_kind,
         (SELECT m.metric FROM metric m WHERE m.doc = q.doc AND m.fact_id = q.fact_id) AS number_metric
  FROM first_number q
  JOIN figure f ON f.doc = q.doc AND f.sentence_position = q.sentence_position AND f.char_start > q.char_end
  WHERE (q.kind = 'back_reference' OR q.judged OR q.kind <> 'fact' AND f.unit = 'case')
    AND f.relation = 'current' AND f.status = 'reported' AND f.unit IN ('case', 'person')
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position
                      AND k.kind = 'circumstance' AND k.says = 'several' AND k.value = 1)
    AND NOT EXISTS (SELECT 1 FROM part p WHERE p.doc = f.doc AND p.part_id = f.fact_id)
    -- "concluded 18 cases and convicted 14 traffickers; 13 were cleared": a case may have several defendants, but "40
    -- cases, with 30 convictions" counts cases
    AND NOT (f.unit = 'person' AND f.rule LIKE '%.acts%' AND q.judged
             AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position AND k.kind = 'circumstance' AND k.says = 'case'
                           AND k.char_start BETWEEN q.char_end AND q.char_end + 20))
),
of_number AS (
  SELECT doc, 'number ' || number_start AS total_id, 'those tried' AS total_metric, max(least) AS least, max(value) AS value,
         arg_max(char_start, [value, -char_start]) AS char_start, arg_max(char_end, [value, -char_start]) AS char_end,
         any_value(sentence_position) AS sentence_position, metric, any_value(year) AS year,
         any_value(number_most) AS total_most, any_value(number_most) AS roof, any_value(number) AS total_value,
         any_value(sentence_position) AS total_sentence, 'outcomes' AS way
  FROM behind_number b
  WHERE metric IN (FROM excluding)
    AND NOT EXISTS (SELECT 1 FROM behind_number o WHERE o.doc = b.doc AND o.sentence_position = b.sentence_position
                      AND o.metric NOT IN (FROM excluding) AND o.metric IS DISTINCT FROM o.number_metric)
  GROUP BY doc, number_start, metric
  UNION ALL
  SELECT doc, 'number ' || number_start, metric, least, value, char_start, char_end, sentence_position, metric, year,
         number_most, number_most, number, sentence_position, 'kinds'
  FROM behind_number b
  WHERE number_kind = 'back_reference' AND NOT general
    AND NOT EXISTS (SELECT 1 FROM behind_number o
                    WHERE o.doc = b.doc AND o.sentence_position = b.sentence_position AND o.fact_id <> b.fact_id
                      AND NOT (o.metric = b.metric AND o.year = b.year
                               AND (coalesce(o.age <> b.age, false) OR coalesce(o.gender <> b.gender, false)
                                    OR coalesce(o.exploitation <> b.exploitation, false))))
  UNION ALL
  -- "Of the 61 victims, 24 came from Ukraine, 30 from Romania, and 17 from Russia"
  SELECT b.doc, 'number ' || number_start, metric, least, value, char_start, char_end, sentence_position, metric, year,
         number_most, number_most, number, sentence_position, 'countries'
  FROM behind_number b JOIN at_country c ON c.doc = b.doc AND c.fact_id = b.fact_id
  WHERE number_kind = 'back_reference' AND age IS NULL AND gender IS NULL AND exploitation IS NULL
    AND NOT EXISTS (SELECT 1 FROM behind_number o LEFT JOIN at_country d ON d.doc = o.doc AND d.fact_id = o.fact_id
                    WHERE o.doc = b.doc AND o.sentence_position = b.sentence_position AND o.fact_id <> b.fact_id
                      AND NOT (o.metric = b.metric AND o.year = b.year AND coalesce(d.country <> c.country, false)))
),
kinds AS (
  SELECT doc, total_id, total_metric, told_apart_by, kind_of_part, exploitation, age, gender, country,
         max(least) AS least, max(value) AS value, arg_max(char_start, [value, -char_start]) AS char_start,
         arg_max(char_end, [value, -char_start]) AS char_end, arg_max(sentence_position, [value, -char_start]) AS sentence_position,
         any_value(metric) AS metric, any_value(year) AS year, any_value(total_most) AS total_most,
         any_value(roof) AS roof, any_value(total_value) AS total_value, any_value(total_sentence) AS total_sentence
  FROM part
  WHERE kind IN ('part_of', 'rest_of') AND told_apart_by NOT IN ('', 'nationality')
    -- the words say explicitly that this number is divided
    AND NOT EXISTS (SELECT 1 FROM division d WHERE d.doc = part.doc AND d.whole_id = part.total_id AND part.char_start BETWEEN d.char_start AND d.char_end)
    -- "$109,000 had been spent by June; by the end of December, spending had reached $168,000"
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = part.doc AND k.sentence_position = part.sentence_position AND k.kind = 'circumstance' AND k.says = 'so_far')
    -- "from Colombia, with 141 victims, followed by Morocco (88)": the first number of a list may be mistaken for the
    -- whole.
    AND NOT (told_apart_by = 'country' AND (rule LIKE 'scorer.%' OR rule LIKE 'encoder.%') AND sentence_position = total_sentence)
    -- "The state identified one victim and an NGO another 13. Together, 11 had been in forced labor and three …": the
    -- parts divide the sum of both
    AND NOT (sentence_position <> total_sentence
             AND EXISTS (SELECT 1 FROM limited l WHERE l.doc = part.doc AND l.fact_id = part.total_id AND l.says = 'added'))
    -- "a count in which the six women who suffered both forms appear twice": parts for kinds of exploitation may
    -- overlap.
    AND NOT (exploitation IS NOT NULL
             AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = part.doc AND abs(k.sentence_position - part.sentence_position) <= 1
                           AND k.kind = 'circumstance' AND k.says = 'both'))
  GROUP BY doc, total_id, total_metric, told_apart_by, kind_of_part, exploitation, age, gender, country
),
overlapping AS (
  SELECT DISTINCT a.doc, a.total_id
  FROM kinds a JOIN kinds b ON b.doc = a.doc AND b.total_id = a.total_id
  WHERE (a.told_apart_by, a.kind_of_part) < (b.told_apart_by, b.kind_of_part)
    AND NOT (coalesce(a.exploitation <> b.exploitation, false) OR coalesce(a.age <> b.age, false)
             OR coalesce(a.gender <> b.gender, false) OR coalesce(a.country <> b.country, false)
             OR a.told_apart_by = 'sum' AND b.told_apart_by = 'sum')
),
grouped AS (
  SELECT k.* EXCLUDE (told_apart_by, kind_of_part, exploitation, age, gender, country),
         CASE WHEN o.doc IS NULL THEN 'all' ELSE k.told_apart_by END AS way
  FROM kinds k LEFT JOIN overlapping o ON o.doc = k.doc AND o.total_id = k.total_id
  UNION ALL
  SELECT doc, total_id, total_metric, max(least), max(value), arg_max(char_start, [value, -char_start]), arg_max(char_end, [value, -char_start]),
         arg_max(sentence_position, [value, -char_start]), metric, any_value(year), any_value(total_most), any_value(roof),
         any_value(total_value), any_value(total_sentence), 'outcomes'
  FROM part
  WHERE kind = 'among' AND metric IN (FROM excluding) AND total_metric NOT IN (FROM excluding)
  GROUP BY doc, total_id, total_metric, metric
  UNION ALL
  SELECT * FROM of_number
),
summed AS (
  SELECT doc, arg_max(sentence_position, [char_start, sentence_position]) AS sentence_position, list(DISTINCT sentence_position) AS places,
         any_value(total_sentence) AS total_sentence, any_value(total_metric) AS metric, any_value(year) AS year,
         any_value(total_value) AS total, max(char_start) AS last_start,
         CASE WHEN count(DISTINCT sentence_position) = 1 THEN min(char_start) ELSE max(char_start) END AS char_start,
         max(char_end) AS char_end, sum(value) AS value,
         string_agg(num(value) || CASE WHEN way = 'outcomes' THEN ' ' || metric ELSE '' END, ' + ' ORDER BY char_start) AS parts
  FROM grouped
  GROUP BY doc, total_id, way
  HAVING count(*) > 1 AND sum(least) > any_value(roof) AND max(least) <= any_value(total_most)
     -- "of the 76, 70 were women, six were men, and 11 were under 18": the first parts are already all
     AND NOT (way = 'all' AND list_contains(sums_of(list(value ORDER BY char_start)[:8]), any_value(total_value)))
)
SELECT doc, list_concat([sentence_position], list_concat(places, [total_sentence])) AS sentences, char_start, char_end,
       'at most ' || num(total) AS expected, num(value) AS found,
       metric || ' in ' || year || ': parts (' || parts || ' = ' || num(value) || ') exceed their total ' || num(total) AS message
FROM summed z
WHERE NOT held_elsewhere(z.doc, z.metric, z.year, z.sentence_position, z.char_start, z.value, z.total_sentence)
