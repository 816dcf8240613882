-- Services whose registration began or ended in the period, up to D. The day of cancellation is the first without it.
WITH days AS (
    SELECT
        p.period, s.authority, s.service_id, s.service_type, s.provider,
        s.registered_date >= p.first_day AND s.registered_date <= p.d AS opened,
        COALESCE(s.cancelled_date >= p.first_day AND s.cancelled_date <= p.d, FALSE) AS closed
    FROM services s
    JOIN periods p ON p.year = s.year
)
SELECT period, authority, service_id AS subject, service_id, service_type, provider, opened, closed
FROM days
WHERE opened OR closed
