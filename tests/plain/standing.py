"""Limits, changes, positions and signals of the figures, worked out plainly and held against them.

What a figure is made of (numerator, denominator, value, who is in) has been compared before; this takes it from
there. Of the definitions it reads what they declare about an indicator's statistics, not how it is counted.
"""

import glob
import os
import tomllib
from collections import defaultdict

import limits

PROPER = {"service", "notice", "authority"}     # complete counts: no chance in them


def declared(collection):
    """id -> what its definition says about its statistics."""
    indicators, row_sets = {}, {}
    for path in glob.glob(os.path.join(collection, "indicators", "*.toml")):
        with open(path, "rb") as file:
            text = tomllib.load(file)
        row_sets.update(text.get("row_set", {}))
        indicators.update(text.get("indicator", {}))
    return {id: dict(one, set=row_sets[one["of"]]) for id, one in indicators.items()}


def has_limits(one, row):
    if one.get("repeats") or one["kind"] in ("ratio", "sum"):
        return False
    if one["kind"] in ("count", "rate") and one["counts"] in PROPER:
        return False
    interval = one.get("interval")
    if isinstance(interval, dict):
        return row["category"] in interval.get(row["breakdown"], ())
    return interval != "none"


def events(all, one):
    """Whether periods share nothing: what happened in them, and what it is divided by too."""
    other = all[one["against"]["indicator"]] if "against" in one else one
    return one["set"]["counts_at"] == other["set"]["counts_at"] == "period"


def multiplier(one):
    return (one.get("external") or one.get("against"))["per"]


class Standing:
    def __init__(self, book, figures, periods, collection):
        self.book, self.periods = book, periods
        self.declared = declared(collection)
        self.by_key = {}
        for row in figures:
            self.by_key[self.key(row, row["period"])] = row
        self.series = defaultdict(list)
        for row in figures:
            self.series[self.key(row, None) + (row["period_kind"],)].append(row)
        for rows in self.series.values():
            rows.sort(key=lambda row: periods[row["period"]].first_day)
        self.names = {kind: [period.name for period in sorted(
            (one for one in periods.values() if one.kind == kind), key=lambda one: one.first_day)]
            for kind in ("year", "quarter", "month")}

    def key(self, row, period):
        return (row["indicator"], row["basis"], period, row["geography_level"], row["geography"], row["breakdown"], row["category"])

    def going_on(self, row):
        period = self.periods[row["period"]]
        return period.d < period.last_day

    # ------------------------------------------------------------ limits of a value

    def limits(self, row):
        one = self.declared[row["indicator"]]
        if row["value"] is None or not has_limits(one, row):
            return None, None
        kind, x, n = row["kind"], row["numerator"], row["denominator"]
        if kind == "proportion":
            return tuple(100 * limit for limit in limits.wilson(x, n))
        if kind == "count":
            return limits.poisson(x)
        if kind == "rate":
            return tuple(multiplier(one) / n * limit for limit in limits.poisson(x))
        seen = self.book.seen(row["indicator"], self.periods[row["period"]], row["geography_level"],
                              row["geography"], row["breakdown"], row["category"])
        if kind == "mean":
            return limits.mean_limits(seen)
        return limits.quantile_limits(seen, 0.5 if kind == "median" else 0.9)

    # ------------------------------------------------------------ change

    def change(self, row, before):
        """change, per cent, lower, upper against an earlier figure."""
        nothing = None, None, None, None
        then = self.by_key.get(self.key(row, before)) if before else None
        if then is None or row["value"] is None or then["value"] is None or self.going_on(row) or self.going_on(then):
            return nothing
        period, earlier = self.periods[row["period"]], self.periods[before]
        place = row["geography_level"], row["geography"]
        if self.book.who(row["indicator"], period, *place) != self.book.who(row["indicator"], earlier, *place):
            return nothing
        one, kind = self.declared[row["indicator"]], row["kind"]
        change = row["value"] - then["value"]
        share = None if kind == "proportion" or not then["value"] else 100 * change / then["value"]
        lower = upper = None
        if has_limits(one, row) and events(self.declared, one):
            if kind == "proportion":
                lower, upper = (100 * limit for limit in limits.newcombe(
                    row["numerator"], row["denominator"], then["numerator"], then["denominator"]))
            elif kind == "rate":
                lower, upper = limits.rate_change(row["value"], row["numerator"], then["value"], then["numerator"])
        return change, share, lower, upper

    def earlier(self, row):
        """The same period a year earlier, and the period before of the same kind."""
        names = self.names[row["period_kind"]]
        at = names.index(row["period"])
        year = {"year": 1, "quarter": 4, "month": 12}[row["period_kind"]]
        return (names[at - year] if at >= year else None), (names[at - 1] if at else None)

    # ------------------------------------------------------------ among the authorities

    def nation(self, row):
        return self.by_key.get((row["indicator"], row["basis"], row["period"], "nation", "W92000004",
                                row["breakdown"], row["category"]))

    def authorities(self, row):
        period = row["indicator"], row["basis"], row["period"], "authority"
        return [found for code in self.book.data.authorities
                if (found := self.by_key.get((*period, code, row["breakdown"], row["category"])))]

    def funnel(self, row):
        """The position around the nation's value, by chance alone and with what authorities differ beyond it."""
        one, kind = self.declared[row["indicator"]], row["kind"]
        if row["geography_level"] != "authority" or kind not in ("proportion", "rate") or not has_limits(one, row):
            return None, None
        nation = self.nation(row)
        if row["value"] is None or nation is None or nation["value"] is None or self.going_on(row):
            return None, None
        base = nation["numerator"] / nation["denominator"]
        fellows = [(each["numerator"], each["denominator"]) for each in self.authorities(row) if each["value"] is not None]
        x, n = row["numerator"], row["denominator"]
        error = (lambda n: (base * (1 - base) / n) ** 0.5) if kind == "proportion" else (lambda n: (base / n) ** 0.5)
        if not 0 < base or kind == "proportion" and base >= 1:
            return self.flat(one)
        more = limits.between([(each[0] / each[1] - base, error(each[1])) for each in fellows])
        if kind == "proportion":
            plain = limits.funnel_proportion(x, n, base)
            adjusted = limits.funnel_proportion(x, n, base, more)
        else:
            plain = limits.funnel_rate(x, base * n)
            adjusted = limits.funnel_rate(x, base * n, (1 + more / error(n) ** 2) ** 0.5)
        return (None if one.get("overdispersed") else plain), adjusted

    def flat(self, one):
        return (None if one.get("overdispersed") else "inside"), "inside"

    def quartiles(self, row):
        if row["geography_level"] != "nation" or self.going_on(row):
            return None, None, None
        values = sorted(each["value"] for each in self.authorities(row) if each["value"] is not None)
        if len(values) < FEWEST:
            return None, None, None
        return tuple(limits.winsor(values, share) for share in (0.25, 0.5, 0.75))

    # ------------------------------------------------------------ over time

    def signals(self, rows):
        """What points of a series of twelve or more are put down to; a gap begins another."""
        found, run = {}, []

        def close():
            if len(run) >= 12:
                better = {"higher": 1, "lower": -1}.get(self.declared[run[0]["indicator"]]["better"], 0)
                for row, name in zip(run, limits.xmr([row["value"] for row in run], better)):
                    found[row["period"]] = name
            run.clear()

        if rows[0]["period_kind"] == "year":
            return found
        at = None
        for row in rows:
            here = self.names[row["period_kind"]].index(row["period"])
            if row["value"] is None or self.going_on(row) or at is not None and here != at + 1:
                close()
            if row["value"] is not None and not self.going_on(row):
                run.append(row)
                at = here
            else:
                at = None
        close()
        return found

    # ------------------------------------------------------------ all of it

    def compare(self, wanted):
        """what -> (how many were held against ours, the differences)."""
        done, bad = defaultdict(int), defaultdict(list)

        def hold(what, row, ours, theirs):
            done[what] += 1
            if not near(ours, theirs):
                bad[what].append((self.key(row, row["period"]), ours, theirs))

        years = len(self.names["year"])
        for key, rows in self.series.items():
            if key[0] not in wanted or key[1] == "linked":
                continue
            if key[1] != "headline":
                for row in rows:
                    ours = self.book.version(key[1], key[0], self.periods[row["period"]], self.names[row["period_kind"]],
                                             self.periods, row["breakdown"], row["category"])
                    hold("other versions of the nation", row, ours, (row["numerator"], row["denominator"], row["value"]))
                continue
            signals = self.signals(rows)
            for row in rows:
                ours = self.limits(row)
                hold("limits", row, ours, (row["lower"], row["upper"]))
                year, before = self.earlier(row)
                hold("change", row, self.change(row, year),
                     (row["change"], row["change_pct"], row["change_lower"], row["change_upper"]))
                hold("change on the period before", row, self.change(row, before),
                     (row["previous_change"], row["previous_change_pct"], row["previous_change_lower"], row["previous_change_upper"]))
                hold("funnel", row, self.funnel(row), (row["funnel"], row["funnel_adjusted"]))
                hold("quartiles", row, self.quartiles(row),
                     (row["lower_quartile"], row["median_authority"], row["upper_quartile"]))
                hold("chart over time", row, (signals.get(row["period"]),), (row["spc"],))
                if years < 5:           # a trend is made of five
                    hold("trend", row, (None,), (row["trend"],))
        return done, bad


FEWEST = 4


def near(ours, theirs):
    if ours == theirs:
        return True
    for a, b in zip(ours, theirs):
        if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
            if a != b:
                return False
        elif abs(a - b) > 1e-9 * max(abs(a), abs(b), 1e-3):
            return False
    return True
