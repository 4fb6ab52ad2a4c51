-- "All 11 were sent to prison", although three people convicted that year had their entire sentences suspended.
WITH spared AS (
  SELECT doc, year, value, sentence_position, char_start, char_end FROM figure
  WHERE metric = 'sentences_suspended' AND status = 'reported' AND value > 0 AND relation = 'current'
  UNION ALL
  SELECT c.doc, d.report_year - 1, o.value, c.sentence_position, c.char_start, c.char_end
  FROM claim c JOIN document d ON d.doc = c.doc JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
  WHERE c.kind = 'spared'
    AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = c.doc AND m.sentence_position = c.sentence_position AND m.metric = 'sentences_suspended')
    AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date' AND q.low < d.report_year - 1)
  UNION ALL
  -- "two of the nine offenders convicted in 2013, whose sentences had been suspended", "the 11 traffickers who had been
  -- given suspended sentences in 2013"
  SELECT c.doc, d.report_year - 1, o.value, c.sentence_position, c.char_start, c.char_end
  FROM claim c JOIN document d ON d.doc = c.doc JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id AND o.role = 'part'
  WHERE c.kind = 'penalty' AND c.says = 'suspended'
    AND (EXISTS (SELECT 1 FROM claim a WHERE a.doc = c.doc AND a.sentence_position = c.sentence_position AND a.kind = 'told_again' AND a.metric = 'convictions' AND coalesce(a.year, d.report_year - 1) = d.report_year - 1)
         OR EXISTS (SELECT 1 FROM quantity q WHERE q.doc = c.doc AND q.sentence_position = c.sentence_position AND q.kind = 'date' AND q.low = d.report_year - 1 AND q.char_start BETWEEN c.char_end AND c.char_end + 20))
    AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.doc = c.doc AND m.sentence_position = c.sentence_position AND m.metric = 'sentences_suspended')
)
SELECT s.doc, [s.sentence_position, c.sentence_position] AS sentences, s.char_start, s.char_end, 'none' AS expected,
       num(s.value) AS found,
       'spared prison in ' || s.year || ': ' || num(s.value) || ', where "' || c.text || '"' AS message
FROM claim c
JOIN document d ON d.doc = c.doc
JOIN spared s ON s.doc = c.doc
WHERE c.kind = 'all_are' AND c.says = 'prison' AND s.year = d.report_year - 1
  AND (s.sentence_position <> c.sentence_position
       -- "All four went to prison; the fourth received a suspended sentence": no one remains beside all
       OR s.char_start > c.char_end AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = c.doc AND k.sentence_position = c.sentence_position AND k.char_start > c.char_end
                                                  AND k.char_start < s.char_end AND k.kind = 'circumstance' AND k.says = 'rest'))
  -- the claim must cover everyone convicted that year, unlike "all four" of 13
  AND NOT EXISTS (SELECT 1 FROM claim_figure w WHERE w.doc = c.doc AND w.claim_id = c.claim_id AND (w.year <> s.year
                    OR w.value < (SELECT max(f.value) FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = s.year AND f.unit = 'person')
                    OR EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = s.year AND f.unit = 'person' AND f.part_of IS NULL
                                 AND NOT f.retold AND NOT f.derived AND f.sentence_position NOT IN (c.sentence_position, s.sentence_position) AND f.value <> w.value)))
  -- "Under article 206, nine were convicted, and two of these nine received suspended terms"
  AND NOT EXISTS (SELECT 1 FROM claim k JOIN claim_operand w ON w.doc = k.doc AND w.claim_id = k.claim_id AND w.role = 'whole'
                  WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'spared'
                    AND w.value < (SELECT max(o.value) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id))
  -- "On appeal, courts suspended the sentences of five"
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'circumstance' AND k.says = 'appeal')
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'told_again' AND k.year <> s.year)
  -- The claim must also be for that year.
  AND (EXISTS (SELECT 1 FROM whole w WHERE w.doc = c.doc AND w.metric = 'convictions' AND w.year = s.year
                 AND w.sentence_position BETWEEN c.sentence_position - 2 AND c.sentence_position)
       OR EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = s.year AND f.general AND f.part_of IS NULL
                    AND f.sentence_position BETWEEN c.sentence_position - 1 AND c.sentence_position
                    AND f.value >= (SELECT max(g.value) FROM figure g WHERE g.doc = f.doc AND g.metric = f.metric AND g.year = f.year))
       -- The claim may instead use a word such as "every"
       OR c.metric = 'convictions'
       -- The claim may instead repeat the number of all people convicted.
       OR (SELECT max(f.value) FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = s.year AND f.unit = 'person')
          = (SELECT max(o.value) FROM claim_operand o WHERE o.doc = c.doc AND o.claim_id = c.claim_id))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position IN (s.sentence_position, c.sentence_position)
                    AND k.kind = 'circumstance' AND (k.says = 'partly' OR k.says = 'others' AND lower(k.text) <> 'fiscal'
                      -- "Observers criticized that three of those convicted in 2022 were fined": the figures are the
                      -- state's.
                      AND NOT EXISTS (SELECT 1 FROM claim r WHERE r.doc = k.doc AND r.sentence_position = k.sentence_position AND r.kind IN ('told_again', 'cases_again') AND r.metric = 'convictions')))
UNION ALL
-- "None of the 13 went to prison", although two were sentenced to five years, and no words say that they did not serve
-- their terms.
SELECT t.doc, [t.sentence_position, c.sentence_position], t.char_start, t.char_end, 'none', num(coalesce(t.count, 1)),
       'sentenced to prison in ' || t.year || ': ' || num(coalesce(t.count, 1)) || ', where "' || c.text || '"'
FROM claim c
JOIN figure t ON t.doc = c.doc AND t.metric = 'sentence_terms' AND t.status = 'reported' AND t.relation = 'current' AND t.value > 0
WHERE c.kind = 'all_are' AND c.says = 'free' AND t.sentence_position BETWEEN c.sentence_position + 1 AND c.sentence_position + 2
  -- the claim must cover everyone convicted that year, unlike "all four" of 13
  AND NOT EXISTS (SELECT 1 FROM claim_figure w WHERE w.doc = c.doc AND w.claim_id = c.claim_id AND (w.year <> t.year
                    OR w.value < (SELECT max(f.value) FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = t.year AND f.unit = 'person')
                    OR EXISTS (SELECT 1 FROM figure f WHERE f.doc = c.doc AND f.metric = 'convictions' AND f.year = t.year AND f.unit = 'person' AND f.part_of IS NULL
                                 AND NOT f.retold AND NOT f.derived AND f.sentence_position NOT IN (c.sentence_position, t.sentence_position) AND f.value <> w.value)))
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = t.doc AND k.sentence_position IN (t.sentence_position, c.sentence_position)
                    AND k.kind = 'circumstance' AND k.says IN ('partly', 'others', 'eased', 'other', 'added'))
