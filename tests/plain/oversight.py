"""Inspection findings of authorities, oversight by their bodies, complaints."""

from plain import indicator

FINDINGS = ["inspection_findings"]
MEETINGS = ["oversight"]
COMPLAINTS = ["complaints"]


def findings(data, period):
    return [row for row in data.rows("inspection_findings", period) if period.holds(row["published_date"])]


def finding(row):
    return row["authority"], row["programme"], row["question"], row["polarity"], row["number"]


# Of the 22: every authority is looked at, those of which a report was published in the period count.
@indicator("authorities_inspected", kind="proportion", reads=FINDINGS)
def authorities_inspected(data, period, submitter):
    inspected = {row["authority"] for row in findings(data, period)}
    for authority in data.authorities:
        yield authority, authority, authority in inspected, None, {}


def with_findings(id, polarity):
    """Authorities with such a finding; by question and theme."""
    @indicator(id, kind="count", reads=FINDINGS)
    def function(data, period, submitter):
        for row in findings(data, period):
            if row["polarity"] == polarity:
                yield row["authority"], row["authority"], True, None, row


with_findings("finding_authorities", "area_for_improvement")
with_findings("finding_authorities_positive", "positive")


@indicator("finding_balance", kind="proportion", reads=FINDINGS)
def finding_balance(data, period, submitter):
    for row in findings(data, period):
        yield row["authority"], finding(row), row["polarity"] == "area_for_improvement", None, row


def meetings(data, period, submitter):
    return [row for row in data.rows("oversight", period, submitter) if period.holds(row["meeting_date"])]


def meeting(row):
    return row["body"], row["meeting_date"]


@indicator("oversight_challenges", kind="ratio", reads=MEETINGS)
def oversight_challenges(data, period, submitter):
    for row in meetings(data, period, submitter):
        yield submitter, meeting(row), True, (row["challenges_recorded"], 1), row


@indicator("oversight_actions_done", kind="ratio", reads=MEETINGS, per=100)
def oversight_actions_done(data, period, submitter):
    for row in meetings(data, period, submitter):
        yield submitter, meeting(row), True, (row["actions_done"], row["actions_due"]), row


@indicator("oversight_children_views", kind="proportion", reads=MEETINGS)
def oversight_children_views(data, period, submitter):
    for row in meetings(data, period, submitter):
        yield submitter, meeting(row), row["children_views"] is True, None, row


def cells(row):
    return {**row, "complaint_subject": row["subject"]}


@indicator("complaints_received", kind="count", reads=COMPLAINTS)
def complaints_received(data, period, submitter):
    for row in data.rows("complaints", period, submitter):
        if period.holds(row["received_date"]):
            yield submitter, row["complaint_id"], True, None, cells(row)


@indicator("complaints_by_child", kind="proportion", reads=COMPLAINTS)
def complaints_by_child(data, period, submitter):
    for row in data.rows("complaints", period, submitter):
        if period.holds(row["received_date"]):
            yield submitter, row["complaint_id"], row["by_child"] is True, None, cells(row)


def resolved(data, period, submitter):
    return [row for row in data.rows("complaints", period, submitter) if period.holds(row["resolved_date"])]


@indicator("complaint_days", kind="median", reads=COMPLAINTS)
def complaint_days(data, period, submitter):
    for row in resolved(data, period, submitter):
        yield submitter, row["complaint_id"], True, (row["resolved_date"] - row["received_date"]).days, cells(row)


# Upheld wholly or in part, of those resolved in the period.
@indicator("complaints_upheld", kind="proportion", reads=COMPLAINTS)
def complaints_upheld(data, period, submitter):
    for row in resolved(data, period, submitter):
        yield submitter, row["complaint_id"], row["outcome"] in ("upheld", "partly_upheld"), None, cells(row)
