-- Reviews that were due in the period, up to D, and what is known of them on D: a review held later is not yet held.
SELECT
    p.period, r.authority, CONCAT(r.child_id, ' ', r.kind, ' ', r.due_date) AS subject,
    r.child_id, r.kind, r.due_date,
    CASE WHEN r.held_date <= p.d THEN TRUE ELSE FALSE END AS held,
    CASE WHEN r.held_date <= r.due_date THEN TRUE ELSE FALSE END AS on_time,
    r.consulted_before, r.participation, r.chaired_by_iro, r.professionals_attended, r.family_attended, r.feedback_given,
    r.tracking_contacts, r.actions_due, r.actions_completed,
    CASE WHEN r.escalated_date <= p.d THEN TRUE ELSE FALSE END AS escalated,
    CASE
        WHEN r.escalation_resolved_date <= p.d
        THEN CAST(r.escalation_resolved_date AS INTEGER) - CAST(r.escalated_date AS INTEGER)
    END AS escalation_days
FROM reviews r
JOIN periods p ON p.year = r.year
WHERE r.due_date >= p.first_day AND r.due_date <= p.d
