"""Leaving care: the people owed duties at the last snapshot of the period. Categories 2 to 4; adviser and plan 1 to 4.

Whatever is unknown or blank stays in the denominator.
"""

from plain import age_on, indicator, months_before

READS = ["care_leavers"]
ACTIVE = {"higher_education", "other_education", "employment_or_training"}
FOSTER = {"foster_kinship", "foster_other"}


def at_snapshot(data, period, submitter):
    rows = [row for row in data.rows("care_leavers", period, submitter) if period.holds(row["snapshot_date"])]
    last = max((row["snapshot_date"] for row in rows), default=None)
    return [row for row in rows if row["snapshot_date"] == last]


def has_left(row):
    return str(row["category"]) in ("2", "3", "4")


def age(row):
    return age_on(row["date_of_birth"], row["snapshot_date"])


@indicator("leavers", kind="count", reads=READS)
def leavers(data, period, submitter):
    for row in at_snapshot(data, period, submitter):
        if has_left(row):
            yield submitter, row["child_id"], True, None, cells(row)


def leaver_age(row):
    years = age(row)
    if years is None:
        return None
    return "16_17" if years < 18 else "21_and_over" if years >= 21 else str(years)


def cells(row):
    return {**row, "leaver_age": leaver_age(row)}


def of_leavers(id, counts, among=has_left):
    @indicator(id, kind="proportion", reads=READS)
    def function(data, period, submitter):
        for row in at_snapshot(data, period, submitter):
            if among(row):
                yield submitter, row["child_id"], counts(row), None, cells(row)


def is_active(row):
    return row["activity"] in ACTIVE


def reached(months):
    """The day so many months after leaving care fell in the 12 months to the snapshot."""
    def function(row):
        if not has_left(row) or row["left_care_date"] is None:
            return False
        return (months_before(row["snapshot_date"], months + 12) < row["left_care_date"]
                <= months_before(row["snapshot_date"], months))
    return function


def plan_is_current(row):
    plan = row["pathway_plan_date"]
    return plan is not None and months_before(row["snapshot_date"], 6) < plan <= row["snapshot_date"]


def turned_18_from_foster_care(row):
    """18 at the snapshot, so in the year to it; and looked after up to then: who left at 16 did not turn 18 there."""
    return has_left(row) and age(row) == 18 and (row["age_at_leaving"] or 0) >= 18 and row["last_placement_type"] in FOSTER


def anyone(row):
    return True


of_leavers("leavers_in_touch", lambda row: row["in_touch"] is True)
of_leavers("leavers_suitable", lambda row: row["suitable"] is True)
of_leavers("leavers_active", is_active)
of_leavers("leavers_active_12", is_active, reached(12))
of_leavers("leavers_active_24", is_active, reached(24))
of_leavers("leavers_with_adviser", lambda row: row["personal_adviser"] is True, anyone)
of_leavers("leavers_plan_current", plan_is_current, anyone)
of_leavers("leavers_homeless", lambda row: row["homeless_in_year"] is True)
of_leavers("leavers_bed_and_breakfast", lambda row: row["accommodation"] in ("bed_and_breakfast", "emergency"))
of_leavers("leavers_when_i_am_ready", lambda row: row["accommodation"] == "when_i_am_ready", turned_18_from_foster_care)
of_leavers("leavers_housing_priority", lambda row: row["housing_priority"] is True)
