-- "did not convict any offenders in 2013", where another sentence gives convictions of 2013. Convictions under other laws
-- or of related crimes are something else.
SELECT c.doc, [c.sentence_position, f.sentence_position] AS sentences, c.char_start, c.char_end,
       'none' AS expected, num(f.value) AS found,
       f.metric || ' in ' || f.year || ': "' || c.text || '", but another sentence gives ' || num(f.value) AS message
FROM claim c
JOIN claim_figure o ON o.doc = c.doc AND o.claim_id = c.claim_id
JOIN figure n ON n.doc = o.doc AND n.fact_id = o.fact_id
JOIN figure f ON f.doc = n.doc AND f.metric = n.metric AND f.year = n.year AND f.unit IS NOT DISTINCT FROM n.unit
JOIN metric np ON np.doc = n.doc AND np.fact_id = n.fact_id
JOIN metric fp ON fp.doc = f.doc AND fp.fact_id = f.fact_id
WHERE c.kind = 'none' AND n.general AND f.general AND f.status = 'reported' AND f.least > 0 AND f.part_of IS NULL
  -- Victims are identified by many others than the state.
  AND f.metric <> 'victims_identified' AND NOT f.derived AND f.sentence_position <> n.sentence_position AND np.period = fp.period
  AND NOT EXISTS (SELECT 1 FROM claim k
                  WHERE k.doc = f.doc AND k.kind = 'circumstance' AND k.says = 'other'
                    AND k.sentence_position IN (f.sentence_position, n.sentence_position))
