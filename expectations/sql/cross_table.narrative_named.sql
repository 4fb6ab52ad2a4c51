-- A narrative's name consists of its country code and report year.
SELECT doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       coalesce(iso3 || '-' || report_year, 'no name') AS expected, coalesce(narrative_id, 'no name') AS found,
       'The narrative of ' || doc || ' is not named by its country and year' AS message
FROM document
WHERE narrative_id IS DISTINCT FROM iso3 || '-' || report_year
