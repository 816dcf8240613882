-- Entitlements to an advocate that arose in the period, or on which an advocate was allocated in it, up to D.
-- The allocation follows the last offer made by then: that is the one that was accepted.
SELECT
    p.period, p.d, r.authority, r.child_id || ' ' || r.entitlement || ' ' || CAST(r.entitled_date AS VARCHAR) AS subject,
    r.child_id, r.entitlement, r.entitled_date, r.offered_date, r.accepted, r.recorded_on_file, r.issue_resolved,
    r.entitled_date >= p.first_day AND r.entitled_date <= p.d AS is_new,
    COALESCE(r.offered_date <= p.d, FALSE) AS is_offered,
    COALESCE(r.advocate_allocated_date >= p.first_day AND r.advocate_allocated_date <= p.d, FALSE) AS is_allocated,
    CAST(r.advocate_allocated_date AS INTEGER)
        - CAST(CASE WHEN r.reoffered_date <= r.advocate_allocated_date THEN r.reoffered_date ELSE r.offered_date END AS INTEGER)
        AS days_to_allocation
FROM advocacy r
JOIN periods p ON p.year = r.year
WHERE (r.entitled_date >= p.first_day AND r.entitled_date <= p.d)
   OR (r.advocate_allocated_date >= p.first_day AND r.advocate_allocated_date <= p.d)
