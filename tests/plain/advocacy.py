"""Advocacy. The statutory active offer covers the first two entitlements; the others are counts, never pooled.

A row belongs to the period in which the child became entitled, and what follows an advocate's allocation to the
period of the allocation: those entitled late in a year would else never be seen with their waits.
"""

from plain import indicator

READS = ["advocacy"]
ACTIVE_OFFER = {"became_looked_after", "child_protection"}


def entitlement(row):
    return row["child_id"], row["entitlement"], row["entitled_date"]


def entitled(data, period, submitter):
    for row in data.rows("advocacy", period, submitter):
        if period.holds(row["entitled_date"]) and row["entitlement"] in ACTIVE_OFFER:
            yield row


def offered(data, period, submitter):
    for row in entitled(data, period, submitter):
        if row["offered_date"] is not None and row["offered_date"] <= period.d:
            yield row


@indicator("advocacy_offered", kind="proportion", reads=READS)
def advocacy_offered(data, period, submitter):
    for row in entitled(data, period, submitter):
        was_offered = row["offered_date"] is not None and row["offered_date"] <= period.d
        yield submitter, entitlement(row), was_offered, None, row


# Only where the fifth working day is over by D.
@indicator("advocacy_offered_5_days", kind="proportion", reads=READS)
def advocacy_offered_5_days(data, period, submitter):
    for row in entitled(data, period, submitter):
        if data.working_days(row["entitled_date"], period.d) >= 5:
            taken = data.working_days(row["entitled_date"], row["offered_date"])
            yield submitter, entitlement(row), taken is not None and taken <= 5, None, row


@indicator("advocacy_accepted", kind="proportion", reads=READS)
def advocacy_accepted(data, period, submitter):
    for row in offered(data, period, submitter):
        yield submitter, entitlement(row), row["accepted"] is True, None, row


@indicator("advocacy_recorded", kind="proportion", reads=READS)
def advocacy_recorded(data, period, submitter):
    for row in offered(data, period, submitter):
        yield submitter, entitlement(row), row["recorded_on_file"] is True, None, row


def allocated(data, period, submitter):
    for row in data.rows("advocacy", period, submitter):
        if row["entitlement"] in ACTIVE_OFFER and period.holds(row["advocate_allocated_date"]):
            yield row


# From the last offer before the allocation: a child that says no in May and yes in September waits from September.
@indicator("advocacy_allocation_days", kind="median", reads=READS)
def advocacy_allocation_days(data, period, submitter):
    for row in allocated(data, period, submitter):
        day, offer = row["advocate_allocated_date"], row["offered_date"]
        if row["reoffered_date"] is not None and row["reoffered_date"] <= day:
            offer = row["reoffered_date"]
        yield submitter, entitlement(row), True, None if offer is None else (day - offer).days, row


@indicator("advocacy_issue_resolved", kind="proportion", reads=READS)
def advocacy_issue_resolved(data, period, submitter):
    for row in allocated(data, period, submitter):
        yield submitter, entitlement(row), row["issue_resolved"] is True, None, row


def others(id, which):
    @indicator(id, kind="count", reads=READS)
    def function(data, period, submitter):
        for row in data.rows("advocacy", period, submitter):
            offer = row["offered_date"]
            if (period.holds(row["entitled_date"]) and row["entitlement"] == which
                    and offer is not None and offer <= period.d):
                yield submitter, entitlement(row), True, None, row


others("advocacy_offered_care_leavers", "care_leaver")
others("advocacy_offered_disabled_children", "disabled_child")
