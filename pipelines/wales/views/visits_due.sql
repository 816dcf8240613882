-- Statutory visits that were due in the period, up to D, and whether they were made by D.
SELECT
    p.period, r.authority, CONCAT(r.child_id, ' ', r.due_date) AS subject, r.child_id, r.due_date,
    CASE WHEN r.visited_date <= p.d THEN TRUE ELSE FALSE END AS made,
    CASE WHEN r.visited_date <= r.due_date THEN TRUE ELSE FALSE END AS on_time,
    r.seen_alone
FROM visits r
JOIN periods p ON p.year = r.year
WHERE r.due_date >= p.first_day AND r.due_date <= p.d
