-- Compares the victims assisted with the victims identified in that year and the year before, according to this
-- narrative or the previous one. The check only informs, because shelters also care for people from other years and
-- people not officially identified. If the narrative gives all identified victims by kind ("23 victims of forced
-- prostitution"), the kinds are added up.
WITH shown AS (
  SELECT * FROM figure f
  WHERE metric IN ('victims_assisted', 'victims_identified') AND part_of IS NULL AND status = 'reported'
    AND (general
         OR (metric = 'victims_identified' AND NOT official
             AND NOT EXISTS (SELECT 1 FROM figure g WHERE g.doc = f.doc AND g.metric = f.metric AND g.year = f.year AND g.general)))
),
told AS (
  SELECT doc, metric, year, max(least) AS least, arg_max(value, [least, -char_start]) AS value,
         arg_max(char_start, [least, -char_start]) AS char_start, arg_max(char_end, [least, -char_start]) AS char_end,
         arg_max(sentence_position, [least, -char_start]) AS sentence_position,
         list_sum(list(DISTINCT most ORDER BY most) FILTER (restates IS NULL)) AS most,
         list_sort(list(DISTINCT sentence_position)) AS sentences
  FROM shown
  GROUP BY doc, metric, year
),
identified AS (
  SELECT * FROM told WHERE metric = 'victims_identified'
),
before AS (
  SELECT doc, year, most, sentences FROM identified
  UNION ALL
  SELECT d.doc, i.year, i.most, []
  FROM document d JOIN document e ON e.iso3 = d.iso3 AND e.report_year = d.report_year - 1
  JOIN identified i ON i.doc = e.doc AND i.year = e.report_year - 1
  WHERE NOT EXISTS (SELECT 1 FROM identified o WHERE o.doc = d.doc AND o.year = i.year)
)
SELECT a.doc, list_concat([a.sentence_position], list_concat(i.sentences, b.sentences)) AS sentences,
       a.char_start, a.char_end,
       'at most ' || num(i.most + b.most) AS expected, num(a.value) AS found,
       num(a.value) || ' victims assisted in ' || a.year || ', but ' || num(i.most) || ' identified that year and '
         || num(b.most) || ' the year before' AS message
FROM told a
JOIN identified i ON i.doc = a.doc AND i.year = a.year
JOIN before b ON b.doc = a.doc AND b.year = a.year - 1
WHERE a.metric = 'victims_assisted' AND a.least > i.most + b.most
