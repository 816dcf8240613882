-- Concerns received in the period, up to D.
SELECT p.period, c.authority, c.concern_id AS subject, c.concern_id, c.service_type
FROM concerns c
JOIN periods p ON p.year = c.year
WHERE c.received_date >= p.first_day AND c.received_date <= p.d
