"""Reviews, visits, plans, voice.

A row of `reviews` and `visits` is one that was due; it belongs to the period in which it was due, so every clock
has run out. A plan belongs to the period in which it was audited.
"""

from plain import indicator

REVIEWS = ["reviews"]
VISITS = ["visits"]
PLANS = ["plans"]


def due(data, period, submitter):
    for row in data.rows("reviews", period, submitter):
        if period.holds(row["due_date"]):
            yield row


def held(data, period, submitter):
    """What is asked of a review is asked of those that were held (by D)."""
    for row in due(data, period, submitter):
        if row["held_date"] is not None and row["held_date"] <= period.d:
            yield row


def review(row):
    return row["child_id"], row["kind"], row["due_date"]


@indicator("reviews_on_time", kind="proportion", reads=REVIEWS)
def reviews_on_time(data, period, submitter):
    for row in due(data, period, submitter):
        on_time = row["held_date"] is not None and row["held_date"] <= row["due_date"]
        yield submitter, review(row), on_time, None, row


def of_held(id, counts, among=lambda row: True):
    """A proportion of the reviews held."""
    @indicator(id, kind="proportion", reads=REVIEWS)
    def function(data, period, submitter):
        for row in held(data, period, submitter):
            if among(row):
                yield submitter, review(row), counts(row), None, row


# Nobody asks a child under four before a review, or for its views there.
PARTICIPATED = {"attended_spoke", "attended_advocate", "views_conveyed"}


def four_and_over(row):
    return row["participation"] != "under_four"


of_held("reviews_consulted", lambda row: row["consulted_before"] is True, four_and_over)
of_held("reviews_participated", lambda row: row["participation"] in PARTICIPATED, four_and_over)
of_held("reviews_spoke", lambda row: row["participation"] == "attended_spoke", four_and_over)
of_held("reviews_iro_chaired", lambda row: row["chaired_by_iro"] is True, lambda row: row["kind"] == "pathway")
of_held("reviews_professionals", lambda row: row["professionals_attended"] is True)
of_held("reviews_family", lambda row: row["family_attended"] is True)
of_held("reviews_feedback", lambda row: row["feedback_given"] is True)


# What was done between two reviews is asked of all that were due, held or not.
@indicator("review_tracking", kind="proportion", reads=REVIEWS)
def review_tracking(data, period, submitter):
    for row in due(data, period, submitter):
        contacts = row["tracking_contacts"]
        yield submitter, review(row), contacts is not None and contacts >= 1, None, row


@indicator("review_actions_completed", kind="ratio", reads=REVIEWS, per=100)
def review_actions_completed(data, period, submitter):
    for row in due(data, period, submitter):
        yield submitter, review(row), True, (row["actions_completed"], row["actions_due"]), row


@indicator("reviews_due", kind="count", reads=REVIEWS)
def reviews_due(data, period, submitter):
    for row in due(data, period, submitter):
        yield submitter, review(row), True, None, row


@indicator("review_escalations", kind="rate", reads=REVIEWS, against=("reviews_due", 100))
def review_escalations(data, period, submitter):
    for row in due(data, period, submitter):
        if row["escalated_date"] is not None and row["escalated_date"] <= period.d:
            yield submitter, review(row), True, None, row


@indicator("escalation_days", kind="median", reads=REVIEWS)
def escalation_days(data, period, submitter):
    for row in due(data, period, submitter):
        begun, ended = row["escalated_date"], row["escalation_resolved_date"]
        if begun is not None and ended is not None and ended <= period.d:
            yield submitter, review(row), True, (ended - begun).days, row


def visits_due(data, period, submitter):
    for row in data.rows("visits", period, submitter):
        if period.holds(row["due_date"]):
            yield row


@indicator("visits_on_time", kind="proportion", reads=VISITS)
def visits_on_time(data, period, submitter):
    for row in visits_due(data, period, submitter):
        on_time = row["visited_date"] is not None and row["visited_date"] <= row["due_date"]
        yield submitter, (row["child_id"], row["due_date"]), on_time, None, row


# Of the visits made of which it is said: a blank means too young to be asked for.
@indicator("visits_seen_alone", kind="proportion", reads=VISITS)
def visits_seen_alone(data, period, submitter):
    for row in visits_due(data, period, submitter):
        if row["visited_date"] is not None and row["visited_date"] <= period.d and row["seen_alone"] is not None:
            yield submitter, (row["child_id"], row["due_date"]), row["seen_alone"], None, row


def of_plans(id, counts, among=lambda row: True):
    """A proportion of the plans audited in the period."""
    @indicator(id, kind="proportion", reads=PLANS)
    def function(data, period, submitter):
        for row in data.rows("plans", period, submitter):
            if period.holds(row["audit_date"]) and among(row):
                yield submitter, (row["child_id"], row["kind"], row["audit_date"]), counts(row), None, row


def says(field):
    return lambda row: row[field] is True


of_plans("plans_shared_assessment", says("shared_assessment"))
of_plans("plans_outcome_focused", says("outcome_focused"))
of_plans("plans_risk_managed", says("risk_has_owner_and_timescale"), says("risk_identified"))
# A blank means that there was no significant change.
of_plans("plans_updated", says("updated_after_change"), lambda row: row["updated_after_change"] is not None)
of_plans("plans_views_recorded", says("views_recorded"))
of_plans("plans_shared_with_child", says("shared_with_child"))
of_plans("plans_shared_with_family", says("shared_with_family"))
of_plans("plans_contact", says("contact_supported"))
of_plans("plans_direct_work", says("direct_work"))
of_plans("plans_permanence", says("permanence_plan"), lambda row: row["kind"] == "care")
of_plans("plans_leisure_offered", says("leisure_offered"))
of_plans("plans_leisure_taken_up", says("leisure_taken_up"), says("leisure_offered"))
of_plans("plans_decisions_on_file", says("decisions_on_file"))


# In place within 10 working days of the start; only where those days were over when the plan was audited:
# the audit cannot know more.
@indicator("plans_in_time", kind="proportion", reads=PLANS)
def plans_in_time(data, period, submitter):
    for row in data.rows("plans", period, submitter):
        if not period.holds(row["audit_date"]) or row["started_date"] is None:
            continue
        if data.working_days(row["started_date"], row["audit_date"]) < 10:
            continue
        taken = data.working_days(row["started_date"], row["in_place_date"])
        yield (submitter, (row["child_id"], row["kind"], row["audit_date"]),
               taken is not None and taken <= 10, None, row)
