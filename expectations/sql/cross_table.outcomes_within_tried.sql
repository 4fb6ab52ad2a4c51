-- Where a sentence says how many were tried, or how many cases came to an end, and what became of them ("concluded the
-- trials of 18 defendants, 17 of whom they convicted and three of whom they acquitted"), the outcomes cannot exceed that
-- figure. It need not be a fact: "of the 40 defendants whose trials ended, 31 were convicted and 14 acquitted".
WITH ending AS (
  SELECT s.doc, s.position, s.text,
         -- Words that make convictions of persons the ends of cases: "22 cases, of which 17 ended in a conviction".
         regexp_matches(s.text, '(?i)\bof which\b|\b(end|ended|ending) (in|with)\b|\b(result|resulted|resulting) in\b|\b(led|leading) to\b')
           AS ends_of_cases
  FROM sentence s
  WHERE regexp_matches(s.text, '(?i)\btried\b|\bstood trial|\bto trial\b|\bof (whom|them|these|those|which)\b|\b(whose|which) (trials?|cases?|proceedings)\b'
                               '|\b(concluded|completed|finished|ended|closed|decided|resolved|adjudicated|disposed of|ruled (on|in)|handed down verdicts|verdicts? (in|against|on|for))\b.*\b(trials?|cases?|prosecutions?|proceedings|defendants|suspects)\b'
                               '|\b(trials?|cases?|prosecutions?|proceedings|defendants|suspects)\b.*\b(concluded|completed|finished|ended|closed|decided|resolved|adjudicated)\b')
    AND NOT regexp_matches(s.text, '(?i)\b(more|others|another|additional|further|earlier|carried over|from previous|(two|three|four|five|six|seven|eight|nine|ten|\d+) other)\b')
),
tried AS (
  SELECT f.doc, f.fact_id, f.value, f.most, f.year, f.unit, f.relation, f.sentence_position, f.exploitation, f.official,
         f.begins, e.ends_of_cases
  FROM figure f JOIN ending e ON e.doc = f.doc AND e.position = f.sentence_position
  WHERE f.metric = 'prosecutions' AND f.status = 'reported'
    AND (regexp_matches(substring(f.sentence, 1, f.begins),
                        '(?i)\b(tried|concluded|completed|finished|ended|closed|decided|resolved|adjudicated|disposed of|ruled (on|in|against))\b[^;]{0,40}$')
         OR regexp_matches(substring(f.sentence, f.ends + 1),
                           '(?i)^[^;]{0,60}\b(tried|stood trial|whose trials|trials? (was|were|ended|concluded)|(ended|concluded|completed))\b'
                           '|\b(of|whom|which) (whom|them|these|those|which)\b[^;.,]{0,40}(convict|acquit|guilty|dismiss)'
                           '|(convict|acquit|dismiss)[^;.]{0,30} of (whom|them|these|those)\b'))
  UNION ALL
  -- The number of those tried as a back-reference or a count of cases that ended.
  SELECT n.doc, NULL, n.low, coalesce(n.high, n.low), d.report_year - 1, k.unit, 'current', n.sentence_position, NULL, false,
         n.char_start - s.char_start, e.ends_of_cases
  FROM quantity n
  JOIN ending e ON e.doc = n.doc AND e.position = n.sentence_position
  JOIN sentence s ON s.doc = n.doc AND s.position = n.sentence_position
  JOIN document d ON d.doc = n.doc
  JOIN (VALUES ('(?i)^\s*([\w’-]+\s+){0,3}(defendants|suspects|persons|people|individuals|offenders|accused|traffickers)\b', 'person'),
               ('(?i)^\s*([\w’-]+\s+){0,3}(cases|trials|prosecutions|proceedings)\b', 'case')) k(noun, unit)
    ON regexp_matches(substring(s.text, n.char_end - s.char_start + 1, 60), k.noun)
  WHERE n.kind IN ('back_reference', 'other_count', 'unexplained') AND n.low IS NOT NULL
    AND (regexp_matches(substring(s.text, 1, n.char_start - s.char_start), '(?i)\bof (the|these|those|all) (total of )?$')
         OR regexp_matches(substring(s.text, 1, n.char_start - s.char_start),
                           '(?i)\b(concluded|completed|finished|ended|closed|decided|resolved|adjudicated|disposed of|ruled (on|in)|verdicts? (in|against|on|for))\b[^,;]{0,40}$'))
),
outcome AS (
  SELECT t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.begins,
         o.metric, max(o.least) AS least, arg_max(o.value, o.least) AS outcome_value,
         arg_max(o.char_start, o.least) AS char_start, arg_max(o.char_end, o.least) AS char_end
  FROM tried t
  JOIN figure o ON o.doc = t.doc AND (o.year = t.year OR t.fact_id IS NULL) AND (o.unit = t.unit OR t.ends_of_cases)
   AND o.relation = t.relation
   -- "30 ended in convictions, with 42 persons found guilty": one case, several persons.
   AND (o.unit = t.unit OR NOT regexp_matches(substring(o.sentence, o.ends + 1),
                                              '(?i)^\s+([\w’-]+\s+){0,2}(persons|people|defendants|traffickers|offenders|suspects|accused|individuals|men|women|were|found)\b'))
   AND o.metric IN ('convictions', 'acquittals', 'dismissals') AND NOT o.derived
   AND (o.sentence_position = t.sentence_position OR o.part_of = t.fact_id)
   AND (o.begins > t.begins OR o.sentence_position <> t.sentence_position)
   AND (o.exploitation IS NOT DISTINCT FROM t.exploitation OR t.exploitation IS NULL)
   AND o.official = t.official
  GROUP BY t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.begins, o.metric
)
SELECT doc, [sentence_position] AS sentences, min(char_start) AS char_start, max(char_end) AS char_end,
       'at most ' || num(value) AS expected, num(sum(outcome_value)) AS found,
       'Of ' || num(value) || ' tried in ' || year || ': '
         || string_agg(num(outcome_value) || ' ' || metric, ' + ' ORDER BY char_start) || ' = ' || num(sum(outcome_value))
         AS message
FROM outcome
GROUP BY doc, fact_id, value, most, year, sentence_position, begins
HAVING sum(least) > most
