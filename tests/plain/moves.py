"""Changes of placement."""

from collections import defaultdict

from placements import BREAKDOWN, ELSEWHERE, SHORT_BREAKS, age_band
from plain import age_on, indicator

# Short breaks are left out, and the return has no legal status: the child's episodes tell it.
READS = ["moves", "placements"]


def episodes_of(data, period, who):
    def build():
        found = defaultdict(list)
        for row in data.window("placements", period, who):
            found[row["child_id"]].append(row)
        return found
    return data.keep(("episodes", period.year, who), build)


def episode_on(data, period, who, child, day):
    """The child's episode of that night (the latest start)."""
    best = None
    for row in episodes_of(data, period, who).get(child, ()):
        if row["start_date"] <= day and (row["end_date"] is None or row["end_date"] > day):
            if best is None or row["start_date"] > best["start_date"]:
                best = row
    return best


def moves_of(data, period, who, rows):
    """A move into a short break is left out; one of a child without an episode that night stays in."""
    for row in rows:
        episode = episode_on(data, period, who, row["child_id"], row["move_date"])
        if episode is not None and episode["legal_status"] in SHORT_BREAKS:
            continue
        by = dict(row)
        by["age_band"] = age_band(age_on(episode["date_of_birth"], row["move_date"])) if episode else None
        yield by


def in_period(data, period, who):
    return data.keep(("moves", period.name, who), lambda: list(moves_of(
        data, period, who, [row for row in data.rows("moves", period, who) if period.holds(row["move_date"])])))


def key(row):
    return row["child_id"], row["move_date"], row["sequence"]


def of_moves(id, meets, kind="proportion", **more):
    @indicator(id, kind=kind, reads=READS, **more)
    def function(data, period, who):
        for row in in_period(data, period, who):
            yield who, key(row), meets(row), None, row


of_moves("moves", lambda row: True, kind="count")
of_moves("moves_per_100", lambda row: True, kind="rate", against=("looked_after_in_period", 100))
# Each of the rest is a proportion of moves: a blank stays in the denominator.
of_moves("unplanned_moves", lambda row: row["planned"] is False)
of_moves("breakdown_moves", lambda row: row["reason"] in BREAKDOWN)
of_moves("moves_out_of_area", lambda row: row["from_location"] == "in_authority" and row["to_location"] in ELSEWHERE)
of_moves("moves_changing_school", lambda row: row["changed_school"] is True)
of_moves("moves_changing_worker", lambda row: row["changed_social_worker"] is True)
of_moves("moves_into_unregistered", lambda row: row["to_registration"] == "unregistered")
of_moves("moves_short_notice", lambda row: row["days_notice"] is not None and row["days_notice"] < 7)


@indicator("children_moving_most", kind="count", reads=READS, window=12)
def children_moving_most(data, period, who):
    moved = defaultdict(list)
    rows = [row for row in data.window("moves", period, who) if period.in_window(row["move_date"], 12)]
    for row in moves_of(data, period, who, rows):
        moved[row["child_id"]].append(row)
    for child, its in moved.items():
        if len(its) >= 3:
            yield who, child, True, None, max(its, key=lambda row: row["move_date"])
