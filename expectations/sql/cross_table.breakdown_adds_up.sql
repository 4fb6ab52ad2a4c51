-- A breakdown in brackets or between dashes right behind its total, without words such as "including": its figures are
-- expected to make the total. Too small a sum is a gap in the report, not yet an error, so this is told as information.
WITH listed AS (
  SELECT t.doc, t.fact_id, t.metric, t.year, t.unit, t.relation, t.value AS total_value, t.char_start AS total_start,
         t.char_end AS total_end, t.sentence_position, t.sentence, t.ends,
         regexp_extract(substring(t.sentence, t.ends + 1), '^([^().;—–,]{0,60})(\(|—|–)([^()—–]*)(\)|—|–)', 1) AS gap,
         regexp_extract(substring(t.sentence, t.ends + 1), '^([^().;—–,]{0,60})(\(|—|–)([^()—–]*)(\)|—|–)', 3) AS inside
  FROM figure t
  WHERE t.status = 'reported' AND t.qualifier = 'exact' AND t.unit IN ('case', 'person', 'event')
),
bracket AS (
  SELECT *, ends + length(gap) + 1 AS opens, ends + length(gap) + 1 + length(inside) AS closes
  FROM listed
  WHERE inside <> ''
    AND NOT regexp_matches(inside, '(?i)includ|among|at least|of wh(om|ich)|up to|compared|previous|\bin (19|20)\d\d')
)
SELECT b.doc, [b.sentence_position] AS sentences, min(p.char_start) AS char_start, max(p.char_end) AS char_end,
       num(b.total_value) AS expected, num(sum(p.value)) AS found,
       b.metric || ' in ' || b.year || ': the parts behind ' || num(b.total_value) || ' add up to ' || num(sum(p.value))
         AS message
FROM bracket b
JOIN figure p ON p.doc = b.doc AND p.sentence_position = b.sentence_position AND p.fact_id <> b.fact_id
 AND p.metric = b.metric AND p.year = b.year AND p.unit = b.unit AND p.relation = b.relation
 AND p.begins >= b.opens AND p.ends <= b.closes AND p.qualifier = 'exact'
GROUP BY b.doc, b.fact_id, b.sentence_position, b.metric, b.year, b.total_value
HAVING count(*) > 1 AND sum(p.value) <> b.total_value
