-- A comparator that differs from what an earlier report gave for that year, where the text does not say that it was
-- revised. What the state itself counts: the services, courses and inspections of many agencies have a check of their own.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE by_state
