-- Concerns received in the period, and concerns closed in it, up to D: one row for each to which either happened.
WITH days AS (
    SELECT
        p.period, c.authority, c.concern_id, c.service_type, c.themes, c.source, c.risk, c.actions,
        c.received_date >= p.first_day AND c.received_date <= p.d AS received,
        COALESCE(c.closed_date >= p.first_day AND c.closed_date <= p.d, FALSE) AS closed,
        CAST(c.closed_date AS BIGINT) - CAST(c.received_date AS BIGINT) AS days_open
    FROM concerns c
    JOIN periods p ON p.year = c.year
)
SELECT
    period, authority, concern_id AS subject, concern_id, service_type, themes, source, risk, actions,
    received, closed, days_open
FROM days
WHERE received OR closed
