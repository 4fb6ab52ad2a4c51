-- In a list by country ("came back from China (350) and Cambodia (131)", "12 Ukrainians and 40 Moldovans"), each person
-- belongs to one country, so the figures together cannot exceed their total. Each number belongs to the country beside
-- it; of several numbers for one country, the largest counts.
WITH at_country AS (
  SELECT f.doc, f.sentence_position, f.fact_id, f.metric, f.year, f.unit, f.least, f.value, f.begins, f.ends, f.char_start,
         f.char_end, f.sentence, f.paragraph, f.section_position, f.part_of, f.exploitation, f.age, f.gender,
         -- "14 were foreign (eight Congolese and six Ethiopians), and nine Zambians": inside the brackets or outside.
         length(regexp_replace(substring(f.sentence, 1, f.begins), '[^(]', '', 'g'))
           - length(regexp_replace(substring(f.sentence, 1, f.begins), '[^)]', '', 'g')) AS depth,
         arg_min(m.entity_id, abs(m.char_start - f.char_end)) AS country
  FROM figure f JOIN mention m ON m.doc = f.doc AND m.sentence_position = f.sentence_position AND m.kind = 'country'
  WHERE f.metric LIKE 'victims_%' AND f.status = 'reported' AND f.relation = 'current'
    AND ((m.char_start >= f.char_end
          AND regexp_matches(substring(f.sentence, f.ends + 1, greatest(m.char_start - f.char_end, 0)),
                             '(?i)^\s*((victims|women|men|girls|boys|children|people|persons|nationals|citizens|were|came|originated)\s+)*((from|of)\s+)?$'))
         OR (m.char_end <= f.char_start
             AND regexp_matches(substring(f.sentence, f.begins - (f.char_start - m.char_end) + 1, f.char_start - m.char_end), '^ \($')))
  GROUP BY ALL
),
list AS (
  SELECT doc, sentence_position, metric, year, unit, country, exploitation, age, gender, paragraph, section_position, part_of, depth,
         max(least) AS least, max(value) AS value, min(begins) AS begins, min(char_start) AS char_start,
         max(char_end) AS char_end, any_value(sentence) AS sentence
  FROM at_country GROUP BY ALL
),
summed AS (
  SELECT doc, sentence_position, metric, year, unit, exploitation, age, gender, paragraph, section_position, part_of, depth,
         count(*) AS countries, sum(least) AS least, sum(value) AS value, min(begins) AS begins,
         min(char_start) AS char_start, max(char_end) AS char_end, any_value(sentence) AS sentence,
         string_agg(num(value), ' + ' ORDER BY char_start) AS parts
  FROM list GROUP BY ALL
),
held AS (
  SELECT s.doc, s.sentence_position, s.metric, s.year, s.value, s.least, s.char_start, s.char_end, s.parts,
         bool_or(t.fact_id IS NOT DISTINCT FROM s.part_of OR t.sentence_position <> s.sentence_position
                 OR says_part(substring(s.sentence, t.ends + 1, greatest(s.begins - t.ends, 0)), '')) AS cue,
         max(t.most) AS most, arg_max(t.value, t.most) AS total, arg_max(t.sentence_position, t.most) AS total_sentence
  FROM summed s
  JOIN figure t ON t.doc = s.doc AND t.metric = s.metric AND t.year = s.year AND t.unit = s.unit AND t.status = 'reported'
   AND t.fact_id NOT IN (SELECT c.fact_id FROM at_country c WHERE c.doc = s.doc)
   AND (t.fact_id = s.part_of
        OR (t.sentence_position = s.sentence_position AND t.ends <= s.begins AND t.relation = 'current')
        OR (t.paragraph = s.paragraph AND t.section_position = s.section_position AND goes_on(s.sentence)
            AND t.sentence_position BETWEEN s.sentence_position - 2 AND s.sentence_position - 1))
  WHERE s.countries > 1
  GROUP BY s.doc, s.sentence_position, s.metric, s.year, s.value, s.least, s.char_start, s.char_end, s.parts
)
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total) AS expected, num(value) AS found,
       metric || ' in ' || year || ': by country ' || parts || ' = ' || num(value) || ', of ' || num(total) AS message
FROM held z
WHERE least > most AND cue
  AND NOT held_elsewhere(z.doc, z.metric, z.year, z.sentence_position, z.char_start, z.value, z.total_sentence)
