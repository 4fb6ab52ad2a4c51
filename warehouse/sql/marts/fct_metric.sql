-- Facts that are not repetitions, with the keys of their dimensions, their role, and whether country_year uses them: the
-- chosen fact, or all parts of a sum.
WITH cited AS (
  SELECT DISTINCT doc, unnest(CASE WHEN basis = 'sum_of_parts' THEN considered ELSE [fact_id] END) AS fact_id FROM country_year
),
-- Hash once for each document, metric and year, since hashing takes longer than all the rest.
narrative AS MATERIALIZED (
  SELECT doc, key(iso3) AS country_key, key(report_year) AS report_year_key FROM document
),
counted AS MATERIALIZED (SELECT metric, key(metric) AS metric_key FROM metric GROUP BY metric),
told AS MATERIALIZED (SELECT year, key(year) AS year_key FROM metric WHERE year IS NOT NULL GROUP BY year)
SELECT key(m.doc || chr(31) || m.fact_id) AS fact_key, d.country_key, k.metric_key, y.year_key, d.report_year_key,
       CASE WHEN m.relation = 'comparator' THEN 'comparator'
            WHEN coalesce(m.part_of, m.exploitation, m.age, m.gender, m.nationality) IS NOT NULL THEN 'part'
            ELSE 'total' END AS role,
       c.doc IS NOT NULL AS cited, m.value, m.value_high, m.qualifier, m.unit, m.status, m.period, m.exploitation, m.age,
       m.gender, m.nationality, m.official, m.purpose, m.count AS persons, m.confidence, m.doc, m.fact_id
FROM metric m JOIN narrative d ON d.doc = m.doc JOIN counted k ON k.metric = m.metric
LEFT JOIN told y ON y.year = m.year LEFT JOIN cited c ON c.doc = m.doc AND c.fact_id = m.fact_id
WHERE m.restates IS NULL
