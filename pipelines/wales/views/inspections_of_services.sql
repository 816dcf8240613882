-- Inspections of services in the period, up to D. What the service is, and where, the register tells.
SELECT
    p.period, s.authority, CONCAT_WS(' ', i.service_id, i.inspection_date) AS subject, i.service_id, i.inspection_date,
    s.service_type, i.enforcement
FROM service_inspections i
JOIN periods p ON p.year = i.year
LEFT JOIN services s ON s.year = i.year AND s.service_id = i.service_id
WHERE i.inspection_date >= p.first_day AND i.inspection_date <= p.d
