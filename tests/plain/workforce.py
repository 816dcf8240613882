"""Caseloads, the workforce, and who is allocated to whom."""

from collections import defaultdict

from plain import indicator, live_on

CASE_HOLDING = {"social_worker", "senior_social_worker", "team_manager"}


def last_snapshot(data, name, period, who):
    """The rows of the last snapshot in the period."""
    def build():
        rows = [row for row in data.rows(name, period, who) if period.holds(row["snapshot_date"])]
        last = max((row["snapshot_date"] for row in rows), default=None)
        return [row for row in rows if row["snapshot_date"] == last]
    return data.keep(("last snapshot", name, period.name, who), build)


def holds_cases(row):
    return row["role"] in CASE_HOLDING and row["qualified"] is True and (row["cases"] or 0) > 0


def ratio_of(id, above, below, among=None, per=1, name="caseloads", kind="ratio"):
    """Sum over sum, over the last snapshot's rows."""
    key = ("worker_id",) if name == "caseloads" else ("team", "staff_group")

    @indicator(id, kind=kind, reads=[name], per=per, summed=True)
    def function(data, period, who):
        for row in last_snapshot(data, name, period, who):
            if among is None or among(row):
                yield who, tuple(row[field] for field in key), True, (above(row), below(row)), row


def field(name):
    return lambda row: row[name]


def where(condition, value):
    """The value where the condition holds, else nothing of it: a blank value stays blank."""
    return lambda row: None if row[value] is None else row[value] if condition(row) else 0


ratio_of("caseload_mean", field("cases"), field("fte"), among=holds_cases)


def cases_per_fte(data, period, who):
    for row in last_snapshot(data, "caseloads", period, who):
        if holds_cases(row):
            yield who, row["worker_id"], True, row["cases"] / row["fte"] if row["fte"] else None, row


indicator("caseload_median", kind="median", reads=["caseloads"])(cases_per_fte)
indicator("caseload_p90", kind="p90", reads=["caseloads"])(cases_per_fte)

ratio_of("cases_unqualified", where(lambda row: row["role"] == "unqualified_worker", "cases"), field("cases"),
         among=lambda row: row["role"] in CASE_HOLDING or row["role"] == "unqualified_worker", per=100)
ratio_of("cp_newly_qualified", where(lambda row: row["newly_qualified"] is True, "child_protection_cases"),
         field("child_protection_cases"), per=100)
ratio_of("managed_team_share", where(lambda row: row["managed_team"] is True, "fte"), field("fte"), per=100)
# Newly qualified is under two years since registration: a share of those who are registered.
ratio_of("newly_qualified_share", where(lambda row: row["newly_qualified"] is True, "fte"), field("fte"),
         among=lambda row: row["qualified"] is True, per=100)
for name, role in (("iro_caseload", "independent_reviewing_officer"), ("adviser_caseload", "personal_adviser")):
    ratio_of(name, field("cases"), field("fte"), among=lambda row, role=role: row["role"] == role and (row["cases"] or 0) > 0)


@indicator("agency_share", kind="proportion", reads=["caseloads"])
def agency_share(data, period, who):
    for row in last_snapshot(data, "caseloads", period, who):
        yield who, row["worker_id"], row["employment"] == "agency", None, row


def added(*names):
    return lambda row: None if any(row[name] is None for name in names) else sum(row[name] for name in names)


def days_in_post(row):
    return None if row["in_post_fte"] is None else row["in_post_fte"] * 253


ratio_of("vacancy_rate", field("vacant_fte"), added("vacant_fte", "in_post_fte"), per=100, name="workforce")
ratio_of("turnover_rate", field("leavers_fte"), field("in_post_fte"), per=100, name="workforce")
ratio_of("absence_rate", field("working_days_lost"), days_in_post, per=100, name="workforce")
ratio_of("agency_rate", field("agency_fte"), added("agency_fte", "in_post_fte"), per=100, name="workforce")
ratio_of("agency_covering", field("agency_covering_vacancy_fte"), field("agency_fte"), per=100, name="workforce")
ratio_of("unallocated_cases", field("unallocated_cases"), field("open_cases"), per=100, name="workforce")
ratio_of("supervision_held", field("supervisions_held"), field("supervisions_due"), per=100, name="workforce")
ratio_of("training_completed", field("training_completed"), field("training_due"), per=100, name="workforce")


# ---------------------------------------------------------------- allocations

def allocated_on_d(data, period, who):
    """child -> the spell live on D (the latest start)."""
    def build():
        found = {}
        for row in data.rows("allocations", period, who):
            if live_on(row["from_date"], [row["to_date"]], period.d):
                known = found.get(row["child_id"])
                if known is None or row["from_date"] > known["from_date"]:
                    found[row["child_id"]] = row
        return found
    return data.keep(("allocated", period.d, period.year, who), build)


def spells(data, period, who):
    def build():
        found = defaultdict(list)
        for row in data.window("allocations", period, who):
            found[row["child_id"]].append(row)
        for its in found.values():
            its.sort(key=lambda row: row["from_date"])
        return found
    return data.keep(("spells", period.year, who), build)


@indicator("unallocated_children", kind="proportion", reads=["allocations"])
def unallocated_children(data, period, who):
    for child, row in allocated_on_d(data, period, who).items():
        yield who, child, row["worker_id"] is None, None, row


@indicator("worker_changes", kind="mean", reads=["allocations"], window=12)
def worker_changes(data, period, who):
    """Per child with a spell on D: spells of a worker that began in the 12 months to D after another worker's."""
    every = spells(data, period, who)
    for child, row in allocated_on_d(data, period, who).items():
        changes, before = 0, None
        for spell in every[child]:
            if spell["worker_id"] is None or spell["from_date"] > period.d:
                continue
            if before is not None and before != spell["worker_id"] and period.in_window(spell["from_date"], 12):
                changes += 1
            before = spell["worker_id"]
        yield who, child, True, changes, row


@indicator("three_or_more_workers", kind="proportion", reads=["allocations"], window=12)
def three_or_more_workers(data, period, who):
    every, first = spells(data, period, who), period.window_start(12)
    for child, row in allocated_on_d(data, period, who).items():
        workers = {spell["worker_id"] for spell in every[child]
                   if spell["worker_id"] is not None and spell["from_date"] <= period.d
                   and (spell["to_date"] is None or spell["to_date"] >= first)}
        yield who, child, len(workers) >= 3, None, row
