-- A breakdown in brackets, between dashes or after a colon, directly after its total, without words such as
-- "including": its figures should add up to the total. Too small a sum is a gap in the report but not yet an error, so
-- this is information.
WITH listed AS (
  SELECT t.doc, t.fact_id, t.metric, t.year, t.unit, t.relation, t.value AS total_value, t.char_start AS total_start,
         t.char_end AS total_end, t.sentence_position, t.sentence, t.ends,
         regexp_extract(substring(t.sentence, t.ends + 1), '^([^().;—–,:]{0,60})(?:[(—–]|: )', 1) AS gap,
         regexp_extract(substring(t.sentence, t.ends + 1), '^[^().;—–,:]{0,60}(?:\(([^()]*)\)|[—–]([^()—–]*)[—–])', 1)
           || regexp_extract(substring(t.sentence, t.ends + 1), '^[^().;—–,:]{0,60}(?:\(([^()]*)\)|[—–]([^()—–]*)[—–])', 2)
           -- After a colon, the list ends with the sentence or at a comparison.
           || regexp_replace(regexp_extract(substring(t.sentence, t.ends + 1), '^[^().;—–,:]{0,60}: ([^:;()—–]*)', 1),
                             '(?i),? (compared|up from|down from|as against|an increase|a decrease).*$', '') AS inside
  FROM figure t
  WHERE t.status = 'reported' AND t.relation = 'current' AND t.qualifier = 'exact' AND t.unit IN ('case', 'person', 'event')
),
bracket AS (
  SELECT *, ends + length(gap) + 1 AS opens, ends + length(gap) + 1 + length(inside) AS closes
  FROM listed
  WHERE inside <> ''
    AND NOT regexp_matches(inside, '(?i)includ|among|mainly|mostly|chiefly|primarily|at least|of (whom|which|the|them|these)\b|up to|compared|previous|\bin (19|20)\d\d')
),
told AS (
  -- A part by age and one by gender divide the same persons twice, so each dimension has its own sum.
  SELECT b.doc, b.fact_id, b.sentence_position, b.metric, b.year, b.total_value, p.value, p.char_start, p.char_end,
         concat_ws('+', CASE WHEN p.exploitation IS NOT NULL THEN 'exploitation' END,
                        CASE WHEN p.age IS NOT NULL THEN 'age' END, CASE WHEN p.gender IS NOT NULL THEN 'gender' END,
                        CASE WHEN p.nationality IS NOT NULL THEN 'nationality' END) AS told_apart_by
  FROM bracket b
  JOIN figure p ON p.doc = b.doc AND p.sentence_position = b.sentence_position AND p.fact_id <> b.fact_id
   AND p.metric = b.metric AND p.year = b.year AND p.unit = b.unit AND p.relation = b.relation
   AND p.begins >= b.opens AND p.ends <= b.closes AND p.qualifier = 'exact'
),
way AS (
  SELECT doc, fact_id, told_apart_by, sum(value) AS value FROM told GROUP BY doc, fact_id, told_apart_by
),
added AS (
  -- The sum of all parts, or the largest sum by one dimension if the total of all would count persons twice.
  SELECT b.doc, b.fact_id, b.sentence_position, b.metric, b.year, b.total_value, count(*) AS parts,
         min(b.char_start) AS char_start, max(b.char_end) AS char_end,
         CASE WHEN sum(b.value) <= b.total_value THEN sum(b.value)
              ELSE (SELECT max(w.value) FROM way w WHERE w.doc = b.doc AND w.fact_id = b.fact_id) END AS value
  FROM told b
  GROUP BY b.doc, b.fact_id, b.sentence_position, b.metric, b.year, b.total_value
)
SELECT b.doc, [b.sentence_position] AS sentences, b.char_start, b.char_end,
       num(b.total_value) AS expected, num(b.value) AS found,
       b.metric || ' in ' || b.year || ': the parts behind ' || num(b.total_value) || ' add up to ' || num(b.value) AS message
FROM added b
WHERE b.parts > 1
  AND NOT EXISTS (SELECT 1 FROM way w WHERE w.doc = b.doc AND w.fact_id = b.fact_id AND w.value = b.total_value)
  -- Too large a sum of parts distinguished by kind has its own check (parts_within_total).
  AND (b.value < b.total_value
       OR (b.value > b.total_value
           AND NOT EXISTS (SELECT 1 FROM part p WHERE p.doc = b.doc AND p.total_id = b.fact_id
                             AND p.told_apart_by NOT IN ('', 'nationality'))))
