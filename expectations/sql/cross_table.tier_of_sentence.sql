-- The heading's tier compared with the sentence that gives the placement ("therefore Ruritania remained on Tier 2").
-- Tiers of other years and those that were avoided ("otherwise", "would have", "waiver") are not the placement.
WITH told AS (
  SELECT s.doc, s.position, s.char_start, s.text,
         -- "upgraded from Tier 3 to Tier 2": the origin is not the placement.
         regexp_extract(regexp_replace(s.text, '(?i)\bfrom (the )?tier[\s-]*(3|2|1|iii|ii|i|three|two|one)\b([\s,(]*watch[\s-]*list\)?)? (to|up to|down to)\b', 'to'), '(?i)\b(?:upgraded|raised|promoted|elevated|downgraded|lowered|demoted|relegated|remain(?:s|ed|ing)?|stay(?:s|ed)?|kept|maintained|placed|put|ranked|listed|moved|is|was)\b(?:\s+(?:to|on|in|at|a|an|the|up|down|back|under|from|government|country|its|again|therefore|now|still)){0,4}?\s+(tier[\s-]*(?:[123]|iii|ii|i|one|two|three)\b(?:[\s,:(–—-]*(?:watch[\s-]*list|wl\b))?)', 1) AS words
  FROM sentence s JOIN section c ON c.doc = s.doc AND c.position = s.section_position
  WHERE c.kind IN ('summary', 'profile', 'other', 'statement') AND c.aside IS NULL
    AND NOT regexp_matches(s.text, '(?i)\b(otherwise|would (have|be)|could be|may be|might be|waiver|waived|instead of|previously|formerly|had been|not (placed|put|moved|downgraded|lowered|upgraded|raised)|last year|in the [^.;]{0,30}\breports\b|in (19|20)\d\d)\b')
),
level AS (
  SELECT *, strpos(text, words) AS place,
         CASE WHEN regexp_matches(words, '(?i)watch|wl') THEN '2WL'
              WHEN regexp_matches(words, '(?i)tier[\s-]*(3|iii|three)') THEN '3'
              WHEN regexp_matches(words, '(?i)tier[\s-]*(2|ii|two)') THEN '2' ELSE '1' END AS tier
  FROM told WHERE words <> ''
)
SELECT l.doc, [l.position] AS sentences, l.char_start + l.place - 1 AS char_start,
       l.char_start + l.place - 1 + length(l.words) AS char_end,
       'tier ' || d.tier || ' as in the heading' AS expected, l.words AS found,
       'The heading places ' || coalesce(d.country, d.doc) || ' on tier ' || d.tier || ', the text on ' || l.words AS message
FROM level l JOIN document d ON d.doc = l.doc
WHERE d.tier <> l.tier
