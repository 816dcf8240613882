-- People to whom leaving-care duties are owed at their authority's last snapshot in the period, in touch or not.
-- Two dates reach back from the snapshot as windows reach back from D: the 12 months to it begin the day after it a year
-- earlier. Who left care 12 to 24 months before a snapshot passed the 12th month in the year to it.
WITH snapshots AS (
    SELECT p.period, p.year, r.authority, p.first_day, MAX(r.snapshot_date) AS snapshot_date
    FROM care_leavers r
    JOIN periods p ON p.year = r.year
    WHERE r.snapshot_date >= p.first_day AND r.snapshot_date <= p.d
    GROUP BY p.period, p.year, r.authority, p.first_day
),
days AS (
    SELECT
        period, year, authority, snapshot_date,
        first_day - INTERVAL '18 years' AS born_from,
        snapshot_date + INTERVAL '1 day' - INTERVAL '6 months' AS from_6,
        snapshot_date + INTERVAL '1 day' - INTERVAL '12 months' AS from_12,
        snapshot_date + INTERVAL '1 day' - INTERVAL '24 months' AS from_24,
        snapshot_date + INTERVAL '1 day' - INTERVAL '36 months' AS from_36
    FROM snapshots
)
SELECT
    days.period, r.authority, r.child_id AS subject, r.child_id, r.snapshot_date,
    r.category, r.in_touch, r.accommodation, r.suitable, r.activity, r.personal_adviser, r.homeless_in_year, r.housing_priority,
    CASE
        WHEN r.age_at_snapshot < 18 THEN '16_17'
        WHEN r.age_at_snapshot = 18 THEN '18'
        WHEN r.age_at_snapshot = 19 THEN '19'
        WHEN r.age_at_snapshot = 20 THEN '20'
        WHEN r.age_at_snapshot > 20 THEN '21_and_over'
    END AS leaver_age,
    r.left_care_date >= days.from_24 AND r.left_care_date < days.from_12 AS passed_12_months,
    r.left_care_date >= days.from_36 AND r.left_care_date < days.from_24 AS passed_24_months,
    r.pathway_plan_date >= days.from_6 AS plan_is_current,
    -- A date of birth is kept as its month, and a year begins with one. Who left care earlier did not turn 18 in it.
    r.date_of_birth >= days.born_from
        AND r.age_at_leaving >= 18
        AND r.last_placement_type IN ('foster_kinship', 'foster_other') AS turned_18_in_foster_care
FROM care_leavers r
JOIN days ON days.year = r.year AND days.authority = r.authority AND days.snapshot_date = r.snapshot_date
