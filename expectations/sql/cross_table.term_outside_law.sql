-- A term outside what the law it was imposed under prescribes: the sentence names that article alone, and nothing
-- near it mentions attempts, appeals, suspended parts or several offenses.
SELECT doc, sentences, char_start, char_end, expected, found,
       'A term of ' || found || ' under ' || law || ', which prescribes ' || expected AS message
FROM outside_law
