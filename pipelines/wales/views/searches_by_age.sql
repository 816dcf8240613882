-- Searches for a placement as in searches.sql, with the child's age: that at the end of the month in which the placement was
-- asked for, because a date of birth is kept as its month and stands in the child's placements alone. An authority that sent
-- no placements is not in here, and is in there.
WITH births AS (
    SELECT year, authority, child_id, MIN(date_of_birth) AS date_of_birth
    FROM placements
    GROUP BY year, authority, child_id
),
searched AS (
    SELECT
        p.period, p.d, p.first_day, s.authority, s.child_id, s.requested_date, s.matched_date, s.type_sought,
        s.first_choice, s.unmet_reason,
        12 * (EXTRACT(YEAR FROM s.requested_date) - EXTRACT(YEAR FROM births.date_of_birth))
            + EXTRACT(MONTH FROM s.requested_date) - EXTRACT(MONTH FROM births.date_of_birth) AS months_old
    FROM placement_searches s
    JOIN periods p ON p.year = s.year
    LEFT JOIN births ON births.year = s.year AND births.authority = s.authority AND births.child_id = s.child_id
    WHERE s.requested_date <= p.d
      AND (s.requested_date >= p.first_day OR (s.matched_date >= p.first_day AND s.matched_date <= p.d))
)
SELECT
    period, authority, child_id || ' ' || requested_date AS subject, child_id, requested_date, matched_date,
    type_sought, first_choice, unmet_reason,
    requested_date >= first_day AS requested,
    COALESCE(matched_date <= d, FALSE) AS found,
    COALESCE(matched_date >= first_day AND matched_date <= d, FALSE) AS matched,
    CASE
        WHEN months_old < 12 THEN 'under_1'
        WHEN months_old < 60 THEN '1_to_4'
        WHEN months_old < 120 THEN '5_to_9'
        WHEN months_old < 192 THEN '10_to_15'
        WHEN months_old >= 192 THEN '16_to_17'
    END AS age_band
FROM searched
