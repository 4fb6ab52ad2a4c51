-- Finds mutually exclusive kinds (sex and labor trafficking, adults and children, women and men, foreigners and
-- nationals, countries) in separate sentences that add up to more than another sentence's total for everyone.
WITH kind AS (
  SELECT doc, fact_id, metric, unit, year, least, value, sentence_position, char_start, char_end,
         concat_ws('+', CASE WHEN exploitation IS NOT NULL THEN 'exploitation' END, CASE WHEN age IS NOT NULL THEN 'age' END,
                        CASE WHEN gender IS NOT NULL THEN 'gender' END, CASE WHEN nationality IS NOT NULL THEN 'nationality' END) AS told_apart_by,
         concat_ws('+', exploitation, age, gender, nationality) AS kind
  FROM own WHERE NOT official AND relation = 'current'
    -- "the six who suffered both appear twice"
    AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = own.doc AND k.sentence_position = own.sentence_position
                      AND k.kind = 'circumstance' AND k.says = 'both')
  UNION ALL
  -- "28 from India" in one sentence, "the 17 Filipina victims identified" in another
  SELECT o.doc, o.fact_id, o.metric, o.unit, o.year, o.least, o.value, o.sentence_position, o.char_start, o.char_end, 'country', c.country
  FROM own o JOIN at_country c ON c.doc = o.doc AND c.fact_id = o.fact_id
  JOIN whole w ON w.doc = o.doc AND w.fact_id = o.part_of
  WHERE NOT o.official AND o.relation = 'current' AND o.age IS NULL AND o.gender IS NULL AND o.exploitation IS NULL
  UNION ALL
  SELECT c.doc, NULL, c.metric, 'person', coalesce(c.year, d.report_year - 1), f.least, f.value, c.sentence_position, c.char_start, c.char_end, 'country', min(m.entity_id)
  FROM claim c JOIN document d ON d.doc = c.doc
  JOIN claim_figure f ON f.doc = c.doc AND f.claim_id = c.claim_id
  JOIN mention m ON m.doc = c.doc AND m.kind = 'country' AND m.char_start BETWEEN c.char_start AND c.char_end
  WHERE c.kind = 'told_again'
  GROUP BY ALL HAVING count(DISTINCT m.entity_id) = 1
),
largest AS (
  SELECT * FROM kind WHERE told_apart_by IN ('exploitation', 'age', 'gender', 'nationality', 'country')
  QUALIFY row_number() OVER (PARTITION BY doc, metric, unit, year, told_apart_by, kind ORDER BY least DESC, char_start) = 1
),
added AS (
  SELECT doc, metric, unit, year, told_apart_by, sum(least) AS least, list(sentence_position ORDER BY char_start DESC) AS sentences,
         max(char_start) AS char_start, max(char_end) AS char_end, string_agg(num(value) || ' ' || kind, ' + ' ORDER BY char_start) AS told
  FROM largest GROUP BY doc, metric, unit, year, told_apart_by HAVING count(*) > 1
),
total AS (
  SELECT doc, metric, unit, year, max(most) AS most, max(value) AS value, list(DISTINCT sentence_position) AS sentences
  FROM whole WHERE general GROUP BY doc, metric, unit, year HAVING NOT bool_or(body)
)
SELECT a.doc, list_concat(a.sentences, t.sentences) AS sentences, a.char_start, a.char_end,
       'at most ' || num(t.value) AS expected, num(a.least) AS found,
       a.metric || ' in ' || a.year || ': ' || a.told || ' are ' || num(a.least) || ', where ' || num(t.value) || ' is given for all' AS message
FROM added a JOIN total t ON t.doc = a.doc AND t.metric = a.metric AND t.unit = a.unit AND t.year = a.year
WHERE a.least > t.most AND NOT list_has_all(t.sentences, a.sentences) AND NOT EXISTS (SELECT 1 FROM kind k WHERE k.doc = a.doc AND k.metric = a.metric AND k.unit = a.unit AND k.year = a.year
                                         -- a figure equal to the total may be the total itself, misread as a kind
                                         AND (k.least > t.most OR k.told_apart_by <> '' AND k.least = t.most))
