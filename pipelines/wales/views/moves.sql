-- Changes of placement in the period, those into short breaks (V3, V4) left out.
WITH breaks AS (
    SELECT year, authority, child_id, start_date, end_date
    FROM placements
    WHERE legal_status IN ('V3', 'V4')
),
left_out AS (
    SELECT DISTINCT m.year, m.authority, m.child_id, m.move_date, TRUE AS short_break
    FROM moves m
    JOIN breaks ON breaks.year = m.year AND breaks.authority = m.authority AND breaks.child_id = m.child_id
    WHERE breaks.start_date <= m.move_date AND (breaks.end_date IS NULL OR breaks.end_date > m.move_date)
)
SELECT
    p.period, m.authority, m.child_id || ' ' || m.move_date || ' ' || COALESCE(m.sequence, 0) AS subject,
    m.child_id, m.move_date, m.sequence,
    m.reason, m.planned, m.to_registration, m.from_location, m.to_location, m.days_notice, m.changed_school, m.changed_social_worker
FROM moves m
JOIN periods p ON p.year = m.year
LEFT JOIN left_out
  ON left_out.year = m.year AND left_out.authority = m.authority AND left_out.child_id = m.child_id
 AND left_out.move_date = m.move_date
WHERE left_out.short_break IS NULL
  AND m.move_date >= p.first_day
  AND m.move_date <= p.d
