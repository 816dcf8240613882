"""Concerns: what the inspectorate was told about services. Counts use the date received."""

from plain import indicator

READS = ["concerns"]
CHILDREN = {"care_home_children", "fostering", "secure_accommodation"}
AUTHORITIES = {"local_authority_children", "local_authority_adults"}
AUTHORITY_THEMES = {"safeguarding", "human_rights", "quality_of_service"}


def received(data, period):
    return [row for row in data.rows("concerns", period) if period.holds(row["received_date"])]


@indicator("concerns", kind="count", reads=READS)
def concerns(data, period, submitter):
    for row in received(data, period):
        yield row["authority"], row["concern_id"], True, None, row


@indicator("concerns_children_six_months", kind="count", reads=READS, window=6)
def concerns_children_six_months(data, period, submitter):
    for row in data.window("concerns", period):
        if period.in_window(row["received_date"], 6) and row["service_type"] in CHILDREN:
            yield row["authority"], row["concern_id"], True, None, row


# Authorities' own services are not registered: no rate of theirs, and none of them in the total.
@indicator("concerns_rate", kind="rate", reads=READS, against=("services_registered", 100))
def concerns_rate(data, period, submitter):
    for row in received(data, period):
        if row["service_type"] not in AUTHORITIES:
            yield row["authority"], row["concern_id"], True, None, row


@indicator("concerns_by_staff", kind="proportion", reads=READS)
def concerns_by_staff(data, period, submitter):
    for row in received(data, period):
        yield row["authority"], row["concern_id"], row["source"] == "staff", None, row


@indicator("concerns_staffing", kind="proportion", reads=READS)
def concerns_staffing(data, period, submitter):
    for row in received(data, period):
        yield row["authority"], row["concern_id"], "staffing_levels" in (row["themes"] or []), None, row


@indicator("concerns_inspected", kind="proportion", reads=READS)
def concerns_inspected(data, period, submitter):
    for row in received(data, period):
        yield row["authority"], row["concern_id"], "inspection" in (row["actions"] or []), None, row


@indicator("concern_days_open", kind="median", reads=READS)
def concern_days_open(data, period, submitter):
    for row in data.rows("concerns", period):
        if period.holds(row["closed_date"]):
            yield row["authority"], row["concern_id"], True, (row["closed_date"] - row["received_date"]).days, row


@indicator("concerns_la_children_share", kind="proportion", reads=READS)
def concerns_la_children_share(data, period, submitter):
    for row in received(data, period):
        if row["service_type"] in AUTHORITIES and AUTHORITY_THEMES & set(row["themes"] or []):
            yield row["authority"], row["concern_id"], row["service_type"] == "local_authority_children", None, row
