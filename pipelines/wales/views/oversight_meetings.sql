-- Meetings held in the period, up to D.
SELECT
    p.period, o.authority, CONCAT_WS(' ', o.body, o.meeting_date) AS subject, o.body, o.meeting_date,
    o.challenges_recorded, o.actions_due, o.actions_done, o.children_views, 1 AS meetings
FROM oversight o
JOIN periods p ON p.year = o.year
WHERE o.meeting_date >= p.first_day AND o.meeting_date <= p.d
