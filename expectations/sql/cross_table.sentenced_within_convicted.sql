-- Compares the people sentenced, in one sentence of the text or in two that cannot be about the same people, with the
-- maximum for that year's convictions. The maximum is the sum of all different figures, because courts or articles may
-- each have their own. People with a suspended sentence are added to people sent to prison. A single conviction is
-- usually an example rather than a year's total.
WITH terms AS (
  -- Of several groups with a term in a sentence, the largest counts, because one group may include others; claims mark
  -- lists.
  SELECT f.doc, f.year, f.sentence_position, f.section_position, max(f.count)::DOUBLE AS persons,
         list(f.count::DOUBLE) AS counts_told, arg_max(f.char_start, [f.count, -f.char_start]) AS char_start, arg_max(f.char_end, [f.count, -f.char_start]) AS char_end,
         max(f.count)::VARCHAR AS counts
  FROM figure f
  WHERE f.metric = 'sentence_terms' AND f.count IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = f.doc AND q.sentence_position = f.sentence_position AND (q.kind = 'age' AND q.low = f.count OR q.kind = 'pronoun'))
    -- "indicted 47 persons and obtained 28 convictions, with sentences of …": the 47 indicted were not all sentenced.
    AND NOT EXISTS (SELECT 1 FROM figure o
                    WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.value = f.count
                      AND (o.relation = 'comparator' OR o.metric IN ('investigations', 'arrests', 'charges', 'prosecutions')))
    -- "convicted 13 (20 in seven cases in 2015) and sent them to prison": the number is not a fact, in a sentence with
    -- another year's figures
    AND NOT EXISTS (SELECT 1 FROM figure o JOIN figure w ON w.doc = o.doc AND w.sentence_position = o.sentence_position AND w.metric = o.metric AND w.relation = 'current'
                    WHERE o.doc = f.doc AND o.sentence_position = f.sentence_position AND o.metric = 'convictions' AND o.relation = 'comparator' AND w.value < f.count)
  GROUP BY f.doc, f.year, f.sentence_position, f.section_position
),
prison AS (
  SELECT * FROM terms
  UNION ALL
  -- Claims mark offenders who went to prison for an unstated term, and lists of everyone who was sentenced.
  SELECT c.doc, coalesce((SELECT arg_max(f.year, [f.char_start, f.year]) FROM figure f
                          WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.relation = 'current' AND f.char_start < c.char_end),
                         any_value(d.report_year) - 1) AS year,
         c.sentence_position, any_value(s.section_position), sum(o.least), list(o.value), c.char_start, c.char_end,
         string_agg(num(o.value), ' + ' ORDER BY o.position)
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  JOIN document d ON d.doc = c.doc
  WHERE c.kind = 'imprisoned'
    AND NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.year < d.report_year - 1)
  GROUP BY c.doc, c.claim_id, c.sentence_position, c.char_start, c.char_end
  HAVING count(*) > 1 OR NOT EXISTS (SELECT 1 FROM metric t WHERE t.doc = c.doc AND t.sentence_position = c.sentence_position AND t.metric = 'sentence_terms')
),
suspended AS (
  -- A person with a suspended sentence was also convicted.
  SELECT f.doc, f.year, f.sentence_position, f.section_position, f.least, f.value, f.char_start, f.char_end, f.part_of,
         -- "Sixteen of these", right after the convictions rather than after the terms
         EXISTS (SELECT 1 FROM link l JOIN metric w ON w.doc = l.doc AND w.fact_id = l.related_to
                 WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.kind IN ('among', 'part_of')
                   AND (w.metric <> 'convictions' OR w.sentence_position <> f.sentence_position - 1
                        OR EXISTS (SELECT 1 FROM prison p WHERE p.doc = f.doc AND p.sentence_position BETWEEN w.sentence_position AND f.sentence_position - 1))) AS of_others,
         -- "eight received suspended sentences", not "the sentences of eight were suspended"
         f.rule IN ('sentences_suspended.noun', 'sentences_suspended.get', 'sentences_suspended.given', 'sentences_suspended.conditional',
                    'sentences_suspended.let', 'sentences_suspended.befell')
         -- also counts "suspended the sentences of the remaining seven"
         OR EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                    WHERE k.doc = f.doc AND k.kind = 'rest' AND o.fact_id = f.fact_id)
         -- also counts "prison terms for 21; the sentences of 15 were suspended"
         OR EXISTS (SELECT 1 FROM claim k JOIN claim_operand o ON o.doc = k.doc AND o.claim_id = k.claim_id
                    WHERE k.doc = f.doc AND k.kind = 'spared' AND o.fact_id = f.fact_id
                      AND EXISTS (SELECT 1 FROM claim i WHERE i.doc = k.doc AND i.kind = 'imprisoned' AND i.sentence_position = k.sentence_position AND i.char_end < k.char_start)) AS apart,
         -- "The sentences of 12 were suspended, and nine others began to serve terms": the nine are not among the 12
         (SELECT min(t.char_start) FROM limited l JOIN figure t ON t.doc = l.doc AND t.fact_id = l.fact_id
          WHERE l.doc = f.doc AND l.says = 'added' AND lower(l.text) IN ('another', 'other', 'others') AND t.metric = 'sentence_terms' AND t.count IS NOT NULL
            AND t.sentence_position = f.sentence_position AND t.char_start > f.char_end
            -- "One got two years; the other two got six months, suspended": "the other two" do not include the first
            AND NOT EXISTS (SELECT 1 FROM limited o WHERE o.doc = f.doc AND o.fact_id = f.fact_id AND o.says = 'added')) AS others_at
  FROM figure f
  WHERE f.metric = 'sentences_suspended' AND f.unit = 'person' AND f.status = 'reported'
    AND f.least < 'infinity'::DOUBLE AND f.relation = 'current'
    -- These offenders also went to prison.
    AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = f.doc AND l.fact_id = f.fact_id AND l.says = 'partly')
  UNION ALL
  -- "In 37 instances, judges suspended the sentence", "four were only fined": claims mark such numbers.
  SELECT c.doc, d.report_year - 1, c.sentence_position, s.section_position, o.least, o.value, c.char_start, c.char_end, NULL, false, true, NULL
  FROM claim c
  JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
  JOIN sentence s ON s.doc = c.doc AND s.position = c.sentence_position
  JOIN document d ON d.doc = c.doc
  WHERE c.kind = 'spared'
    AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = c.doc AND m.sentence_position = c.sentence_position AND (m.metric = 'sentences_suspended' OR m.year < d.report_year - 1))
),
sentenced AS (
  SELECT doc, year, sentence_position, section_position, persons, char_start, char_end, counts, false AS with_suspended,
         [sentence_position] AS told_in FROM prison
  UNION ALL
  SELECT doc, year, sentence_position, section_position, least, char_start, char_end, num(value) || ' suspended', true, [sentence_position]
  FROM suspended WHERE part_of IS NULL
  UNION ALL
  -- "five received prison terms and eight received suspended sentences"
  SELECT s.doc, s.year, s.sentence_position, s.section_position, t.persons + s.least, s.char_start, s.char_end,
         t.counts || ' + ' || num(s.value) || ' suspended', true, [s.sentence_position]
  FROM suspended s JOIN prison t ON t.doc = s.doc AND t.year = s.year AND t.sentence_position = s.sentence_position
  WHERE s.value > 1 AND NOT s.of_others AND s.part_of IS NULL
    AND (s.apart AND NOT list_contains(t.counts_told, s.value) AND s.char_start >= t.char_end OR s.others_at = t.char_start)
  UNION ALL
  -- ... and if each figure is in a sentence of its own, unless the terms are those of everyone convicted, some of whom
  -- were spared.
  SELECT s.doc, s.year, s.sentence_position, s.section_position, t.persons + s.least, s.char_start, s.char_end,
         t.counts || ' + ' || num(s.value) || ' suspended', true, [s.sentence_position, t.sentence_position]
  FROM suspended s JOIN prison t ON t.doc = s.doc AND t.year = s.year AND t.sentence_position <> s.sentence_position
  WHERE (s.apart
         OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'circumstance'
                      AND k.says = 'added'))
    AND s.value > 1 AND NOT s.of_others AND s.part_of IS NULL
    AND t.persons < (SELECT max(c.most) FROM court c WHERE c.doc = s.doc AND c.year = s.year AND c.metric = 'convictions')
),
convicted AS (
  SELECT c.doc, c.year, greatest(max(c.most), (SELECT list_sum(list(DISTINCT f.most ORDER BY f.most)) FROM figure f
                                               WHERE f.doc = c.doc AND f.year = c.year AND f.metric = 'convictions'
                                                 AND f.unit = 'person' AND f.part_of IS NULL AND f.restates IS NULL AND NOT f.retold)) AS most,
         list(c.sentence_position) AS sentences
  FROM court c
  WHERE c.metric = (SELECT any_value(within) FROM metric_relation WHERE metric = 'sentence_terms') AND c.unit = 'person'
  GROUP BY c.doc, c.year
),
most_told AS (
  SELECT * FROM sentenced
  QUALIFY row_number() OVER (PARTITION BY doc, year, sentence_position ORDER BY persons DESC, char_start) = 1
),
added AS (
  SELECT s.doc, list_concat(s.told_in, c.sentences) AS sentences, s.char_start, s.char_end,
         'at most ' || num(c.most) AS expected, num(s.persons) AS found,
         num(s.persons) || ' persons sentenced (' || s.counts || ') in ' || s.year || ', but ' || num(c.most) || ' convicted'
           AS message
  FROM most_told s JOIN convicted c ON c.doc = s.doc AND c.year = s.year
  WHERE c.most > 1 AND s.persons > c.most
    -- "convicting 118 persons in files of 1999 to 2001": the year that was read is irrelevant
    AND NOT EXISTS (SELECT 1 FROM metric f JOIN sentence n ON n.doc = s.doc AND n.position = s.sentence_position
                    WHERE f.doc = s.doc AND f.metric = 'convictions' AND f.unit = 'person' AND f.relation = 'current' AND f.value >= s.persons
                      AND f.sentence_position BETWEEN n.position - 1 AND n.position)
    -- Convictions by one court, under one law or in one case say nothing about the total if the text mentions more
    -- convictions.
    AND (EXISTS (SELECT 1 FROM whole w WHERE w.doc = s.doc AND w.year = s.year AND w.metric = 'convictions' AND w.unit = 'person' AND w.status = 'reported'
                 AND (w.exploitation IS NULL OR NOT EXISTS (SELECT 1 FROM figure o WHERE o.doc = w.doc AND o.year = w.year AND o.metric = w.metric AND o.exploitation IS DISTINCT FROM w.exploitation)))
         OR NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.kind IN ('whole', 'circumstance'))
         -- Such convictions still bound a sentence that refers to them: "51 of those convicted received probation".
         OR EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND list_contains(s.told_in, k.sentence_position) AND k.kind = 'told_again' AND k.metric = 'convictions')
            AND 1 = (SELECT count(*) FROM figure f WHERE f.doc = s.doc AND f.year = s.year AND f.metric = 'convictions' AND f.general AND f.part_of IS NULL AND NOT f.retold))
    -- "19 of the 23 offenders": the sentence names its own whole.
    AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = s.doc AND q.sentence_position = s.sentence_position
                      AND q.kind = 'back_reference' AND (q.low >= s.persons OR s.with_suspended))
)
SELECT * FROM added
UNION ALL
-- "Courts convicted 71. Only 26 were ordered to serve time in prison. Suspended sentences were handed to another 58":
-- three sentences say how many people were convicted, went to prison or did not, and the last two numbers exceed the
-- first.
SELECT doc, list_distinct([prison_in, spared_in, convicted_in]), char_start, char_end, 'at most ' || num(most), num(prison + spared),
       num(prison) || ' sent to prison and ' || num(spared) || ' not, of ' || num(most)
FROM (
  SELECT p.doc, p.value AS prison, s.value AS spared, p.sentence_position AS prison_in, s.sentence_position AS spared_in, s.char_start, s.char_end,
         max(n.most) AS most, arg_max(n.sentence_position, [n.most, -n.sentence_position]) AS convicted_in, bool_or(n.metric = 'convictions' OR n.kind = 'back_reference') AS convicted
  FROM penalized p
  JOIN penalized s ON s.doc = p.doc AND s.says = 'suspended' AND s.section_position = p.section_position AND abs(s.sentence_position - p.sentence_position) <= 2 AND s.number_start <> p.number_start
   AND NOT (s.back AND s.number_start > p.number_start)
   -- "two of these seven received suspended terms", after 12 others went to prison
   AND coalesce(s.whole > p.value, true)
   -- "the sentences of six were suspended, two entirely and four only in part": the four also went to prison.
   AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'circumstance' AND k.says = 'partly')
  JOIN told_number n ON n.doc = p.doc AND n.sentence_position BETWEEN least(p.sentence_position, s.sentence_position) - 2 AND greatest(p.sentence_position, s.sentence_position)
   AND n.char_start <= greatest(p.number_start, s.number_start) AND NOT n.earlier AND coalesce(n.metric = 'convictions', true)
  WHERE p.says = 'prison'
  GROUP BY ALL
)
WHERE prison + spared > most AND convicted AND doc NOT IN (SELECT doc FROM added)
QUALIFY row_number() OVER (PARTITION BY doc ORDER BY char_start) = 1
UNION ALL
-- "convicted 13, of whom six were imprisoned, seven were given suspended sentences, and three were fined only": one
-- sentence states everyone's punishment, and its parts exceed its total, which the sentence before may give ("Six of
-- those convicted were imprisoned, …").
SELECT doc, [sentence_position], min(part_start), max(part_end), 'at most ' || num(any_value(convicted)), num(sum(value)),
       string_agg(num(value), ' + ' ORDER BY part_start) || ' sentenced in one way or another, of ' || num(any_value(convicted))
FROM (
  SELECT c.doc, c.sentence_position, o.value, n.char_start AS part_start, n.char_end AS part_end, f.value AS convicted, bool_and(c.kind = 'penalty') AS fined
  FROM claim c
  JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part' AND o.qualifier = 'exact'
  JOIN told_number n ON n.doc = c.doc AND n.sentence_position = c.sentence_position AND n.value = o.value AND n.char_start BETWEEN c.char_start AND c.char_end
  JOIN figure f ON f.doc = c.doc AND f.metric = 'convictions' AND f.unit = 'person' AND f.relation = 'current' AND f.qualifier = 'exact'
   AND f.part_of IS NULL AND f.char_end < c.char_start
   AND (f.sentence_position = c.sentence_position
        OR f.sentence_position = c.sentence_position - 1
           AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind = 'told_again' AND k.metric = 'convictions' AND k.char_start <= c.char_start))
  WHERE (c.kind IN ('imprisoned', 'spared') OR c.kind = 'penalty' AND c.says = 'fine')
    -- "six of these": the words refer to a part, not to everyone
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.kind IN ('going_back', 'some_of') AND k.char_start > f.char_end
                      AND (k.metric IS DISTINCT FROM 'convictions' OR f.sentence_position = c.sentence_position))
    AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = c.doc AND l.says = 'partly' AND l.fact_id = o.fact_id)
  GROUP BY ALL
)
WHERE doc NOT IN (SELECT doc FROM added)
GROUP BY doc, sentence_position
HAVING count(*) > 2 AND count(DISTINCT convicted) = 1 AND sum(value) > any_value(convicted) AND max(value) < any_value(convicted)
  -- fines may come on top of prison terms, unless the other penalties do not cover everyone
  AND (NOT bool_or(fined) OR sum(value) FILTER (NOT fined) < any_value(convicted))
