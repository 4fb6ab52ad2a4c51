-- A comparator that differs from what an earlier report gave for that year, although the text does not call it revised.
-- Only for what the state itself counts: the services, courses and inspections of many agencies have their own check.
SELECT * EXCLUDE (by_state) FROM contradiction WHERE by_state
