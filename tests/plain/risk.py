"""Risks, going missing, and enough of the right placements."""

from datetime import timedelta

from plain import age_on, indicator, touches
from placements import age_band
from workforce import last_snapshot


# ---------------------------------------------------------------- risks

def open_risks(data, period, who):
    """Risks identified or open in the period: where the catalogue means D, it says so."""
    return [row for row in data.rows("risks", period, who)
            if touches(row["identified_date"], row["closed_date"], period.first_day, period.d)]


def risk_key(row):
    return row["child_id"], row["risk"], row["identified_date"]


@indicator("children_at_risk", kind="count", reads=["risks"])
def children_at_risk(data, period, who):
    for row in open_risks(data, period, who):
        yield who, row["child_id"], True, None, row


def of_open_risks(id, meets):
    @indicator(id, kind="proportion", reads=["risks"])
    def function(data, period, who):
        for row in open_risks(data, period, who):
            yield who, risk_key(row), meets(row), None, row


of_open_risks("risk_multi_agency", lambda row: row["multi_agency_assessment"] is True)
of_open_risks("risk_owned", lambda row: row["owner_named"] is True and row["timescale_set"] is True)


@indicator("risk_strategy_5_days", kind="proportion", reads=["risks"])
def risk_strategy_5_days(data, period, who):
    """Of risks identified in the period whose five working days were over by D."""
    for row in data.rows("risks", period, who):
        if period.holds(row["identified_date"]) and data.working_days(row["identified_date"], period.d) >= 5:
            took = data.working_days(row["identified_date"], row["strategy_meeting_date"])
            yield who, risk_key(row), took is not None and took <= 5, None, row


# ---------------------------------------------------------------- going missing

@indicator("missing_children", kind="rate", reads=["missing_episodes"], against=("looked_after_in_period", 100))
def missing_children(data, period, who):
    for row in data.rows("missing_episodes", period, who):
        if period.holds(row["missing_from"]):
            yield who, row["child_id"], True, None, row


@indicator("return_interviews_72_hours", kind="proportion", reads=["missing_episodes"])
def return_interviews_72_hours(data, period, who):
    """Of returns in the period whose three days were over by D."""
    three = timedelta(3)
    for row in data.rows("missing_episodes", period, who):
        back = row["returned_on"]
        if period.holds(back) and back + three <= period.d:
            held = row["interview_date"]
            yield who, (row["child_id"], row["missing_from"]), held is not None and held <= back + three, None, row


# ---------------------------------------------------------------- searches for a placement

def searches(data, period, who, on):
    return [row for row in data.rows("placement_searches", period, who) if period.holds(row[on])]


def aged(data, period, who, rows):
    """The rows with the child's age when the placement was asked for: the child's placements tell the date of birth."""
    born = data.keep(("born", period.year, who), lambda: {
        row["child_id"]: row["date_of_birth"] for row in data.rows("placements", period, who)})
    for row in rows:
        by = dict(row)
        age = age_on(born.get(row["child_id"]), row["requested_date"])
        # Of a birth the month is known: one asked for before it, or in the month of the 18th birthday, is 0 or 17.
        by["age_band"] = None if age is None else age_band(min(max(age, 0), 17))
        yield by


def search_key(row):
    return row["child_id"], row["requested_date"]


@indicator("search_days", kind="median", reads=["placement_searches"])
def search_days(data, period, who):
    for row in searches(data, period, who, "matched_date"):
        yield who, search_key(row), True, (row["matched_date"] - row["requested_date"]).days, row


@indicator("searches_first_choice", kind="proportion", reads=["placement_searches", "placements"])
def searches_first_choice(data, period, who):
    for row in aged(data, period, who, searches(data, period, who, "matched_date")):
        yield who, search_key(row), row["first_choice"] is True, None, row


@indicator("searches_unmet", kind="proportion", reads=["placement_searches", "placements"])
def searches_unmet(data, period, who):
    """Of requests of the period that were matched or given up by D: one that goes on is neither met nor unmet."""
    for row in aged(data, period, who, searches(data, period, who, "requested_date")):
        matched = row["matched_date"] is not None and row["matched_date"] <= period.d
        unmet = row["unmet_reason"] is not None and row["matched_date"] is None
        if not matched and not unmet:
            continue
        yield who, search_key(row), unmet, None, row


@indicator("searches_emergency", kind="proportion", reads=["placement_searches"])
def searches_emergency(data, period, who):
    for row in searches(data, period, who, "requested_date"):
        yield who, search_key(row), row["emergency"] is True, None, row


@indicator("weekly_cost", kind="median", reads=["placement_searches"])
def weekly_cost(data, period, who):
    for row in searches(data, period, who, "matched_date"):
        yield who, search_key(row), True, row["weekly_cost"], row


# ---------------------------------------------------------------- foster carers

def carers(id, measure, kind="sum", per=1):
    @indicator(id, kind=kind, reads=["foster_carers"], per=per, summed=True)
    def function(data, period, who):
        for row in last_snapshot(data, "foster_carers", period, who):
            yield who, row["kind"], True, measure(row), row


carers("carer_households", lambda row: row["households"])
carers("carer_places_vacant", lambda row: (row["places_usable_vacant"], row["places"]), kind="ratio", per=100)
carers("carers_net", lambda row: None if row["approved_in_year"] is None or row["left_in_year"] is None
       else row["approved_in_year"] - row["left_in_year"])
carers("carers_11_plus", lambda row: (row["accept_11_plus"], row["households"]), kind="ratio", per=100)
