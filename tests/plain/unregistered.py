"""Stays in services operating without registration."""

from datetime import timedelta

from plain import indicator, touches
from moves import episode_on
from placements import ELSEWHERE, SHORT_BREAKS

# Short breaks are left out: as for moves, the child's episodes tell them.
READS = ["unregistered_services", "placements"]


def no_short_break(data, period, who, row):
    episode = episode_on(data, period, who, row["child_id"], row["start_date"])
    return episode is None or episode["legal_status"] not in SHORT_BREAKS


def stays(data, period, who):
    """Stays live at any time in the period."""
    return [row for row in data.rows("unregistered_services", period, who)
            if touches(row["start_date"], row["end_date"], period.first_day, period.d)
            and no_short_break(data, period, who, row)]


def key(row):
    return row["child_id"], row["start_date"]


@indicator("unregistered_children", kind="count", reads=READS)
def unregistered_children(data, period, who):
    for row in stays(data, period, who):
        yield who, row["child_id"], True, None, row


@indicator("unregistered_stays", kind="count", reads=READS)
def unregistered_stays(data, period, who):
    for row in stays(data, period, who):
        yield who, key(row), True, None, row


@indicator("unregistered_premises", kind="count", reads=READS)
def unregistered_premises(data, period, who):
    for row in stays(data, period, who):
        yield who, row["premises_id"], True, None, row


@indicator("unregistered_moves", kind="count", reads=READS)
def unregistered_moves(data, period, who):
    # The stay before stands in the same year's return, save where it ended on the very last day of the year before.
    rows = data.window("unregistered_services", period, who)
    for row in rows:
        if not period.holds(row["start_date"]) or not no_short_break(data, period, who, row):
            continue
        before = [other for other in rows if other["child_id"] == row["child_id"] and other is not row
                  and other["end_date"] is not None and other["start_date"] <= row["start_date"]]
        if not before:
            continue
        last = max(before, key=lambda other: other["end_date"])
        if abs((row["start_date"] - last["end_date"]).days) <= 1 and last["premises_id"] != row["premises_id"]:
            yield who, key(row), True, None, row


@indicator("unregistered_nights", kind="sum", reads=READS)
def unregistered_nights(data, period, who):
    after = period.d + timedelta(1)
    for row in stays(data, period, who):
        begin = max(row["start_date"], period.first_day)
        end = after if row["end_date"] is None else min(row["end_date"], after)
        yield who, key(row), True, max((end - begin).days, 0), row


@indicator("unregistered_rate", kind="rate", reads=READS, against=("looked_after_in_period", 1000))
def unregistered_rate(data, period, who):
    for row in stays(data, period, who):
        yield who, row["child_id"], True, None, row


def of_stays(id, meets):
    @indicator(id, kind="proportion", reads=READS)
    def function(data, period, who):
        for row in stays(data, period, who):
            yield who, key(row), meets(row), None, row


of_stays("unregistered_by_authority", lambda row: row["operator"] == "local_authority")
of_stays("unregistered_out_of_area", lambda row: row["location"] in ELSEWHERE)
of_stays("unregistered_after_breakdown", lambda row: row["reason"] in ("placement_breakdown", "family_breakdown"))
of_stays("unregistered_under_16", lambda row: row["age_under_16"] is True)


@indicator("unregistered_notified", kind="proportion", reads=READS)
def unregistered_notified(data, period, who):
    """Of stays that began in the period and whose working day had passed by D."""
    for row in data.rows("unregistered_services", period, who):
        if period.holds(row["start_date"]) and data.working_days(row["start_date"], period.d) >= 1 \
                and no_short_break(data, period, who, row):
            took = data.working_days(row["start_date"], row["notified_date"])
            yield who, key(row), took is not None and took <= 1, None, row
