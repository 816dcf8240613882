-- Priority action notices open on D to services registered on D: a notice ends with the registration that it is about.
SELECT
    p.period, n.authority, n.pan_id AS subject, n.pan_id, n.service_type, n.theme, n.due_date, p.d,
    CAST(p.d AS BIGINT) - CAST(n.issued_date AS BIGINT) AS days_open
FROM pans n
JOIN periods p ON p.year = n.year
JOIN services s ON s.year = n.year AND s.service_id = n.service_id
WHERE n.issued_date <= p.d
  AND (n.resolved_date IS NULL OR n.resolved_date > p.d)
  AND s.registered_date <= p.d
  AND (s.cancelled_date IS NULL OR s.cancelled_date > p.d)
