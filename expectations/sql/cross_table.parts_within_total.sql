-- Parts in one sentence that together exceed their total. Only parts that cannot overlap are added: all of them if each
-- two differ in a dimension that both have (women, men and children), or else those distinguished by the same
-- dimensions (boys and girls, sex and labor). Of several parts of one kind ("forced labor", "domestic servitude") only
-- the largest counts, as one may include the other; nationalities are left out, as a group and its members are all
-- foreign.
WITH kinds AS (
  SELECT doc, total_id, sentence_position, told_apart_by, kind_of_part, exploitation, age, gender,
         max(least) AS least, max(value) AS value, arg_max(char_start, value) AS char_start,
         arg_max(char_end, value) AS char_end,
         any_value(metric) AS metric, any_value(year) AS year, any_value(total_most) AS total_most,
         any_value(total_value) AS total_value, any_value(total_sentence) AS total_sentence
  FROM part
  WHERE told_apart_by NOT IN ('', 'nationality')
  GROUP BY doc, total_id, sentence_position, told_apart_by, kind_of_part, exploitation, age, gender
),
overlapping AS (
  SELECT DISTINCT a.doc, a.total_id, a.sentence_position
  FROM kinds a JOIN kinds b ON b.doc = a.doc AND b.total_id = a.total_id AND b.sentence_position = a.sentence_position
  WHERE (a.told_apart_by, a.kind_of_part) < (b.told_apart_by, b.kind_of_part)
    AND NOT (coalesce(a.exploitation <> b.exploitation, false) OR coalesce(a.age <> b.age, false)
             OR coalesce(a.gender <> b.gender, false))
),
grouped AS (
  SELECT k.*, CASE WHEN o.doc IS NULL THEN 'all' ELSE k.told_apart_by END AS way
  FROM kinds k LEFT JOIN overlapping o
    ON o.doc = k.doc AND o.total_id = k.total_id AND o.sentence_position = k.sentence_position
),
summed AS (
  SELECT doc, sentence_position, any_value(total_sentence) AS total_sentence, any_value(metric) AS metric,
         any_value(year) AS year, any_value(total_value) AS total, min(char_start) AS char_start, max(char_end) AS char_end,
         sum(value) AS value, string_agg(num(value), ' + ' ORDER BY char_start) AS parts
  FROM grouped
  GROUP BY doc, total_id, sentence_position, way
  HAVING count(*) > 1 AND sum(least) > any_value(total_most) AND max(least) <= any_value(total_most)
)
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total) AS expected, num(value) AS found,
       metric || ' in ' || year || ': parts (' || parts || ' = ' || num(value) || ') exceed their total ' || num(total) AS message
FROM summed z
WHERE NOT held_elsewhere(z.doc, z.metric, z.year, z.sentence_position, z.char_start, z.value, z.total_sentence)
