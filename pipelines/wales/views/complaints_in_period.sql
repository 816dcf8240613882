-- Complaints received in the period, and complaints resolved in it, up to D: one row for each to which either happened.
WITH days AS (
    SELECT
        p.period, c.authority, c.complaint_id, c.subject AS complaint_subject, c.stage, c.by_child, c.outcome,
        c.received_date >= p.first_day AND c.received_date <= p.d AS received,
        COALESCE(c.resolved_date >= p.first_day AND c.resolved_date <= p.d, FALSE) AS resolved,
        CAST(c.resolved_date AS BIGINT) - CAST(c.received_date AS BIGINT) AS days_taken
    FROM complaints c
    JOIN periods p ON p.year = c.year
)
SELECT
    period, authority, complaint_id AS subject, complaint_id, complaint_subject, stage, by_child, outcome,
    received, resolved, days_taken
FROM days
WHERE received OR resolved
