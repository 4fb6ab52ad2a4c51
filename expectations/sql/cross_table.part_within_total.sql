-- Finds a part larger than the whole that its words name: "60 victims, 75 of them children", "identified 60 and
-- referred 75 of them", "Of these victims, 201 …". Links identify the whole, across sentences and metrics.
SELECT doc, [sentence_position, total_sentence] AS sentences, char_start, char_end,
       'at most ' || num(total_most) AS expected, num(value) AS found,
       metric || ' in ' || year || ': ' || num(value) || ' (' || text || ') of the ' || num(total_value)
         || CASE WHEN total_metric <> metric THEN ' of ' || total_metric ELSE ' (' || total_text || ')' END
         || CASE kind WHEN 'one_of_several' THEN ' and others' ELSE '' END AS message
FROM part z
WHERE least > roof
  -- "18 new trafficking investigations, … and 74 for the facilitation of prostitution"
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = z.doc AND l.fact_id = z.part_id AND l.says = 'other' AND z.metric = 'investigations')
  -- "two shelters, which each hold 35": the 35 are places, not shelters
  AND metric <> 'shelters'
  -- Only some victims receive permits or compensation, or testify; the people mentioned next need not be among them.
  AND NOT (kind = 'among' AND total_metric IN ('victims_residence', 'victims_in_proceedings', 'victims_compensated', 'victims_penalized'))
  -- A figure after a punctuation mark or "the other" is often one of several figures. A kind or an act distinguishes a
  -- part.
  AND (told_apart_by NOT IN ('', 'sum') OR kind <> 'part_of' OR metric <> total_metric OR rule LIKE '%+ellipsis' AND (rule NOT LIKE 'scorer.%' AND rule NOT LIKE 'encoder.%' OR sentence_position <> total_sentence)
       OR told_apart_by = 'sum' AND sentence_position <> total_sentence
       -- "720 of these calls"
       OR EXISTS (SELECT 1 FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
                  WHERE c.doc = z.doc AND c.kind = 'going_back' AND c.says = 'same' AND o.fact_id = z.part_id AND c.char_start = z.char_start))
  AND NOT EXISTS (SELECT 1 FROM figure h WHERE h.doc = z.doc AND h.sentence_position = z.total_sentence AND h.unit = z.unit
                    AND z.sentence_position <> z.total_sentence AND h.fact_id <> z.part_id AND h.most >= z.least)
  -- "178 investigations by federal authorities; the states, 628 of them": without a kind, the two figures are
  -- independent.
  AND NOT (told_apart_by = '' AND metric NOT LIKE 'victims%'
           AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = z.doc AND k.kind = 'circumstance' AND k.says = 'beside'
                         AND k.char_start BETWEEN z.total_end AND z.char_start AND k.char_end >= z.char_start))
  AND (z.doc, z.part_id) NOT IN (FROM among_all)
  AND NOT EXISTS (SELECT 1 FROM limited l WHERE l.doc = z.doc AND l.fact_id = z.part_id AND l.says = 'span')
  -- "42 of these children" may follow 90 children and then 12 victims
  AND NOT (z.kind = 'among' AND EXISTS (SELECT 1 FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
                                        JOIN told_number n ON n.doc = c.doc AND n.sentence_position BETWEEN z.total_sentence - 2 AND c.sentence_position AND n.char_start < c.char_start
                                        WHERE c.doc = z.doc AND c.kind = 'going_back' AND c.says = 'persons' AND o.fact_id = z.part_id AND n.most >= z.least
                                          AND (n.kind <> 'other_count' AND coalesce(n.unit = 'person' AND n.metric NOT LIKE 'persons%', true) OR contains(lower(c.text), lower(n.noun)))))
  AND NOT held_elsewhere(z.doc, z.metric, z.year, z.sentence_position, z.char_start, z.least, z.total_sentence)
