-- Where a sentence says how many were tried and what became of them ("concluded the trials of 18 defendants, 17 of whom
-- they convicted and three of whom they acquitted"), the outcomes cannot exceed that figure.
WITH tried AS (
  SELECT * FROM figure
  WHERE metric = 'prosecutions' AND status = 'reported'
    AND NOT regexp_matches(sentence, '(?i)\b(more|others|another|additional|further|(two|three|four|five|six|seven|eight|nine|ten|\d+) other)\b')
    AND regexp_matches(sentence, '(?i)\btried\b|\bstood trial|\b(concluded|completed|finished|ended)\b.*\btrials?\b|\btrials?\b.*\b(concluded|completed|finished|ended)\b|\bof (whom|them|these|those)\b')
),
outcome AS (
  SELECT t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.text,
         o.metric, max(o.least) AS least, arg_max(o.value, o.least) AS outcome_value,
         arg_max(o.char_start, o.least) AS char_start, arg_max(o.char_end, o.least) AS char_end
  FROM tried t
  JOIN figure o ON o.doc = t.doc AND o.year = t.year AND o.unit = t.unit AND o.relation = t.relation
   AND o.metric IN ('convictions', 'acquittals', 'dismissals') AND NOT o.derived
   AND (o.sentence_position = t.sentence_position OR o.part_of = t.fact_id)
   AND (o.exploitation IS NOT DISTINCT FROM t.exploitation OR t.exploitation IS NULL)
   AND o.official = t.official
  GROUP BY t.doc, t.fact_id, t.value, t.most, t.year, t.sentence_position, t.text, o.metric
)
SELECT doc, [sentence_position] AS sentences, min(char_start) AS char_start, max(char_end) AS char_end,
       'at most ' || num(value) AS expected, num(sum(outcome_value)) AS found,
       'Of ' || num(value) || ' tried in ' || year || ': '
         || string_agg(num(outcome_value) || ' ' || metric, ' + ' ORDER BY char_start) || ' = ' || num(sum(outcome_value))
         AS message
FROM outcome
GROUP BY doc, fact_id, value, most, year, sentence_position
HAVING sum(least) > most
