-- "identified 18 victims, each of them a woman", "three of the 18 victims, men who …": one sentence says that all are
-- of one kind, but another puts some of them in a different kind.
WITH opposite(one, other) AS (
  SELECT unnest([a, b]), unnest([b, a])
  FROM (VALUES ('female', 'male'), ('child', 'adult'), ('sex', 'labor'), ('foreign', 'national'), ('prison', 'free'), ('home', 'stayed'), ('cared_for', 'left_alone'),
               ('convicted', 'acquitted'), ('convicted', 'dismissed'), ('convicted', 'pending'), ('acquitted', 'pending'), ('dismissed', 'pending')) AS pair(a, b)
)
SELECT s.doc, [s.sentence_position, a.sentence_position] AS sentences, s.char_start, s.char_end, 'none' AS expected, num(p.value) AS found,
       num(p.value) || ' (' || s.says || '): "' || s.text || '", where "' || a.text || '"' AS message
FROM claim a
JOIN document d ON d.doc = a.doc
JOIN opposite o ON o.one = a.says
JOIN claim s ON s.doc = a.doc AND s.kind = 'some_are' AND s.says = o.other
JOIN claim_figure p ON p.doc = s.doc AND p.claim_id = s.claim_id AND p.role = 'part' AND p.value > 0
WHERE a.kind = 'all_are'
  AND EXISTS (SELECT 1 FROM claim_figure v
              WHERE v.doc = s.doc AND v.claim_id = s.claim_id AND v.role = 'whole' AND v.value >= p.value
                -- the largest of the numbers to which the words may refer
                AND v.value = (SELECT max(x.value) FROM claim_figure x WHERE x.doc = v.doc AND x.claim_id = v.claim_id AND x.role = 'whole')
                AND (EXISTS (SELECT 1 FROM claim_figure w WHERE w.doc = a.doc AND w.claim_id = a.claim_id AND w.value = v.value
                               AND (coalesce(w.fact_id = v.fact_id, true) OR w.metric = v.metric AND w.year = v.year))
                     -- "every trafficker convicted": the claim covers the whole year
                     OR a.metric = v.metric AND v.year = d.report_year - 1))
  -- Ignores later events, and statements about only part of a term.
  AND NOT (o.one IN ('pending', 'prison', 'free')
           AND EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position IN (s.sentence_position, a.sentence_position) AND k.kind = 'circumstance' AND k.says IN ('partly', 'appeal')))
  -- "all 14 were sentenced to ten years, but the court suspended six years of the term for 11 of them"
  AND NOT (o.one IN ('prison', 'free') AND s.sentence_position = a.sentence_position)
  AND NOT (o.one = 'pending'
           AND coalesce((SELECT max(q.low) FROM quantity q WHERE q.doc = s.doc AND q.sentence_position = s.sentence_position AND q.kind = 'date')
                        > (SELECT max(q.low) FROM quantity q WHERE q.doc = a.doc AND q.sentence_position = a.sentence_position AND q.kind = 'date'), false))
QUALIFY row_number() OVER (PARTITION BY p.doc, s.char_start ORDER BY a.sentence_position, s.says) = 1
UNION ALL
-- "Courts tried 65; all 65 were convicted", although a court acquitted two that year
SELECT f.doc, [f.sentence_position, a.sentence_position], f.char_start, f.char_end, 'none', num(f.value),
       f.metric || ' in ' || f.year || ': ' || num(f.value) || ', where "' || a.text || '"'
FROM claim a
JOIN claim_figure w ON w.doc = a.doc AND w.claim_id = a.claim_id AND w.metric IN ('prosecutions', 'convictions')
JOIN whole t ON t.doc = a.doc AND t.metric = 'prosecutions' AND t.year = w.year AND t.value = w.value AND t.unit = w.unit AND t.sentence_position = a.sentence_position
JOIN own f ON f.doc = a.doc AND f.metric = 'acquittals' AND f.year = w.year AND f.relation = 'current' AND f.least > 0 AND f.sentence_position <> a.sentence_position
WHERE a.kind = 'all_are' AND a.says = 'convicted'
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = f.doc AND k.sentence_position = f.sentence_position AND k.kind = 'circumstance' AND k.says IN ('appeal', 'added'))
UNION ALL
-- "All of the traffickers convicted in 2020 were men", although "a former policewoman was found guilty in December 2020"
SELECT s.doc, [s.sentence_position, a.sentence_position], s.char_start, s.char_end, 'none', '1',
       '"' || s.text || '" (' || s.says || '), where "' || a.text || '"'
FROM claim a
JOIN document d ON d.doc = a.doc
JOIN opposite o ON o.one = a.says
JOIN claim s ON s.doc = a.doc AND s.kind = 'some_are' AND s.says = o.other AND s.metric = 'convictions' AND s.sentence_position <> a.sentence_position
WHERE a.kind = 'all_are' AND a.says IN ('female', 'male')
  -- the claim covers everyone convicted that year
  AND (a.metric = 'convictions'
       OR EXISTS (SELECT 1 FROM claim_figure w JOIN whole t ON t.doc = w.doc AND t.fact_id = w.fact_id
                  WHERE w.doc = a.doc AND w.claim_id = a.claim_id AND t.metric = 'convictions' AND t.year = d.report_year - 1))
  AND NOT EXISTS (SELECT 1 FROM quantity q WHERE q.doc = a.doc AND q.sentence_position IN (s.sentence_position, a.sentence_position) AND q.kind = 'date' AND q.low <> d.report_year - 1)
  -- "On appeal, a woman was convicted", "In Spain, a woman was convicted"
  AND NOT EXISTS (SELECT 1 FROM claim k WHERE k.doc = s.doc AND k.sentence_position = s.sentence_position AND k.kind = 'circumstance' AND k.says = 'appeal')
  AND NOT EXISTS (SELECT 1 FROM mention m JOIN entity e ON e.entity_id = m.entity_id
                  WHERE m.doc = s.doc AND m.sentence_position = s.sentence_position AND m.kind = 'country' AND m.text = e.name
                    AND m.entity_id NOT IN (SELECT o.entity_id FROM mention o WHERE o.doc = s.doc AND o.kind = 'country' AND o.sentence_position <= 1))
