-- Finds a comparator that differs from an earlier report's figure for that year, although the text does not call it
-- revised. This check covers only what the state itself counts. Another check covers services, courses and inspections,
-- which many agencies provide.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE by_state
