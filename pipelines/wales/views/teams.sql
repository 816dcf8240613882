-- Each team's staff groups at the authority's last snapshot in the period, up to D: posts, people and work.
-- A year has 253 working days, as in the statistics of England's children's social workers.
WITH snapshots AS (
    SELECT p.period, r.authority, MAX(r.snapshot_date) AS snapshot_date
    FROM workforce r
    JOIN periods p ON p.year = r.year
    WHERE r.snapshot_date >= p.first_day AND r.snapshot_date <= p.d
    GROUP BY p.period, r.authority
)
SELECT
    s.period, r.authority, CONCAT(r.team, ' ', r.staff_group) AS subject, r.team, r.staff_group, r.snapshot_date,
    r.in_post_fte, r.vacant_fte, r.agency_fte, r.agency_covering_vacancy_fte, r.leavers_fte, r.working_days_lost,
    r.vacant_fte + r.in_post_fte AS vacant_or_in_post_fte,
    r.agency_fte + r.in_post_fte AS agency_or_in_post_fte,
    r.in_post_fte * 253 AS working_days_in_post,
    r.open_cases, r.unallocated_cases,
    r.supervisions_due, r.supervisions_held, r.training_due, r.training_completed
FROM workforce r
JOIN snapshots s ON s.authority = r.authority AND s.snapshot_date = r.snapshot_date
