-- Finds cells of a volume's tables that two independent readers of the page read differently, or that only one of them
-- read.
SELECT source_doc AS doc, []::INTEGER[] AS sentences, NULL::INTEGER AS char_start, NULL::INTEGER AS char_end,
       coalesce(again, 'nothing') || ' (second reader)' AS expected, coalesce(read, 'nothing') AS found,
       CASE table_name WHEN 'global_total' THEN 'Law-enforcement table' ELSE 'Chart of tier placements' END
         || ', page ' || page || ', ' || row_name || ', ' || cell || ': read as ' || coalesce(read, 'nothing')
         || ', by a second reader as ' || coalesce(again, 'nothing') AS message
FROM cell_doubt
