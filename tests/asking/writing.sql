-- The statements and functions in DuckDB's documentation that write, change the session, or reach beyond the database.
-- Each line is one statement. {published} is the database file of a version, {folder} the folder that it lies in.
-- A test fails if a release of DuckDB has a kind of statement or a function that is neither listed here nor known only
-- to read.

-- COPY ... TO
COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}' (FORMAT csv)
COPY (SELECT 'x') TO '{published}.wal' (FORMAT csv, USE_TMP_FILE false)
COPY (SELECT '{wal}'::BLOB) TO '{published}.wal' (FORMAT blob, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}.wal.checkpoint' (FORMAT csv, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}.wal.recovery' (FORMAT csv, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}' (FORMAT json, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}' (FORMAT parquet, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{folder}' (FORMAT csv, PER_THREAD_OUTPUT true, OVERWRITE true)
COPY (SELECT 1 AS a) TO '{folder}' (FORMAT csv, PARTITION_BY (a), OVERWRITE_OR_IGNORE true)
COPY metric TO '{folder}/out.csv'
COPY metric TO '/dev/stdout'
copy metric to '{folder}/out.csv' with (header)
WITH a AS (SELECT 1) COPY (FROM a) TO '{folder}/out.csv'
COPY metric FROM '{folder}/in.csv'
COPY FROM DATABASE tipetl TO memory
EXPLAIN ANALYZE COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false)
EXPLAIN (ANALYZE) COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false)
explain /* SELECT */ analyze copy metric to '{published}.wal' (FORMAT csv, USE_TMP_FILE false)
EXPLAIN ANALYZE INSERT INTO metric (fact_id) VALUES ('x')
SELECT 1; COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false)
COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false); SELECT 1
/* SELECT */ COPY (SELECT 'x') TO '{published}' (FORMAT csv, USE_TMP_FILE false)

-- Whole databases
ATTACH '{folder}/other.duckdb'
ATTACH '{folder}/other.duckdb' AS other (READ_WRITE)
ATTACH IF NOT EXISTS '{published}' AS again (READ_ONLY false)
ATTACH ':memory:' AS mine
ATTACH OR REPLACE '{published}' AS tipetl
DETACH tipetl
DETACH DATABASE IF EXISTS tipetl
CREATE DATABASE mine
DROP DATABASE tipetl
USE memory
USE tipetl.main
EXPORT DATABASE '{folder}'
EXPORT DATABASE '{folder}/exported' (FORMAT parquet)
IMPORT DATABASE '{folder}'
CHECKPOINT
CHECKPOINT tipetl
FORCE CHECKPOINT
VACUUM
VACUUM ANALYZE metric
ANALYZE

-- Rows
INSERT INTO metric (fact_id) VALUES ('x')
INSERT OR REPLACE INTO metric (fact_id) VALUES ('x')
INSERT INTO metric BY NAME SELECT 'x' AS fact_id RETURNING *
UPDATE metric SET value = 999
DELETE FROM metric
DELETE FROM metric RETURNING *
TRUNCATE metric
MERGE INTO metric USING metric AS other ON metric.fact_id = other.fact_id WHEN MATCHED THEN DELETE
WITH gone AS (DELETE FROM metric RETURNING *) SELECT * FROM gone

-- Definitions
CREATE TABLE mine (a INTEGER)
CREATE TABLE mine AS FROM metric
CREATE OR REPLACE TEMP TABLE mine AS SELECT 1
CREATE VIEW mine AS SELECT 1
CREATE TEMP VIEW metric AS SELECT 999 AS value
CREATE SCHEMA mine
CREATE SEQUENCE mine
CREATE TEMP SEQUENCE mine
CREATE TYPE mood AS ENUM ('a')
CREATE TEMP TYPE mood AS ENUM ('a')
CREATE INDEX mine ON metric (value)
CREATE MACRO mine() AS 1
CREATE TEMP MACRO sum(x) AS 999
CREATE FUNCTION mine(a) AS TABLE SELECT a
CREATE SECRET (TYPE s3, KEY_ID 'x', SECRET 'y')
CREATE PERSISTENT SECRET mine (TYPE s3, KEY_ID 'x', SECRET 'y')
DROP SECRET mine
DROP TABLE metric
DROP VIEW IF EXISTS headline_figures
DROP SCHEMA main CASCADE
ALTER TABLE metric RENAME TO mine
ALTER TABLE metric ADD COLUMN mine INTEGER
ALTER VIEW headline_figures RENAME TO mine
ALTER DATABASE tipetl RENAME TO mine
COMMENT ON TABLE metric IS 'x'
COMMENT ON COLUMN metric.value IS 'x'
PIVOT metric ON year
PIVOT metric ON year USING sum(value) GROUP BY metric

-- The session
SET memory_limit = '100GB'
SET GLOBAL enable_external_access = true
SET disabled_filesystems = ''
SET lock_configuration = false
SET temp_directory = '{folder}'
SET allowed_directories = ['/']
SET profiling_output = '{folder}/profile'
SET enable_profiling = 'json'
SET log_query_path = '{folder}/log'
SET home_directory = '{folder}'
SET extension_directory = '{folder}'
SET secret_directory = '{folder}'
SET threads = 100
SET search_path = 'temp'
SET VARIABLE mine = 1
RESET lock_configuration
RESET memory_limit
RESET VARIABLE mine
BEGIN
COMMIT
ROLLBACK
START TRANSACTION READ WRITE
PREPARE mine AS DELETE FROM metric
PREPARE mine AS SELECT 1
EXECUTE mine
EXECUTE mine(1)
DEALLOCATE mine
INSTALL httpfs
INSTALL httpfs FROM community
FORCE INSTALL '{folder}/x.duckdb_extension'
LOAD httpfs
LOAD '{folder}/x.duckdb_extension'
UPDATE EXTENSIONS

-- PRAGMA
PRAGMA memory_limit = '100GB'
PRAGMA profiling_output = '{folder}/profile'
PRAGMA log_query_path = '{folder}/log'
PRAGMA temp_directory = '{folder}'
PRAGMA add_parquet_key('a', '0123456789112345')
PRAGMA copy_database('tipetl', 'memory')
PRAGMA import_database('{folder}')
PRAGMA force_checkpoint
PRAGMA enable_checkpoint_on_shutdown
PRAGMA disable_checkpoint_on_shutdown
PRAGMA enable_object_cache
PRAGMA disable_object_cache
PRAGMA enable_optimizer
PRAGMA disable_optimizer
PRAGMA enable_print_progress_bar
PRAGMA disable_print_progress_bar
PRAGMA enable_progress_bar
PRAGMA disable_progress_bar
PRAGMA enable_profile
PRAGMA disable_profile
PRAGMA enable_profiling
PRAGMA disable_profiling
PRAGMA enable_verification
PRAGMA disable_verification
PRAGMA verify_external
PRAGMA disable_verify_external
PRAGMA verify_fetch_row
PRAGMA disable_verify_fetch_row
PRAGMA verify_parallelism
PRAGMA disable_verify_parallelism
PRAGMA verify_serializer
PRAGMA disable_verify_serializer
PRAGMA json_execute_serialized_sql('x')

-- CALL
CALL checkpoint()
CALL force_checkpoint('tipetl')
CALL enable_logging()
CALL enable_logging(storage = 'file', storage_path = '{folder}/log')
CALL disable_logging()
CALL truncate_duckdb_logs()
CALL enable_profiling()
CALL duckdb_tables()
CALL pragma_table_info('metric')

-- Functions in FROM that write, print, or change the session
SELECT * FROM checkpoint()
SELECT * FROM force_checkpoint('tipetl')
SELECT * FROM enable_logging()
SELECT * FROM enable_logging('QueryLog', storage = 'stdout')
SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_path = '{folder}/log')
SELECT * FROM disable_logging()
SELECT * FROM truncate_duckdb_logs()
SELECT * FROM enable_profiling()
SELECT * FROM enable_profiling(save_location = '{folder}/profile')
SELECT * FROM disable_profiling()
DESCRIBE (SELECT * FROM enable_profiling())
SUMMARIZE (SELECT * FROM "ENABLE_PROFILING"())
EXPLAIN ANALYZE SELECT * FROM enable_profiling()
SELECT (SELECT count(*) FROM enable_profiling())
WITH a AS MATERIALIZED (FROM enable_profiling()) SELECT * FROM a

-- Functions that run the text of their argument as SQL
SELECT * FROM query('SELECT 1')
SELECT * FROM query('SELECT * FROM enable_profiling()')
SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM enable_profiling()'))

-- Functions that read other files, or memory by its address
SELECT * FROM glob('/*')
SELECT * FROM read_text('{published}')
SELECT * FROM read_blob('/etc/passwd')
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM read_csv_auto('/etc/passwd')
SELECT * FROM sniff_csv('/etc/passwd')
SELECT * FROM read_json('/etc/passwd')
SELECT * FROM read_json_auto('/etc/passwd')
SELECT * FROM read_json_objects('/etc/passwd')
SELECT * FROM read_json_objects_auto('/etc/passwd')
SELECT * FROM read_ndjson('/etc/passwd')
SELECT * FROM read_ndjson_auto('/etc/passwd')
SELECT * FROM read_ndjson_objects('/etc/passwd')
SELECT * FROM read_parquet('{folder}/*.parquet')
SELECT * FROM parquet_scan('{folder}/*.parquet')
SELECT * FROM parquet_schema('{folder}/*.parquet')
SELECT * FROM parquet_metadata('{folder}/*.parquet')
SELECT * FROM parquet_file_metadata('{folder}/*.parquet')
SELECT * FROM parquet_full_metadata('{folder}/*.parquet')
SELECT * FROM parquet_kv_metadata('{folder}/*.parquet')
SELECT * FROM parquet_bloom_probe('{folder}/*.parquet', 'a', 1)
SELECT * FROM read_duckdb('{published}')
SELECT * FROM which_secret('s3://x', 's3')
SELECT * FROM '/etc/passwd.csv'
SELECT * FROM 'https://example.invalid/a.parquet'
SELECT * FROM arrow_scan(1, 2, 3)
SELECT * FROM arrow_scan_dumb(1, 2, 3)
SELECT * FROM pandas_scan(1)
SELECT * FROM python_map_function(1, 2)
SELECT * FROM seq_scan('metric')

-- Other functions that change something
SELECT write_log('x')
SELECT write_log('x', level := 'error') FROM metric
SELECT sleep_ms(1)
SELECT setseed(0.5)
SELECT nextval('mine')
