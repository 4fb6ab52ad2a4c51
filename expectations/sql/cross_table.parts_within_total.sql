-- Parts of one sentence that are told apart by the same dimensions (boys and girls, sex and labor) exceed their total
-- together. Of several parts of one kind ("forced labor", "domestic servitude") only the largest counts, as one may
-- include the other; nationalities are left out, as a group and its members are all foreign.
WITH kinds AS (
  SELECT doc, total_id, sentence_position, told_apart_by, kind_of_part,
         max(least) AS least, max(value) AS value, arg_max(char_start, value) AS char_start,
         arg_max(char_end, value) AS char_end,
         any_value(metric) AS metric, any_value(year) AS year, any_value(total_most) AS total_most,
         any_value(total_value) AS total_value, any_value(total_sentence) AS total_sentence
  FROM part
  WHERE told_apart_by NOT IN ('', 'nationality')
  GROUP BY doc, total_id, sentence_position, told_apart_by, kind_of_part
)
SELECT doc, [sentence_position, any_value(total_sentence)] AS sentences,
       min(char_start) AS char_start, max(char_end) AS char_end,
       'at most ' || num(any_value(total_value)) AS expected,
       num(sum(value)) AS found,
       any_value(metric) || ' in ' || any_value(year) || ': parts (' || string_agg(num(value), ' + ' ORDER BY char_start)
         || ' = ' || num(sum(value)) || ') exceed their total ' || num(any_value(total_value)) AS message
FROM kinds
GROUP BY doc, total_id, sentence_position, told_apart_by
HAVING count(*) > 1 AND sum(least) > any_value(total_most) AND max(least) <= any_value(total_most)
