-- Plans that were audited in the period, up to D, and what each audit found.
SELECT
    p.period, r.authority, CONCAT(r.child_id, ' ', r.kind, ' ', r.audit_date) AS subject,
    r.child_id, r.kind, r.audit_date, r.audit_sample, r.started_date, r.in_place_date,
    r.shared_assessment, r.outcome_focused, r.risk_identified, r.risk_has_owner_and_timescale, r.updated_after_change,
    r.views_recorded, r.shared_with_child, r.shared_with_family, r.contact_supported, r.direct_work, r.permanence_plan,
    r.leisure_offered, r.leisure_taken_up, r.decisions_on_file
FROM plans r
JOIN periods p ON p.year = r.year
WHERE r.audit_date >= p.first_day AND r.audit_date <= p.d
