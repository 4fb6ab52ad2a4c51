-- A route has an origin and a destination, each of which is a country or a region (contract 7).
SELECT doc, [sentence_position] AS sentences, char_start, char_end,
       'an origin and a destination' AS expected,
       concat_ws(' → ', coalesce(origin_iso3, origin_region, '?'), coalesce(destination_iso3, destination_region, '?')) AS found,
       'A route lacks an end or has one twice' AS message
FROM flow
WHERE (origin_iso3 IS NULL) = (origin_region IS NULL) OR (destination_iso3 IS NULL) = (destination_region IS NULL)
