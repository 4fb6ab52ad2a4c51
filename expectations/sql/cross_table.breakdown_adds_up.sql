-- Finds parts that should make up their total but add up to less: those listed in brackets, between dashes or after a
-- colon without "including" (links makes_up). Another check (parts_within_total) covers parts of different kinds that
-- add up to too much. Calls are left out, as they may be about something not listed.
WITH told AS (
  SELECT p.*, coalesce(m.fact_id IS NOT NULL, false) AS listed
  FROM part p LEFT JOIN link m ON m.doc = p.doc AND m.fact_id = p.part_id AND m.kind = 'makes_up' AND m.related_to = p.total_id
  WHERE p.kind = 'part_of' AND p.unit IN ('person', 'case', 'event', 'facility') AND p.relation = 'current' AND p.total_qualifier = 'exact'
),
claims AS (
  SELECT doc, total_id FROM told WHERE listed GROUP BY doc, total_id HAVING count(*) > 1
),
counted AS (
  SELECT t.* FROM claims c JOIN told t ON t.doc = c.doc AND t.total_id = c.total_id AND t.listed
),
way AS (
  SELECT doc, total_id, told_apart_by, sum(value) AS value FROM counted GROUP BY ALL
),
added AS (
  -- Adds all parts, or uses the largest sum by one dimension if adding all would count people twice.
  SELECT c.doc, c.total_id, any_value(metric) AS metric, any_value(unit) AS unit, any_value(year) AS year,
         any_value(total_value) AS total, any_value(total_sentence) AS total_sentence, any_value(total_end) AS total_end, count(*) AS parts,
         max(sentence_position) AS sentence_position, min(char_start) AS char_start, max(char_end) AS char_end,
         bool_and(qualifier = 'exact') AS exact,
         CASE WHEN sum(value) <= any_value(total_value) THEN sum(value)
              ELSE (SELECT max(w.value) FROM way w WHERE w.doc = c.doc AND w.total_id = c.total_id) END AS value,
         sum(value) AS all_parts
  FROM counted c
  GROUP BY c.doc, c.total_id
)
SELECT z.doc, [z.sentence_position, z.total_sentence] AS sentences, z.char_start, z.char_end,
       num(z.total) AS expected, num(z.value) AS found,
       z.metric || ' in ' || z.year || ': the parts of ' || num(z.total) || ' add up to ' || num(z.value) AS message
FROM added z
WHERE z.exact AND z.parts > 1
  -- the words say explicitly that the parts make up the total
  AND NOT EXISTS (SELECT 1 FROM division d WHERE d.doc = z.doc AND d.whole_id = z.total_id AND z.char_start >= d.char_start AND z.char_end <= d.char_end)
  -- "services to all 46: 41 received legal advice, 38 medical care": one victim may receive several services.
  AND NOT (z.metric = 'victims_assisted' AND NOT EXISTS (SELECT 1 FROM way w WHERE w.doc = z.doc AND w.total_id = z.total_id AND w.told_apart_by <> ''))
  AND z.parts = (SELECT count(*) FROM link l WHERE l.doc = z.doc AND l.related_to = z.total_id AND l.kind = 'makes_up')
  AND NOT EXISTS (SELECT 1 FROM way w WHERE w.doc = z.doc AND w.total_id = z.total_id AND w.value = z.total)
  AND (z.value < z.total
            -- "six Venezuelan women, three Colombian women, and a Panamanian man": a single person does not always
            -- become a fact
            AND NOT (z.value = z.total - 1 AND EXISTS (SELECT 1 FROM counted c WHERE c.doc = z.doc AND c.total_id = z.total_id AND c.country IS NOT NULL))
       OR (z.value > z.total
           AND NOT EXISTS (SELECT 1 FROM part p WHERE p.doc = z.doc AND p.total_id = z.total_id
                             AND p.told_apart_by NOT IN ('', 'nationality'))))
  -- Any other number among the parts or right after them ("… and 13 not specified"), or another figure beside them, may
  -- be a part that was not read as one.
  AND NOT EXISTS (SELECT 1 FROM quantity q
                  WHERE q.doc = z.doc AND q.char_start >= least(z.char_start, z.total_end) AND q.char_end <= z.char_end + 60
                    AND q.kind IN ('other_count', 'unexplained', 'back_reference'))
  AND NOT EXISTS (SELECT 1 FROM metric f
                  WHERE f.doc = z.doc AND f.sentence_position = z.sentence_position AND f.fact_id <> z.total_id
                    AND f.metric = z.metric AND f.relation = 'current' AND f.status <> 'none'
                    AND f.fact_id NOT IN (SELECT c.part_id FROM counted c WHERE c.doc = z.doc AND c.total_id = z.total_id))
  -- "Five for officers" may also be such a part, if only the officers were read.
  AND (z.unit IN ('person', 'case')
       OR NOT EXISTS (SELECT 1 FROM quantity q
                      WHERE q.doc = z.doc AND q.sentence_position = z.sentence_position AND q.kind = 'fact' AND q.char_start > z.total_end
                        AND q.char_start NOT IN (SELECT c.char_start FROM counted c WHERE c.doc = z.doc AND c.total_id = z.total_id)))
  -- Women and children do not share a dimension, but together they may well make up the total.
  AND (z.all_parts <= z.total
       OR NOT EXISTS (SELECT 1 FROM counted c WHERE c.doc = z.doc AND c.total_id = z.total_id
                      GROUP BY c.told_apart_by HAVING count(*) = 1))
