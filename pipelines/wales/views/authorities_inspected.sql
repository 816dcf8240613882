-- Every authority in every period, and whether findings about it were published in the period.
WITH found AS (
    SELECT DISTINCT p.period, f.authority, TRUE AS inspected
    FROM inspection_findings f
    JOIN periods p ON p.year = f.year
    WHERE f.published_date >= p.first_day AND f.published_date <= p.d
)
SELECT p.period, a.code AS authority, a.code AS subject, COALESCE(found.inspected, FALSE) AS inspected
FROM periods p
CROSS JOIN authorities a
LEFT JOIN found ON found.period = p.period AND found.authority = a.code
