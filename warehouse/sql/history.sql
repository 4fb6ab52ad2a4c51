-- The history of one figure over all versions of a warehouse, in one query. DuckDB reads the Parquet files of every version
-- at once; run this file in the folder that contains snapshots/, then ask, for example:
--   FROM fact_history('9666041e330ad067');
--   FROM figure_history('GHA', 'convictions', 2022);

-- All versions, in order of publication.
CREATE OR REPLACE TEMP MACRO published_versions() AS TABLE
SELECT version, sequence, published_at
FROM read_json('snapshots/[0-9]*/manifest.json', filename = false, maximum_object_size = 268435456,
               columns = {version: 'VARCHAR', sequence: 'INTEGER', published_at: 'VARCHAR'});

-- Every fact of every version, with its narrative.
CREATE OR REPLACE TEMP MACRO published_facts() AS TABLE
SELECT m.*, d.narrative_id, d.iso3, d.report_year, coalesce(d.narrative_id, m.doc) AS narrative
FROM (SELECT *, regexp_extract(filename, '([^/\\]+)[/\\]parquet[/\\]', 1) AS version
      FROM read_parquet('snapshots/[0-9]*/parquet/metric.parquet', union_by_name = true, filename = true)) m
JOIN (SELECT doc, narrative_id, iso3, report_year, regexp_extract(filename, '([^/\\]+)[/\\]parquet[/\\]', 1) AS version
      FROM read_parquet('snapshots/[0-9]*/parquet/document.parquet', union_by_name = true, filename = true)) d
  ON d.doc = m.doc AND d.version = m.version;

-- One fact in each version: by its id, or by its place if the id changed with a figure in its sentence. The place is the
-- narrative, what is counted, and the sentence without digits; nth distinguishes facts with the same place.
CREATE OR REPLACE TEMP MACRO fact_history(wanted) AS TABLE
WITH mine AS MATERIALIZED (
  SELECT *, hash(narrative, metric, relation, year, exploitation, age, gender, nationality, official, purpose,
                 regexp_replace(sentence, '[0-9][0-9.,]*', '#', 'g')) AS place
  FROM published_facts()
  WHERE narrative IN (SELECT narrative FROM published_facts() WHERE fact_id = wanted)),
facts AS (SELECT *, row_number() OVER (PARTITION BY version, place ORDER BY char_start) AS nth FROM mine),
meant AS (SELECT DISTINCT place, nth FROM facts WHERE fact_id = wanted),
found AS (
  SELECT f.* FROM facts f
  WHERE f.fact_id = wanted OR EXISTS (SELECT 1 FROM meant WHERE meant.place = f.place AND meant.nth = f.nth)
  QUALIFY row_number() OVER (PARTITION BY f.version ORDER BY f.fact_id = wanted DESC, f.char_start) = 1),
told AS (
  SELECT v.version, v.sequence, v.published_at, f.fact_id IS NOT NULL AS there, f.metric, f.value, f.value_high, f.qualifier,
         f.unit, f.status, f.year, f.exploitation, f.age, f.gender, f.nationality, f.text AS words, f.sentence, f.doc, f.rule,
         f.confidence, f.fact_id
  FROM published_versions() v LEFT JOIN found f ON f.version = v.version
  WHERE EXISTS (SELECT 1 FROM found))
SELECT version, published_at,
       CASE WHEN NOT there THEN CASE WHEN bool_or(there) OVER earlier THEN 'gone' ELSE 'not yet' END
            WHEN NOT coalesce(bool_or(there) OVER earlier, false) THEN 'first'
            WHEN NOT lag(there) OVER versions THEN 'again'
            ELSE coalesce(nullif(concat_ws(', ',
              CASE WHEN value IS DISTINCT FROM lag(value) OVER versions THEN 'value' END,
              CASE WHEN value_high IS DISTINCT FROM lag(value_high) OVER versions THEN 'value_high' END,
              CASE WHEN qualifier IS DISTINCT FROM lag(qualifier) OVER versions THEN 'qualifier' END,
              CASE WHEN unit IS DISTINCT FROM lag(unit) OVER versions THEN 'unit' END,
              CASE WHEN status IS DISTINCT FROM lag(status) OVER versions THEN 'status' END,
              CASE WHEN year IS DISTINCT FROM lag(year) OVER versions THEN 'year' END,
              CASE WHEN (exploitation, age, gender, nationality)
                IS DISTINCT FROM lag((exploitation, age, gender, nationality)) OVER versions THEN 'who is counted' END), ''),
              'same')
       END AS change,
       metric, value, value_high, unit, status, year, words, sentence, doc, rule, confidence, fact_id
FROM told
WINDOW versions AS (ORDER BY sequence),
       earlier AS (ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
ORDER BY sequence;

-- The figure to cite for a country, a metric and a year, in each version.
CREATE OR REPLACE TEMP MACRO figure_history(country_code, counted, of_year) AS TABLE
WITH found AS MATERIALIZED (
  SELECT *, regexp_extract(filename, '([^/\\]+)[/\\]parquet[/\\]', 1) AS version
  FROM read_parquet('snapshots/[0-9]*/parquet/country_year.parquet', union_by_name = true, filename = true)
  WHERE iso3 = country_code AND metric = counted AND year = of_year),
told AS (
  SELECT v.version, v.sequence, v.published_at, f.iso3 IS NOT NULL AS there, f.value, f.value_high, f.unit, f.status, f.doc,
         f.fact_id, f.sentence
  FROM published_versions() v LEFT JOIN found f ON f.version = v.version
  WHERE EXISTS (SELECT 1 FROM found))
SELECT version, published_at,
       CASE WHEN NOT there THEN CASE WHEN bool_or(there) OVER cells_before THEN 'gone' ELSE 'not yet' END
            WHEN NOT coalesce(bool_or(there) OVER cells_before, false) THEN 'first'
            WHEN NOT lag(there) OVER cells THEN 'again'
            ELSE coalesce(nullif(concat_ws(', ',
              CASE WHEN value IS DISTINCT FROM lag(value) OVER cells THEN 'value' END,
              CASE WHEN value_high IS DISTINCT FROM lag(value_high) OVER cells THEN 'value_high' END,
              CASE WHEN unit IS DISTINCT FROM lag(unit) OVER cells THEN 'unit' END,
              CASE WHEN status IS DISTINCT FROM lag(status) OVER cells THEN 'status' END), ''), 'same')
       END AS change,
       value, value_high, unit, status, sentence, doc, fact_id
FROM told
WINDOW cells AS (ORDER BY sequence),
       cells_before AS (ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
ORDER BY sequence;
