"""Priority action notices, services, inspections and enforcement.

A service is registered on D: registered_date on or before D, cancelled_date blank or after D. A notice is open on D:
issued on or before D and not resolved by D. The services return is the denominator.
"""

from plain import indicator, live_on

SERVICES = ["services"]
PANS = ["pans"]
BOTH = ["services", "pans"]
INSPECTIONS = ["service_inspections"]


def registered(data, period):
    return data.keep(("registered", period.name), lambda: {
        row["service_id"]: row for row in data.rows("services", period)
        if live_on(row["registered_date"], [row["cancelled_date"]], period.d)})


def open_notices(data, period):
    """Notices open on D, of services registered on D."""
    services = registered(data, period)
    return [row for row in data.rows("pans", period)
            if live_on(row["issued_date"], [row["resolved_date"]], period.d) and row["service_id"] in services]


def issued(data, period):
    return [row for row in data.rows("pans", period) if period.holds(row["issued_date"])]


@indicator("services_registered", kind="count", reads=SERVICES)
def services_registered(data, period, submitter):
    for row in registered(data, period).values():
        yield row["authority"], row["service_id"], True, None, row


@indicator("pan_services_open", kind="proportion", reads=BOTH)
def pan_services_open(data, period, submitter):
    affected = {row["service_id"] for row in open_notices(data, period)}
    for row in registered(data, period).values():
        yield row["authority"], row["service_id"], row["service_id"] in affected, None, row


# The authority and the type are those that stand in the notice; a rule holds them against the register.
@indicator("pans_open", kind="count", reads=BOTH)
def pans_open(data, period, submitter):
    for row in open_notices(data, period):
        yield row["authority"], row["pan_id"], True, None, row


@indicator("pans_issued", kind="count", reads=PANS)
def pans_issued(data, period, submitter):
    for row in issued(data, period):
        yield row["authority"], row["pan_id"], True, None, row


@indicator("pans_overdue", kind="proportion", reads=BOTH)
def pans_overdue(data, period, submitter):
    for row in open_notices(data, period):
        yield row["authority"], row["pan_id"], row["due_date"] < period.d, None, row


@indicator("pan_days_open", kind="median", reads=BOTH)
def pan_days_open(data, period, submitter):
    for row in open_notices(data, period):
        yield row["authority"], row["pan_id"], True, (period.d - row["issued_date"]).days, row


@indicator("pans_achieved_on_time", kind="proportion", reads=PANS)
def pans_achieved_on_time(data, period, submitter):
    for row in data.rows("pans", period):
        if period.holds(row["first_due_date"]):
            on_time = (row["status"] == "achieved" and row["resolved_date"] is not None
                       and row["resolved_date"] <= row["first_due_date"])
            yield row["authority"], row["pan_id"], on_time, None, row


@indicator("pans_repeat", kind="proportion", reads=PANS)
def pans_repeat(data, period, submitter):
    for row in issued(data, period):
        yield row["authority"], row["pan_id"], row["repeat"] is True, None, row


# By theme: of the notices issued in the period (those open have theirs in pans_open).
@indicator("pans_by_theme", kind="count", reads=PANS)
def pans_by_theme(data, period, submitter):
    for row in issued(data, period):
        yield row["authority"], row["pan_id"], True, None, row


@indicator("places_registered", kind="sum", reads=SERVICES)
def places_registered(data, period, submitter):
    for row in registered(data, period).values():
        yield row["authority"], row["service_id"], True, row["places"], row


@indicator("homes_opened", kind="count", reads=SERVICES)
def homes_opened(data, period, submitter):
    for row in data.rows("services", period):
        if row["service_type"] == "care_home_children" and period.holds(row["registered_date"]):
            yield row["authority"], row["service_id"], True, None, row


@indicator("homes_closed", kind="count", reads=SERVICES)
def homes_closed(data, period, submitter):
    for row in data.rows("services", period):
        if row["service_type"] == "care_home_children" and period.holds(row["cancelled_date"]):
            yield row["authority"], row["service_id"], True, None, row


# A model of care is asked of homes for children alone: the register has it for no other type.
@indicator("model_of_care", kind="proportion", reads=SERVICES)
def model_of_care(data, period, submitter):
    for row in registered(data, period).values():
        if row["service_type"] == "care_home_children":
            yield row["authority"], row["service_id"], row["model_of_care"] is True, None, row


LEVELS = ["none", "area_for_improvement", "priority_action"]


def inspected(data, period):
    """service -> the worst level of its inspections in the period."""
    worst = {}
    for row in data.rows("service_inspections", period):
        if period.holds(row["inspection_date"]):
            level = max(worst.get(row["service_id"], "none"), row["worst_level"], key=LEVELS.index)
            worst[row["service_id"]] = level
    return worst


# Where a service stands is in the register alone: inspections name no authority. The share at each level is out of
# all services inspected, so each service is looked at once for each level; the total says nothing (it is all of them).
@indicator("services_by_level", kind="proportion", reads=INSPECTIONS + SERVICES)
def services_by_level(data, period, submitter):
    where = {row["service_id"]: row for row in data.rows("services", period)}
    for service, worst in inspected(data, period).items():
        if service in where:
            for level in LEVELS:
                yield (where[service]["authority"], service, level == worst, None,
                       {**where[service], "worst_level": level})


@indicator("enforcement_actions", kind="count", reads=INSPECTIONS + SERVICES)
def enforcement_actions(data, period, submitter):
    where = {row["service_id"]: row for row in data.rows("services", period)}
    for row in data.rows("service_inspections", period):
        if period.holds(row["inspection_date"]) and row["enforcement"] not in (None, "none"):
            at = where.get(row["service_id"], {})
            yield (at.get("authority"), (row["service_id"], row["inspection_date"]), True, None,
                   {"service_type": None, **at, **row})
