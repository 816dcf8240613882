-- Children who changed placement in the 12 months to D, and how often; changes into short breaks (V3, V4) left out.
WITH days AS (
    SELECT period, year, d, d + INTERVAL '1 day' - INTERVAL '12 months' AS from_day
    FROM periods
),
breaks AS (
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
SELECT days.period, m.authority, m.child_id AS subject, m.child_id, COUNT(*) AS moves
FROM moves m
JOIN days ON days.year = m.year
LEFT JOIN left_out
  ON left_out.year = m.year AND left_out.authority = m.authority AND left_out.child_id = m.child_id
 AND left_out.move_date = m.move_date
WHERE left_out.short_break IS NULL
  AND m.move_date >= days.from_day
  AND m.move_date <= days.d
GROUP BY days.period, m.authority, m.child_id
