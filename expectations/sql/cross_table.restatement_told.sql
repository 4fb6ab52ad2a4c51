-- Finds a comparator that differs from an earlier report's figure for that year, although the text does not call it
-- revised. The check covers only what the state itself counts; the services, courses and inspections of many agencies
-- have their own check.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE by_state
