-- Searches for a placement that were asked for, or matched, in the period.
SELECT
    p.period, s.authority, s.child_id || ' ' || s.requested_date AS subject, s.child_id, s.requested_date,
    s.emergency, s.weekly_cost,
    s.requested_date >= p.first_day AS requested,
    COALESCE(s.matched_date >= p.first_day AND s.matched_date <= p.d, FALSE) AS matched,
    CAST(s.matched_date AS INTEGER) - CAST(s.requested_date AS INTEGER) AS days_searched
FROM placement_searches s
JOIN periods p ON p.year = s.year
WHERE s.requested_date <= p.d
  AND (s.requested_date >= p.first_day OR (s.matched_date >= p.first_day AND s.matched_date <= p.d))
