"""Concerns: what the inspectorate was told about services."""

from plain import indicator

CHILDREN = {"care_home_children", "fostering", "secure_accommodation"}


@indicator("concerns", kind="count", reads=["concerns"])
def concerns(data, period, submitter):
    for row in data.rows("concerns", period):
        if period.holds(row["received_date"]):
            yield row["authority"], row["concern_id"], True, None, row


@indicator("concerns_children_six_months", kind="count", reads=["concerns"], window=6)
def concerns_children_six_months(data, period, submitter):
    for row in data.window("concerns", period):
        if period.in_window(row["received_date"], 6) and row["service_type"] in CHILDREN:
            yield row["authority"], row["concern_id"], True, None, row
