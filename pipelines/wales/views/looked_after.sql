-- Children looked after on D: a placement and its period of care live on D, no short breaks (V3, V4), under 18 on D.
-- One row for each authority and child: of several live placements the one that started last.
-- D is the end of a month and a date of birth is kept as its month, so that the age on D is exact.
WITH days AS (
    SELECT
        period, year, d,
        d + INTERVAL '1 day' - INTERVAL '18 years' AS under_18,
        d + INTERVAL '1 day' - INTERVAL '16 years' AS under_16,
        d + INTERVAL '1 day' - INTERVAL '11 years' AS under_11,
        d + INTERVAL '1 day' - INTERVAL '10 years' AS under_10,
        d + INTERVAL '1 day' - INTERVAL '5 years' AS under_5,
        d + INTERVAL '1 day' - INTERVAL '1 year' AS under_1,
        d + INTERVAL '1 day' - INTERVAL '6 months' AS six_months,
        d + INTERVAL '1 day' - INTERVAL '2 years' AS two_years
    FROM periods
),
live AS (
    SELECT
        days.period, r.authority, r.child_id, r.start_date,
        r.sex, r.ethnicity, r.first_language, r.category_of_need, r.legal_status,
        r.placement_type, r.provider, r.location, r.out_of_area_reason, r.registration, r.distance_km,
        r.sibling_group, r.placed_with_siblings, r.therapeutic_need, r.visiting_advocacy, r.school_changes,
        CASE WHEN r.disabled THEN 'yes' WHEN NOT r.disabled THEN 'no' END AS disabled,
        CASE WHEN r.unaccompanied THEN 'yes' WHEN NOT r.unaccompanied THEN 'no' END AS unaccompanied,
        CASE
            WHEN r.legal_status IN ('C1', 'C2') THEN 'care_order'
            WHEN r.legal_status = 'V2' THEN 'single_period'
            WHEN r.legal_status IN ('L1', 'L2', 'L3', 'J1', 'J2', 'J3') THEN 'remand_or_detained'
            ELSE 'other'
        END AS legal_status_group,
        CASE
            WHEN r.date_of_birth >= days.under_1 THEN 'under_1'
            WHEN r.date_of_birth >= days.under_5 THEN '1_to_4'
            WHEN r.date_of_birth >= days.under_10 THEN '5_to_9'
            WHEN r.date_of_birth >= days.under_16 THEN '10_to_15'
            ELSE '16_to_17'
        END AS age_band,
        CASE WHEN r.date_of_birth >= days.under_11 THEN 'under_11' ELSE '11_and_over' END AS age_11_and_over,
        CASE
            WHEN r.looked_after_since >= days.six_months THEN 'under_6_months'
            WHEN r.looked_after_since >= days.under_1 THEN '6_to_12_months'
            WHEN r.looked_after_since >= days.two_years THEN '1_to_2_years'
            WHEN r.looked_after_since >= days.under_5 THEN '2_to_5_years'
            ELSE '5_years_and_over'
        END AS time_looked_after
    FROM placements r
    JOIN days ON days.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= days.d
      AND (r.end_date IS NULL OR r.end_date > days.d)
      AND r.looked_after_since <= days.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > days.d)
      AND r.date_of_birth >= days.under_18
),
-- Few children, if any, have episodes of which one starts before another ends: only of them can two placements be live on D.
-- Asked of all rows on D, once for each period, the same question costs as much as all else together.
doubled AS (
    SELECT DISTINCT a.year, a.authority, a.child_id
    FROM placements a
    JOIN placements b ON b.year = a.year AND b.authority = a.authority AND b.child_id = a.child_id
    WHERE a.start_date < b.start_date AND (a.end_date IS NULL OR a.end_date > b.start_date)
),
several AS (
    SELECT days.period, r.authority, r.child_id, MAX(r.start_date) AS last_start
    FROM placements r
    JOIN doubled ON doubled.year = r.year AND doubled.authority = r.authority AND doubled.child_id = r.child_id
    JOIN days ON days.year = r.year
    WHERE r.legal_status NOT IN ('V3', 'V4')
      AND r.start_date <= days.d
      AND (r.end_date IS NULL OR r.end_date > days.d)
      AND r.looked_after_since <= days.d
      AND (r.looked_after_until IS NULL OR r.looked_after_until > days.d)
      AND r.date_of_birth >= days.under_18
    GROUP BY days.period, r.authority, r.child_id
    HAVING COUNT(*) > 1
)
SELECT
    live.period, live.authority, live.child_id AS subject, live.child_id, live.start_date,
    live.sex, live.ethnicity, live.first_language, live.disabled, live.unaccompanied,
    live.age_band, live.age_11_and_over, live.time_looked_after,
    live.category_of_need, live.legal_status_group,
    live.placement_type, live.provider, live.location, live.out_of_area_reason, live.registration, live.distance_km,
    live.sibling_group, live.placed_with_siblings, live.therapeutic_need, live.visiting_advocacy, live.school_changes
FROM live
LEFT JOIN several
  ON several.period = live.period AND several.authority = live.authority AND several.child_id = live.child_id
WHERE several.last_start IS NULL OR live.start_date = several.last_start
