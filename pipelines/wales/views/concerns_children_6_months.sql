-- Concerns received in the six months to D about the three kinds of service that look after children away from home.
-- The three are never told apart: there is one secure home, and two of the three known would give the third away.
WITH days AS (
    SELECT period, year, d, d + INTERVAL '1 day' - INTERVAL '6 months' AS from_day
    FROM periods
)
SELECT days.period, c.authority, c.concern_id AS subject, c.concern_id
FROM concerns c
JOIN days ON days.year = c.year
WHERE c.service_type IN ('care_home_children', 'fostering', 'secure_accommodation')
  AND c.received_date >= days.from_day
  AND c.received_date <= days.d
