-- Workers at each authority's last snapshot in the period, up to D, with what they hold.
-- A case holder is a qualified social worker, senior social worker or team manager who holds at least one case.
-- Cases per full-time equivalent are blank for a worker of none: they cannot be spread over it.
WITH snapshots AS (
    SELECT p.period, r.authority, MAX(r.snapshot_date) AS snapshot_date
    FROM caseloads r
    JOIN periods p ON p.year = r.year
    WHERE r.snapshot_date >= p.first_day AND r.snapshot_date <= p.d
    GROUP BY p.period, r.authority
)
SELECT
    s.period, r.authority, r.worker_id AS subject, r.worker_id, r.snapshot_date,
    r.role, r.employment, r.qualified, r.fte, r.cases, r.child_protection_cases,
    CASE
        WHEN r.role IN ('social_worker', 'senior_social_worker', 'team_manager') AND r.qualified AND r.cases > 0
        THEN TRUE ELSE FALSE
    END AS case_holder,
    CASE WHEN r.fte > 0 THEN r.cases / r.fte END AS cases_per_fte,
    CASE WHEN r.role = 'unqualified_worker' THEN r.cases ELSE 0 END AS unqualified_cases,
    CASE WHEN r.newly_qualified THEN r.child_protection_cases ELSE 0 END AS newly_qualified_cp_cases,
    CASE WHEN r.newly_qualified THEN r.fte ELSE 0.0 END AS newly_qualified_fte,
    CASE WHEN r.managed_team THEN r.fte ELSE 0.0 END AS managed_team_fte
FROM caseloads r
JOIN snapshots s ON s.authority = r.authority AND s.snapshot_date = r.snapshot_date
