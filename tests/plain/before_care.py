"""Before care: the front door, early help, the edge of care.

`demand` holds numbers already counted, a row a month. A row of `early_help` is one referral of a family.
"""

from datetime import date

from placements import started
from plain import indicator, live_on

DEMAND = ["demand"]
EARLY_HELP = ["early_help"]


def first_of(month):
    return date(int(month[:4]), int(month[5:7]), 1)


def months(data, period, submitter):
    return [row for row in data.rows("demand", period, submitter) if period.holds(first_of(row["month"]))]


def summed(id, field):
    @indicator(id, kind="count", reads=DEMAND, summed=True)
    def function(data, period, submitter):
        for row in months(data, period, submitter):
            yield submitter, row["month"], True, row[field], row


summed("contacts", "contacts")
summed("referrals", "referrals")
summed("proceedings", "proceedings_issued")


@indicator("assessments_in_42_days", kind="proportion", reads=DEMAND, summed=True)
def assessments_in_42_days(data, period, submitter):
    for row in months(data, period, submitter):
        yield submitter, row["month"], True, (row["assessments_in_42_days"], row["assessments_completed"]), row


# On D: what the month that ends on D says.
@indicator("cp_register", kind="count", reads=DEMAND, summed=True)
def cp_register(data, period, submitter):
    for row in months(data, period, submitter):
        if row["month"] == f"{period.d.year}-{period.d.month:02d}":
            yield submitter, row["month"], True, row["cp_on_register"], row


def referral(row):
    return row["family_id"], row["referred_date"]


def helped(data, period, submitter):
    """Families whose support goes on, on D."""
    for row in data.rows("early_help", period, submitter):
        if row["start_date"] is not None and live_on(row["start_date"], [row["end_date"]], period.d):
            yield row


@indicator("early_help_families", kind="count", reads=EARLY_HELP)
def early_help_families(data, period, submitter):
    for row in helped(data, period, submitter):
        yield submitter, row["family_id"], True, None, row


# Waiting on D: referred by then, not turned away, support not begun by then and not ended.
@indicator("early_help_waiting", kind="count", reads=EARLY_HELP)
def early_help_waiting(data, period, submitter):
    for row in data.rows("early_help", period, submitter):
        if row["referred_date"] > period.d or row["decision"] not in ("waiting", "accepted"):
            continue
        if row["start_date"] is not None and row["start_date"] <= period.d:
            continue
        if row["end_date"] is not None and row["end_date"] <= period.d:
            continue
        yield submitter, row["family_id"], True, None, row


# Decisions have no date of their own: of the referrals of the period that were decided.
@indicator("early_help_no_capacity", kind="proportion", reads=EARLY_HELP)
def early_help_no_capacity(data, period, submitter):
    for row in data.rows("early_help", period, submitter):
        if period.holds(row["referred_date"]) and row["decision"] in ("accepted", "no_capacity", "not_eligible"):
            yield submitter, referral(row), row["decision"] == "no_capacity", None, row


def of_ended(id, outcome, service=None):
    """A proportion of those whose support ended in the period."""
    @indicator(id, kind="proportion", reads=EARLY_HELP)
    def function(data, period, submitter):
        for row in data.rows("early_help", period, submitter):
            if period.holds(row["end_date"]) and service in (None, row["service"]):
                yield submitter, referral(row), row["outcome"] == outcome, None, row


of_ended("early_help_step_up", "step_up")
of_ended("early_help_step_down", "step_down")
of_ended("early_help_became_looked_after", "became_looked_after")
of_ended("stayed_at_home", "stayed_at_home", "edge_of_care")
of_ended("placement_kept", "placement_kept", "myst")


@indicator("early_help_wait", kind="median", reads=EARLY_HELP)
def early_help_wait(data, period, submitter):
    for row in data.rows("early_help", period, submitter):
        if period.holds(row["start_date"]):
            yield submitter, referral(row), True, (row["start_date"] - row["referred_date"]).days, row


# Of the families helped on D whose home's decile is known.
@indicator("most_deprived_share", kind="proportion", reads=EARLY_HELP)
def most_deprived_share(data, period, submitter):
    for row in helped(data, period, submitter):
        if row["deprivation_decile"] is not None:
            yield submitter, row["family_id"], row["deprivation_decile"] <= 2, None, row


def families(id, service):
    """Families who have such support on D."""
    @indicator(id, kind="count", reads=EARLY_HELP)
    def function(data, period, submitter):
        for row in helped(data, period, submitter):
            if row["service"] == service:
                yield submitter, row["family_id"], True, None, row


families("pre_proceedings", "pre_proceedings")
families("adoption_support", "adoption_support")


# Of the starts, as Placements counts them.
@indicator("started_adoption_disruption", kind="count", reads=["placements"])
def started_adoption_disruption(data, period, submitter):
    for one in started(data, period, submitter):
        if one[4]["category_of_need"] == "N9":
            yield one
