-- Priority action notices issued in the period, and notices first due in it, up to D: one row for each that was either.
WITH days AS (
    SELECT
        p.period, n.authority, n.pan_id, n.service_type, n.theme, n.repeat, n.status, n.first_due_date, n.resolved_date,
        n.issued_date >= p.first_day AND n.issued_date <= p.d AS issued,
        n.first_due_date >= p.first_day AND n.first_due_date <= p.d AS first_due
    FROM pans n
    JOIN periods p ON p.year = n.year
)
SELECT
    period, authority, pan_id AS subject, pan_id, service_type, theme, repeat, status, first_due_date, resolved_date,
    issued, first_due
FROM days
WHERE issued OR first_due
