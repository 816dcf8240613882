-- Stays in services that operate without registration and touch the period: begun by D, and open or ended on its first day
-- or later. Stays of children on short breaks (V3, V4) are left out.
-- The preceding year's rows are read too, because a stay may follow one that ended on the last day of March. One of them
-- that is still open there, and missing from this year's return, tells of nights up to its data_to only.
WITH breaks AS (
    SELECT year, authority, child_id, start_date, end_date
    FROM placements
    WHERE legal_status IN ('V3', 'V4')
),
left_out AS (
    SELECT DISTINCT s.year, s.authority, s.child_id, s.start_date, TRUE AS short_break
    FROM unregistered_services s
    JOIN breaks ON breaks.year = s.year AND breaks.authority = s.authority AND breaks.child_id = s.child_id
    WHERE breaks.start_date <= s.start_date AND (breaks.end_date IS NULL OR breaks.end_date > s.start_date)
),
stays AS (
    SELECT
        s.year, s.authority, s.child_id, s.start_date, s.end_date, s.data_to,
        s.premises_id, s.operator, s.reason, s.location, s.notified_date, s.age_under_16,
        LAG(s.end_date) OVER (PARTITION BY s.year, s.authority, s.child_id ORDER BY s.start_date) AS left_date,
        LAG(s.premises_id) OVER (PARTITION BY s.year, s.authority, s.child_id ORDER BY s.start_date) AS left_premises
    FROM unregistered_services s
    LEFT JOIN left_out
      ON left_out.year = s.year AND left_out.authority = s.authority AND left_out.child_id = s.child_id
     AND left_out.start_date = s.start_date
    WHERE left_out.short_break IS NULL
)
SELECT
    p.period, stays.authority, stays.child_id || ' ' || stays.start_date AS subject, stays.child_id, stays.start_date,
    stays.premises_id, stays.operator, stays.reason, stays.location, stays.notified_date, stays.age_under_16,
    p.d, stays.start_date >= p.first_day AS began,
    stays.start_date >= p.first_day
        AND stays.start_date <= stays.left_date + INTERVAL '1 day'
        AND stays.premises_id <> stays.left_premises AS moved,
    CASE WHEN stays.end_date <= p.d THEN CAST(stays.end_date AS INTEGER) ELSE CAST(p.d AS INTEGER) + 1 END
        - CASE WHEN stays.start_date >= p.first_day THEN CAST(stays.start_date AS INTEGER) ELSE CAST(p.first_day AS INTEGER) END
        AS nights
FROM stays
JOIN periods p ON p.year = stays.year
WHERE stays.start_date <= p.d
  AND (stays.end_date >= p.first_day OR (stays.end_date IS NULL AND stays.data_to >= p.d))
