-- Risks to children that were open at any time in the period: identified by D, and open or closed on its first day or later.
SELECT
    p.period, r.authority, r.child_id || ' ' || r.risk || ' ' || r.identified_date AS subject,
    r.child_id, r.risk, r.identified_date, r.strategy_meeting_date, r.multi_agency_assessment, r.owner_named, r.timescale_set,
    p.d, r.identified_date >= p.first_day AS identified
FROM risks r
JOIN periods p ON p.year = r.year
WHERE r.identified_date <= p.d
  AND (r.closed_date IS NULL OR r.closed_date >= p.first_day)
