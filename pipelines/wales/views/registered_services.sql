-- Services registered on D, and whether at least one priority action notice about them is open on D.
WITH noticed AS (
    SELECT DISTINCT p.period, n.service_id, TRUE AS is_open
    FROM pans n
    JOIN periods p ON p.year = n.year
    WHERE n.issued_date <= p.d AND (n.resolved_date IS NULL OR n.resolved_date > p.d)
)
SELECT
    p.period, s.authority, s.service_id AS subject, s.service_id, s.service_type, s.provider, s.places, s.model_of_care,
    COALESCE(noticed.is_open, FALSE) AS has_open_pan
FROM services s
JOIN periods p ON p.year = s.year
LEFT JOIN noticed ON noticed.period = p.period AND noticed.service_id = s.service_id
WHERE s.registered_date <= p.d AND (s.cancelled_date IS NULL OR s.cancelled_date > p.d)
