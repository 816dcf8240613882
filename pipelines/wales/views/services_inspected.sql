-- Services inspected in the period, up to D, once under every level, so that each level's share is out of all of them.
-- The level of a service inspected more than once is the worst.
WITH worst AS (
    SELECT
        p.period, i.year, i.service_id,
        MAX(CASE i.worst_level WHEN 'priority_action' THEN 2 WHEN 'area_for_improvement' THEN 1 ELSE 0 END) AS severity
    FROM service_inspections i
    JOIN periods p ON p.year = i.year
    WHERE i.inspection_date >= p.first_day AND i.inspection_date <= p.d
    GROUP BY p.period, i.year, i.service_id
),
levels AS (
    SELECT 'none' AS worst_level, 0 AS severity
    UNION ALL SELECT 'area_for_improvement' AS worst_level, 1 AS severity
    UNION ALL SELECT 'priority_action' AS worst_level, 2 AS severity
)
SELECT
    worst.period, s.authority, worst.service_id AS subject, worst.service_id,
    levels.worst_level, worst.severity = levels.severity AS at_this_level
FROM worst
CROSS JOIN levels
LEFT JOIN services s ON s.year = worst.year AND s.service_id = worst.service_id
