-- Finds a term outside the range prescribed by the law under which it was imposed. The sentence names only the article
-- of the law, and nothing near it mentions attempts, appeals, suspended parts or several offenses.
SELECT doc, sentences, char_start, char_end, expected, found,
       'A term of ' || found || ' under ' || law || ', which prescribes ' || expected AS message
FROM outside_law
