-- If the text says how many were tried, or how many cases ended, and with what outcome ("concluded the trials of 18
-- defendants, 17 of whom they convicted and three of whom they acquitted"), the outcomes cannot exceed that figure. It
-- need not be a fact: "of the 40 defendants whose trials ended, 31 were convicted and 14 acquitted". The outcomes may
-- be in the next sentence, if words refer back ("convicted 22 of these defendants and acquitted nine").
WITH spoken AS (
  SELECT s.doc, s.position, s.paragraph, s.section_position, s.text,
         -- Words that turn convictions of persons into ends of cases: "22 cases, of which 17 ended in a conviction".
         regexp_matches(s.text, '(?i)\bof which\b|\b(end|ended|ending) (in|with)\b|\b(result|resulted|resulting) in\b|\b(led|leading) to\b')
           AS ends_of_cases,
         regexp_matches(s.text, '(?i)^(of|among) (these|them|those)\b') AS begins_back
  FROM sentence s
  WHERE EXISTS (SELECT 1 FROM figure f
                WHERE f.doc = s.doc AND f.sentence_position IN (s.position, s.position + 1)
                  AND f.metric IN ('convictions', 'acquittals', 'dismissals'))
    AND NOT regexp_matches(s.text, '(?i)\b(more|others|another|additional|further|earlier|carried over|from previous|(two|three|four|five|six|seven|eight|nine|ten|\d+) other)\b')
),
-- Numbers that count those tried, by words before or after them.
tried AS (
  SELECT n.doc, n.fact_id, n.value, n.most, n.unit, n.sentence_position, n.begins, n.char_start,
         f.exploitation, coalesce(f.official, false) AS official,
         coalesce(f.year, d.report_year - 1) AS year, coalesce(n.relation, 'current') AS relation, e.ends_of_cases
  FROM counted n
  JOIN spoken e ON e.doc = n.doc AND e.position = n.sentence_position
  JOIN document d ON d.doc = n.doc
  LEFT JOIN figure f ON f.doc = n.doc AND f.fact_id = n.fact_id
  WHERE n.unit IS NOT NULL
    -- "handed down verdicts on 46 accused": those judged, though the reader may take them for convictions.
    AND (n.metric IS NULL OR n.metric = 'prosecutions'
         OR (n.metric = 'convictions' AND regexp_matches(substring(n.sentence, 1, n.begins),
                                                         '(?i)\b(verdicts?|judge?ments?|rulings?) (in|against|on|for|to)\b[^;:0-9]{0,20}$')))
    AND (n.kind <> 'fact' OR f.status = 'reported')
    AND (regexp_matches(substring(n.sentence, 1, n.begins),
                        '(?i)\b(tried|concluded|completed|finali[sz]ed|finished|ended|closed|decided|resolved|settled|adjudicated|heard|judged|disposed of|ruled (on|in|against)|(verdicts?|judge?ments?|rulings?) (in|against|on|for|to))\b[^;:]{0,40}$'
                        '|\bof (the|these|those|all) (total of )?$')
         OR (n.metric = 'prosecutions'
             AND regexp_matches(substring(n.sentence, n.ends + 1),
                                '(?i)\b(of|whom|which) (whom|them|these|those|which)\b[^;.,]{0,40}(convict|acquit|guilty|dismiss)'
                                '|(convict|acquit|dismiss)[^;.]{0,30} of (whom|them|these|those)\b'))
         OR regexp_matches(substring(n.sentence, n.ends + 1),
                           '(?i)^[^;:0-9]{0,60}\b(whose (trials?|cases?|proceedings)|which (trials?|proceedings)|stood trial|faced trial|(went|brought|sent) (to|on) trial|to trial'
                           '|(received|got|heard|awaited|reached) (a |an |the |their |final |first )*(verdicts?|judge?ments?|sentence or acquittal|conclusion)'
                           '|tried|trials? (was|were|ended|concluded)|concluded|completed|finali[sz]ed|finished|adjudicated|came to (an end|a close)|(was|were) (closed|decided|resolved|settled|heard|judged|disposed of)|ended)\b'))
  UNION ALL
  -- Whatever the previous sentence counts, if this one refers back to it: the largest of its numbers.
  SELECT n.doc, NULL, max(n.value), max(n.most), NULL, n.sentence_position, 0, any_value(n.char_start), NULL, false,
         any_value(d.report_year) - 1, 'current', true
  FROM counted n
  JOIN spoken e ON e.doc = n.doc AND e.position = n.sentence_position + 1 AND e.paragraph = n.paragraph
   AND e.section_position = n.section_position AND regexp_matches(e.text, '(?i)^(of|among) (these|them|those)\b')
  JOIN document d ON d.doc = n.doc
  WHERE n.unit IS NOT NULL
  GROUP BY n.doc, n.sentence_position
),
outcome AS (
  SELECT t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.begins, o.sentence_position AS told_in,
         o.metric, max(o.least) AS least, arg_max(o.value, o.least) AS outcome_value,
         arg_max(o.char_start, o.least) AS char_start, arg_max(o.char_end, o.least) AS char_end
  FROM tried t
  JOIN figure o ON o.doc = t.doc AND (o.year = t.year OR t.fact_id IS NULL)
   AND (t.unit IS NULL OR o.unit = t.unit OR t.ends_of_cases)
   AND o.relation = t.relation
   -- "30 ended in convictions, with 42 persons found guilty": one case, several persons.
   AND (t.unit IS NULL OR o.unit = t.unit
        OR NOT regexp_matches(substring(o.sentence, o.ends + 1),
                                              '(?i)^\s+([\w’-]+\s+){0,2}(persons|people|defendants|traffickers|offenders|suspects|accused|individuals|men|women|were|found)\b'))
   AND o.metric IN ('convictions', 'acquittals', 'dismissals') AND NOT o.derived
   AND (o.exploitation IS NOT DISTINCT FROM t.exploitation OR t.exploitation IS NULL)
   AND o.official = t.official
  LEFT JOIN spoken b ON b.doc = o.doc AND b.position = o.sentence_position
  JOIN sentence x ON x.doc = t.doc AND x.position = t.sentence_position
  WHERE (o.sentence_position = t.sentence_position AND o.begins > t.begins AND t.unit IS NOT NULL)
     OR (t.fact_id IS NOT NULL AND o.part_of = t.fact_id)
     OR (o.sentence_position = t.sentence_position + 1 AND o.paragraph = x.paragraph AND o.year = t.year
         AND o.section_position = x.section_position
         AND (b.begins_back
              OR regexp_matches(o.sentence, '(?i)\b(convict|acquit|guilty|sentenc|clear|dismiss|drop|discharg)\w*\b[^,;.]{0,30}\bof (these|them|those)\b')))
  GROUP BY t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.begins, o.sentence_position, o.metric
),
summed AS (
  SELECT doc, value, year, told_in, [told_in, sentence_position] AS sentences,
         min(char_start) AS char_start, max(char_end) AS char_end, sum(outcome_value) AS found,
         string_agg(num(outcome_value) || ' ' || metric, ' + ' ORDER BY char_start) AS parts
  FROM outcome
  GROUP BY doc, fact_id, value, most, year, sentence_position, begins, told_in
  HAVING sum(least) > most
)
SELECT doc, sentences, char_start, char_end, 'at most ' || num(value) AS expected,
       num(found) AS found, 'Of ' || num(value) || ' tried in ' || year || ': ' || parts || ' = ' || num(found) AS message
FROM summed
-- One finding per sentence, for the largest number that it refers back to.
QUALIFY row_number() OVER (PARTITION BY doc, told_in ORDER BY value DESC, char_start) = 1
