-- Times when a child was missing in the period: gone by D, and not back before its first day.
SELECT
    p.period, m.authority, m.child_id || ' ' || m.missing_from AS subject,
    m.child_id, m.missing_from, m.returned_on, m.interview_date,
    p.d, m.missing_from >= p.first_day AS went_missing,
    m.returned_on >= p.first_day AND m.returned_on <= p.d AS came_back
FROM missing_episodes m
JOIN periods p ON p.year = m.year
WHERE m.missing_from <= p.d
  AND (m.returned_on IS NULL OR m.returned_on >= p.first_day)
