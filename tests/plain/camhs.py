"""CAMHS and therapy: referrals of looked-after children and care leavers, waiting, seen, turned down.

Waiting on D: referred on or before D, and not (not_accepted with decision_date <= D), not seen by D, not closed
by D. Days waited run from the referral to D; days to the first contact from the referral to the first appointment.
"""

from plain import indicator

READS = ["camhs_waiting"]


def is_waiting(row, d):
    if row["referral_date"] is None or row["referral_date"] > d:
        return False
    if row["decision"] == "not_accepted" and row["decision_date"] is not None and row["decision_date"] <= d:
        return False
    if row["first_appointment_date"] is not None and row["first_appointment_date"] <= d:
        return False
    if row["closed_date"] is not None and row["closed_date"] <= d:
        return False
    return True


def waiting(data, period, submitter):
    return [row for row in data.rows("camhs_waiting", period, submitter) if is_waiting(row, period.d)]


def referral(row):
    return row["child_id"], row["referral_date"], row["service"]


def time_waited(days):
    for weeks, name in ((4, "under_4_weeks"), (12, "4_to_12_weeks"), (26, "12_to_26_weeks"), (52, "26_to_52_weeks")):
        if days < weeks * 7:
            return name
    return "52_weeks_and_over"


@indicator("camhs_waiting", kind="count", reads=READS)
def camhs_waiting(data, period, submitter):
    for row in waiting(data, period, submitter):
        days = (period.d - row["referral_date"]).days
        yield submitter, referral(row), True, None, {**row, "time_waited": time_waited(days)}


@indicator("camhs_children_waiting", kind="count", reads=READS)
def camhs_children_waiting(data, period, submitter):
    for row in waiting(data, period, submitter):
        yield submitter, row["child_id"], True, None, row


# Per 100 looked after: those waiting who are looked after. Care leavers are not among the 100.
@indicator("camhs_children_waiting_rate", kind="rate", reads=READS, against=("looked_after", 100))
def camhs_children_waiting_rate(data, period, submitter):
    for row in waiting(data, period, submitter):
        if row["cohort"] == "looked_after":
            yield submitter, row["child_id"], True, None, row


def days_waited(data, period, submitter):
    for row in waiting(data, period, submitter):
        yield submitter, referral(row), True, (period.d - row["referral_date"]).days, row


indicator("camhs_wait_median", kind="median", reads=READS)(days_waited)
indicator("camhs_wait_p90", kind="p90", reads=READS)(days_waited)

# Under 28 days; under 26 weeks. The other services have no target for those who wait.
TARGET_DAYS = {"scamhs": 28, "neurodevelopment": 26 * 7}


@indicator("camhs_within_target", kind="proportion", reads=READS)
def camhs_within_target(data, period, submitter):
    for row in waiting(data, period, submitter):
        if row["service"] in TARGET_DAYS:
            within = (period.d - row["referral_date"]).days < TARGET_DAYS[row["service"]]
            yield submitter, referral(row), within, None, row


def first_seen(data, period, submitter):
    for row in data.rows("camhs_waiting", period, submitter):
        if period.holds(row["first_appointment_date"]):
            yield row, (row["first_appointment_date"] - row["referral_date"]).days


@indicator("camhs_assessed_28_days", kind="proportion", reads=READS)
def camhs_assessed_28_days(data, period, submitter):
    for row, days in first_seen(data, period, submitter):
        if row["service"] == "lpmhss":
            yield submitter, referral(row), days <= 28, None, row


@indicator("camhs_first_contact_median", kind="median", reads=READS)
def camhs_first_contact_median(data, period, submitter):
    for row, days in first_seen(data, period, submitter):
        yield submitter, referral(row), True, days, row


@indicator("camhs_not_accepted", kind="proportion", reads=READS)
def camhs_not_accepted(data, period, submitter):
    for row in data.rows("camhs_waiting", period, submitter):
        if period.holds(row["decision_date"]) and row["decision"] in ("accepted", "not_accepted"):
            yield submitter, referral(row), row["decision"] == "not_accepted", None, row


@indicator("camhs_withdrawn", kind="count", reads=READS)
def camhs_withdrawn(data, period, submitter):
    for row in data.rows("camhs_waiting", period, submitter):
        if period.holds(row["closed_date"]) and row["close_reason"] == "withdrawn_by_service":
            yield submitter, referral(row), True, None, row


# The page does not say of what. Read as: of those that wait on D, like the rest of the waiting list.
@indicator("camhs_local_authority_funded", kind="proportion", reads=READS)
def camhs_local_authority_funded(data, period, submitter):
    for row in waiting(data, period, submitter):
        yield submitter, referral(row), row["funder"] == "local_authority", None, row
