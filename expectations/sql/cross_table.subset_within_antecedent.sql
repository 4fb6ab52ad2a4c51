-- "Thai officials returned 184 victims. Of these victims, 201 …": a subset cannot be larger than any number of persons
-- or cases that it may refer to, in the sentence or the two before it. If those words give no number, or an open one
-- ("hundreds"), nothing is reported; children, foreigners, outcomes of trials, parts that the reader linked and
-- identified victims who were served have their own checks.
WITH taken AS (
  SELECT n.*,
         -- Without a noun, "them" refers to the previous sentence only from a short first clause: "authorities did not
         -- penalize any victims, and 217 of them …".
         regexp_matches(substring(n.sentence, n.ends + 1),
                        '(?i)^( \w+)? of (these|those) (victims|children|persons|people|women|men|girls|boys|cases|defendants|suspects|offenders|traffickers|migrants|workers)\b')
           OR regexp_matches(substring(n.sentence, 1, n.begins), '(?i)^[^,;:0-9]{0,40}$|^(of|among) (these|them|those)\b') AS far
  FROM counted n
  WHERE coalesce(n.unit, 'person') IN ('person', 'case') AND (n.unit IS NOT NULL OR n.kind <> 'fact')
    AND coalesce(n.relation, 'current') = 'current'
    AND (regexp_matches(substring(n.sentence, n.ends + 1), '(?i)^( \w+)? of (these|them|those)\b')
         OR regexp_matches(substring(n.sentence, 1, n.begins), '(?i)^(of|among) (these|them|those)\b[^0-9,;]{0,30}, ?(only |just |about |some )?$'))
    -- "of those arrested" refers to other people than the previous sentence.
    AND NOT regexp_matches(n.sentence, '(?i)\bof those (who|whose|whom|that|which|in|from|with|found|held|under|still|not|being|put|sent|brought|\w+ed)\b')
    AND NOT regexp_matches(substring(n.sentence, n.ends + 1), '(?i)^ (percent|per cent|%)')
    AND NOT regexp_matches(n.sentence, '(?i)\b(hundreds|thousands|dozens|scores|unknown|earlier|previous|prior)\b')
    AND coalesce(n.metric, '') NOT IN ('convictions', 'acquittals', 'dismissals')
),
before AS (
  SELECT t.doc, t.sentence_position, t.begins, t.char_start, t.char_end, t.value, t.least, t.text, t.fact_id,
         t.far OR bool_or(a.sentence_position = t.sentence_position) AS meant,
         max(a.most) AS most, arg_max(a.value, a.most) AS of_value, arg_max(a.sentence_position, a.most) AS of_sentence
  FROM taken t
  JOIN counted a ON a.doc = t.doc AND a.paragraph = t.paragraph AND a.section_position = t.section_position
   AND a.unit IS NOT NULL
   AND (a.sentence_position BETWEEN t.sentence_position - 2 AND t.sentence_position - 1
        OR (a.sentence_position = t.sentence_position AND a.ends <= t.begins))
  GROUP BY t.doc, t.sentence_position, t.begins, t.char_start, t.char_end, t.value, t.least, t.text, t.fact_id, t.far
)
SELECT b.doc, [b.sentence_position, b.of_sentence] AS sentences, b.char_start, b.char_end,
       'at most ' || num(b.of_value) AS expected, num(b.value) AS found,
       num(b.value) || ' of those that the text goes back to, which are ' || num(b.of_value) || ' at most' AS message
FROM before b
WHERE b.least > b.most AND b.meant
  AND NOT EXISTS (SELECT 1 FROM sentence s
                  WHERE s.doc = b.doc AND s.position BETWEEN b.sentence_position - 2 AND b.sentence_position
                    AND regexp_matches(s.text, '(?i)\b(hundreds|thousands|dozens|scores) of\b|\bunknown number\b'))
  AND NOT EXISTS (SELECT 1 FROM figure f
                  WHERE f.doc = b.doc AND f.fact_id = b.fact_id AND f.metric LIKE 'victims_%'
                    AND (f.age = 'child' OR f.nationality = 'foreign')
                    AND EXISTS (SELECT 1 FROM whole w WHERE w.doc = f.doc AND w.part_id = f.fact_id AND w.most < f.least AND (w.told OR w.cue)))
  AND NOT EXISTS (SELECT 1 FROM part p WHERE p.doc = b.doc AND p.part_id = b.fact_id AND p.least > p.total_most)
  AND NOT EXISTS (SELECT 1 FROM figure p JOIN figure t ON t.doc = p.doc AND t.sentence_position = p.sentence_position
                  WHERE p.doc = b.doc AND p.fact_id = b.fact_id AND p.metric LIKE 'victims_%' AND p.metric <> 'victims_identified'
                    AND t.metric = 'victims_identified' AND t.year = p.year AND t.ends <= p.begins AND t.most < p.least)
