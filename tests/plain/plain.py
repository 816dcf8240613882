"""A second, plain implementation of the indicators, to hold the figures of a release against.

    python tests/plain/plain.py RELEASE_DIR REFERENCE_DIR [--only id,id] [--collection DIR] [--show id,id] [--list]

It knows the domain pages (what each indicator counts, what each return holds) and nothing of the
definitions: rows, dictionaries, sets and loops, no SQL, no data frames. DuckDB serves as a reader of
Parquet, nothing more. What it takes from figures.parquet is which figures there are (periods, places,
breakdowns, categories), never how one came about. With a collection, limits, changes, positions and signals are held
against their formulas too (standing.py): of its definitions, what they declare about an indicator's statistics.

A chapter is a module beside this one. It registers its indicators:

    from plain import indicator

    @indicator("moves", kind="count", reads=["moves"])
    def moves(data, period, submitter):
        for row in data.rows("moves", period, submitter):
            if period.holds(row["move_date"]):
                yield submitter, key_of(row), True, None, row

`yield authority, subject, meets, measure, by`:

* `authority`: GSS code at which the row counts (the submitter; a national return's own field).
* `subject`: what is counted, as one hashable value; distinct within an authority. It need not name the authority.
* `meets`: whether the row counts. Rows of a proportion that do not meet are still its population.
* `measure`: mean, median, p90: the value measured (None: left out). sum: the value summed. ratio: the
  pair (above, below); a row that misses either is left out. Else None. A count, rate or proportion that is
  registered with summed=True adds up a measure (a proportion: a pair, as a ratio's) in place of counting subjects.
* `by`: a mapping that has, under each breakdown's name, the row's category, a list of categories, or None.
  Only the breakdowns that the figures have are looked up, so `by` may be the row itself, or hold functions
  of no argument for what is dear to compute.
* a sixth value, where given: False for a row that counts in its authority and region but not in Wales.

A function is called once for each period and each submitter that is in. Where every return read is national,
it is called once for each period with submitter "national".
"""

import argparse
import calendar
import csv
import glob
import importlib
import json
import os
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache

NATION = "W92000004"
NATIONAL_RETURNS = {"concerns", "pans", "services", "service_inspections", "inspection_findings"}
IN = {"accepted", "accepted_with_errors", "nil", "unchanged", "carried"}
CHAPTERS = [
    "placements", "moves", "unregistered", "workforce", "risk",
    "camhs", "concerns", "services", "reviews", "advocacy", "leaving_care", "oversight", "before_care",
]

# What identifies a record within a submission: a window that begins in the year before reads that year's
# rows too, save those whose key the later year has again.
KEYS = {
    "placements": ["child_id", "start_date"],
    "moves": ["child_id", "move_date", "sequence"],
    "camhs_waiting": ["child_id", "referral_date", "service"],
    "concerns": ["concern_id"],
    "pans": ["pan_id"],
    "caseloads": ["worker_id", "snapshot_date"],
    "services": ["service_id"],
    "service_inspections": ["service_id", "inspection_date"],
    "reviews": ["child_id", "kind", "due_date"],
    "visits": ["child_id", "due_date"],
    "plans": ["child_id", "kind", "audit_date"],
    "advocacy": ["child_id", "entitlement", "entitled_date"],
    "care_leavers": ["child_id", "snapshot_date"],
    "workforce": ["team", "staff_group", "snapshot_date"],
    "allocations": ["child_id", "from_date"],
    "unregistered_services": ["child_id", "start_date"],
    "placement_searches": ["child_id", "requested_date"],
    "foster_carers": ["snapshot_date", "kind"],
    "risks": ["child_id", "risk", "identified_date"],
    "missing_episodes": ["child_id", "missing_from"],
    "demand": ["month"],
    "early_help": ["family_id", "referred_date"],
    "complaints": ["complaint_id"],
    "oversight": ["body", "meeting_date"],
    "inspection_findings": ["authority", "programme", "question", "polarity", "number"],
}


# ---------------------------------------------------------------- days

@lru_cache(maxsize=None)
def months_before(day, months):
    """The same day so many months earlier; the last day of a month stays the last day of a month."""
    last = day.day == calendar.monthrange(day.year, day.month)[1]
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    end = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, end if last else min(day.day, end))


def live_on(start, ends, day):
    """Started on or before the day, and every end blank or after it."""
    return start <= day and all(end is None or end > day for end in ends)


def touches(start, end, first, last):
    return start <= last and (end is None or end >= first)


def age_on(born, day):
    """A date of birth is kept as the first of its month: at a month's end the age is exact."""
    if born is None:
        return None
    return day.year - born.year - (1 if (day.month, day.day) < (born.month, born.day) else 0)


def band(age, *bands):
    """band(7, ("under_5", 0, 4), ("5_to_9", 5, 9)) is "5_to_9"; an age in no band has none."""
    for name, low, high in bands:
        if age is not None and low <= age <= high:
            return name
    return None


def one_of(value, codes):
    return value is not None and value in codes


# With returns of authorities that have less than this share of the people under 18, in per cent, Wales has no headline.
LEAST_SHARE = 80

# What is told of days or months by rows of its own.
TOLD_AT = {"care_leavers": "snapshot_date", "caseloads": "snapshot_date", "workforce": "snapshot_date",
           "foster_carers": "snapshot_date", "demand": "month"}
ON_THE_MONTH_OF_D = {"cp_register"}


class Period:
    def __init__(self, name, kind, as_at):
        self.name, self.kind, self.d = name, kind, as_at
        if kind == "month":
            year, month = int(name[:4]), int(name[5:7])
            self.first_day = date(year, month, 1)
            months = 1
            start = year if month >= 4 else year - 1
        else:
            start = int(name[:4])
            quarter = int(name[-1]) if kind == "quarter" else 1
            months = 3 if kind == "quarter" else 12
            index = start * 12 + 3 + 3 * (quarter - 1)
            self.first_day = date(index // 12, index % 12 + 1, 1)
        index = self.first_day.year * 12 + self.first_day.month - 1 + months
        self.last_day = date(index // 12, index % 12 + 1, 1) - timedelta(1)
        self.year = f"{start}-{(start + 1) % 100:02d}"
        self.year_before = f"{start - 1}-{start % 100:02d}"
        self.year_start, self.year_end = date(start, 4, 1), date(start + 1, 3, 31)

    def holds(self, day):
        """An event of the period: between its first day and D."""
        return day is not None and self.first_day <= day <= self.d

    def window_start(self, months):
        """The first day of the months to D: the day after D so many months earlier."""
        return months_before(self.d, months) + timedelta(1)

    def in_window(self, day, months):
        return day is not None and self.window_start(months) <= day <= self.d

    def reaches_back(self, months):
        """Whether a window of so many months begins before the year does."""
        return months > 0 and self.window_start(months) < self.year_start


# ---------------------------------------------------------------- the release

class Data:
    def __init__(self, release, reference):
        import duckdb
        self.duckdb = duckdb.connect()
        self.duckdb.execute("SET enable_progress_bar = false")      # what is printed is the comparison
        self.release = release
        self.loaded = {}
        self.kept = {}
        self.tables = {}
        for path in glob.glob(os.path.join(reference, "*.csv")):
            with open(path, encoding="utf-8-sig", newline="") as file:
                self.tables[os.path.basename(path)[:-4]] = list(csv.DictReader(file))
        self.authorities = {row["code"]: row for row in self.tables["authorities"]}
        self.holidays = {date.fromisoformat(row["date"]) for row in self.tables["bank_holidays"]}
        self.working = []
        day = date(2005, 1, 1)
        while day < date(2040, 1, 1):
            if day.weekday() < 5 and day not in self.holidays:
                self.working.append(day)
            day += timedelta(1)
        # data_to of the submission that stands, by return, year and submitter
        self.standing = {}
        for row in self.read("ledger.parquet"):
            if row["verdict"] in IN and row["return"] and row["year"] and row["submitter"]:
                self.standing[row["return"], row["year"], row["submitter"]] = row["data_to"]

    def read(self, *path, partitions=False, columns="*"):
        where = os.path.join(self.release, *path)
        if not glob.glob(where):
            return []
        cursor = self.duckdb.execute(
            f"SELECT {columns} FROM read_parquet(?, hive_partitioning = ?, hive_types_autocast = false, union_by_name = true)",
            [where, partitions])
        names = [column[0] for column in cursor.description]
        decimals = [i for i, column in enumerate(cursor.description) if "DECIMAL" in str(column[1]).upper()]
        rows = []
        while True:
            some = cursor.fetchmany(20000)
            if not some:
                return rows
            for values in some:
                if decimals:
                    values = list(values)
                    for i in decimals:
                        if values[i] is not None:
                            values[i] = float(values[i])
                rows.append(dict(zip(names, values)))

    def table(self, name):
        if name not in self.loaded:
            split = defaultdict(list)
            for row in self.read(name, "year=*", "submitter=*", "*.parquet", partitions=True):
                split[row["year"], row["submitter"]].append(row)
            self.loaded[name] = split
        return self.loaded[name]

    def rows(self, name, period, submitter="national"):
        """The rows of the period's year. A national return is seen whole by whoever asks."""
        if name in NATIONAL_RETURNS:
            submitter = "national"
        return self.table(name).get((period.year, submitter), [])

    def window(self, name, period, submitter="national"):
        """The year's rows, and those of the year before whose key the year has not again."""
        if name in NATIONAL_RETURNS:
            submitter = "national"

        def build():
            now = self.table(name).get((period.year, submitter), [])
            before = self.table(name).get((period.year_before, submitter), [])
            key = KEYS[name]
            have = {tuple(row[field] for field in key) for row in now}
            return now + [row for row in before if tuple(row[field] for field in key) not in have]
        return self.keep(("window", name, period.year, submitter), build)

    def keep(self, key, build):
        """What several indicators look at is put together once."""
        if key not in self.kept:
            self.kept[key] = build()
        return self.kept[key]

    def working_days(self, a, b):
        """Working days after a, up to and including b (negative where b comes before a)."""
        if a is None or b is None:
            return None
        return bisect_right(self.working, b) - bisect_right(self.working, a)

    def owing(self, indicator, period):
        """The submitters that owe what the indicator reads."""
        if all(name in NATIONAL_RETURNS for name in indicator.reads):
            return ["national"]
        return [code for code, row in self.authorities.items()
                if row["valid_from"] <= period.d.isoformat()
                and (not row["valid_to"] or row["valid_to"] >= period.d.isoformat())]

    def tells(self, name, indicator, period, who):
        """A snapshot or a month that is not there is not one of nobody. A return without any row says so."""
        rows = self.rows(name, period, who)
        if not rows:
            return True
        if indicator.id in ON_THE_MONTH_OF_D:
            return any(row["month"] == f"{period.d.year}-{period.d.month:02d}" for row in rows)
        days = (row[TOLD_AT[name]] for row in rows)
        return any(period.holds(date(int(day[:4]), int(day[5:7]), 1) if isinstance(day, str) else day) for day in days)

    def is_in(self, indicator, period, submitter):
        for name in indicator.reads:
            who = "national" if name in NATIONAL_RETURNS else submitter
            years = [period.year]
            if period.reaches_back(indicator.window.get(name, 0)):
                years.append(period.year_before)
            for year in years:
                if (name, year, who) not in self.standing:
                    return False
            reach = self.standing[name, period.year, who]
            if reach is not None and reach < period.d:
                return False
            if name in TOLD_AT and not self.tells(name, indicator, period, who):
                return False
        return True


# ---------------------------------------------------------------- the registry

class Indicator:
    def __init__(self, id, kind, reads, function, window, external, against, per, summed):
        self.summed = summed or kind in ("sum", "ratio")
        self.id, self.kind, self.reads, self.function = id, kind, reads, function
        self.external, self.against, self.per = external, against, per
        if isinstance(window, int):
            window = {name: window for name in reads} if window else {}
        self.window = window or {}


REGISTRY = {}


def indicator(id, kind, reads, window=None, external=None, against=None, per=1, summed=False):
    """Registers a function as an indicator.

    kind: count, proportion, rate, ratio, mean, median, p90, sum.
    reads: the returns it reads: all must be in. window: months that it looks back from D, for all of them
    or {return: months}. external: (table, column, multiplier), a rate over a reference table.
    against: (id, multiplier), a rate over another count. per: a ratio's multiplier. summed: a count, rate or
    proportion of numbers that the return already holds.
    """
    def register(function):
        if id in REGISTRY:
            raise SystemExit(f"{id} is there twice")
        REGISTRY[id] = Indicator(id, kind, list(reads), function, window, external, against, per, summed)
        return function
    return register


# ---------------------------------------------------------------- counting

class Tally:
    __slots__ = ("met", "all", "rows", "seen", "above", "below")

    def __init__(self):
        self.met, self.all, self.rows = set(), set(), 0
        self.seen, self.above, self.below = [], [], []


EMPTY = Tally()
TOTAL = ("", "")


def categories(value):
    if callable(value):
        value = value()
    if value is None:
        return ["not_given"]
    if value is True:
        return ["yes"]
    if value is False:
        return ["no"]
    if isinstance(value, (list, tuple, set, frozenset)):
        return sorted({str(one) for one in value}) or ["not_given"]
    return [str(value)]


class Counted:
    """What an indicator comes to in one period: authority -> (breakdown, category) -> Tally, and who is in."""

    def __init__(self, data, indicator, period, breakdowns):
        self.owing = data.owing(indicator, period)
        self.present = [who for who in self.owing if data.is_in(indicator, period, who)]
        self.by_authority = defaultdict(lambda: defaultdict(Tally))
        self.for_nation = None          # only where some rows do not count for Wales
        self.strange = set()
        for who in self.present:
            for authority, subject, meets, measure, by, *nationally in indicator.function(data, period, who):
                cells = [TOTAL]
                for breakdown in breakdowns:
                    if by is None or breakdown not in by:
                        self.strange.add(breakdown)
                        continue
                    value = by[breakdown]
                    if value.__class__ is str:
                        cells.append((breakdown, value))
                    else:
                        cells += [(breakdown, category) for category in categories(value)]
                kept = [self.by_authority]
                if nationally:
                    if self.for_nation is None:
                        self.for_nation = defaultdict(lambda: defaultdict(Tally))
                    if nationally[0]:
                        kept.append(self.for_nation)
                for places in kept:
                    place = places[authority]
                    for cell in cells:
                        count(place[cell], indicator, subject, meets, measure)
        self.national = self.owing == ["national"]
        self.inside = set(data.authorities) if self.national and self.present else set(self.present) - {"national"}

    def cells(self, level):
        return self.for_nation if level == "nation" and self.for_nation is not None else self.by_authority


def count(tally, indicator, subject, meets, measure):
    if indicator.kind == "proportion" and not indicator.summed:
        tally.all.add(subject)
    if not meets:
        return
    tally.rows += 1
    if indicator.kind == "ratio" or indicator.kind == "proportion" and indicator.summed:
        if measure[0] is not None and measure[1] is not None:
            tally.above.append(measure[0])
            tally.below.append(measure[1])
    elif indicator.summed or indicator.kind in ("mean", "median", "p90"):
        if measure is not None:
            tally.seen.append(measure)
    else:
        tally.met.add(subject)


def quantile(values, share):
    values = sorted(values)
    at = (len(values) - 1) * share
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


def reduce(indicator, tallies):
    """numerator, denominator, value over some tallies (a region's, say), before any outside denominator."""
    kind, rows = indicator.kind, sum(one.rows for one in tallies)
    if kind == "ratio" or kind == "proportion" and indicator.summed:
        above = [value for one in tallies for value in one.above]
        below = [value for one in tallies for value in one.below]
        if rows and not above:
            return None, None, None     # every row misses a side: not nothing, but not known
        times = 100 if kind == "proportion" else indicator.per
        return sum(above), sum(below), times * sum(above) / sum(below) if sum(below) else None
    if kind == "proportion":
        met = sum(len(one.met) for one in tallies)
        all = sum(len(one.all) for one in tallies)
        return met, all, 100 * met / all if all else None
    seen = [value for one in tallies for value in one.seen]
    if indicator.summed:
        if rows and not seen:
            return None, None, None
        return sum(seen), None, sum(seen)
    if kind in ("count", "rate"):
        number = sum(len(one.met) for one in tallies)
        return number, None, number
    if kind == "mean":
        return sum(seen), len(seen), sum(seen) / len(seen) if seen else None
    return None, len(seen), quantile(seen, 0.5 if kind == "median" else 0.9) if seen else None


class Places:
    """Which authorities make up a place."""

    def __init__(self, data):
        self.parts = {("nation", NATION): list(data.authorities)}
        for code, row in data.authorities.items():
            self.parts["authority", code] = [code]
            self.parts.setdefault(("region", row["region"]), []).append(code)
            self.parts.setdefault(("health_board", row["health_board"]), []).append(code)


class Book:
    """Tallies of an indicator and period, worked out once."""

    def __init__(self, data, breakdowns):
        self.data, self.breakdowns, self.done, self.covered = data, breakdowns, {}, {}
        self.places = Places(data)

    def counted(self, id, period):
        key = id, period.name
        if key not in self.done:
            self.done[key] = Counted(self.data, REGISTRY[id], period, self.breakdowns.get(id, []))
        return self.done[key]

    def figure(self, id, period, level, place, breakdown="", category=""):
        """numerator, denominator, value; all blank where nobody is in."""
        parts = self.places.parts.get((level, place), [])
        here = self.who(id, period, level, place)
        if level == "nation" and 0 < len(here) < len(parts) and self.share(period, parts, here) < LEAST_SHARE:
            return None, None, None
        return self.made_of([(who, period) for who in parts if who in here], id, period, level, breakdown, category)

    def share(self, period, parts, here):
        """Of the people under 18, or of the authorities where those are not known, per cent."""
        known = self.data.keep(("reference", "population", "under_18", period.year), lambda: {
            row["authority"]: float(row["under_18"]) for row in self.data.tables["population"]
            if row["year"] == period.year and row["under_18"]})
        if all(who in known for who in parts):
            return 100 * sum(known[who] for who in here) / sum(known[who] for who in parts)
        return 100 * len(here) / len(parts)

    def made_of(self, whose, id, period, level, breakdown, category):
        """A figure of some authorities' rows, each of some period."""
        if not whose:
            return None, None, None
        one = REGISTRY[id]
        other = REGISTRY[one.against[0]] if one.against else None

        def tallies(of, cell):
            counted = self.counted(of.id, period)
            if level == "nation" and counted.national:      # a row at no known authority is still Wales's
                return [cells[cell] for cells in counted.cells(level).values() if cell in cells]
            found = []
            for who, when in whose:
                cells = self.counted(of.id, when).cells(level)
                if who in cells and cell in cells[who]:
                    found.append(cells[who][cell])
            return found

        cell = breakdown, category
        numerator, denominator, value = reduce(one, tallies(one, cell))
        if one.external:
            table, column, multiplier = one.external
            known = self.data.keep(("reference", table, column, period.year), lambda: {
                row["authority"]: float(row[column]) for row in self.data.tables[table]
                if row["year"] == period.year and row[column]})
            denominator = sum(known[who] for who, _ in whose) if all(who in known for who, _ in whose) else None
        elif other:
            multiplier = one.against[1]
            under = cell if breakdown in self.breakdowns.get(other.id, []) else TOTAL
            denominator, _, _ = reduce(other, tallies(other, under))
        if one.external or other:
            value = multiplier * numerator / denominator if denominator and numerator is not None else None
        return numerator, denominator, value

    def version(self, basis, id, period, names, periods, breakdown, category):
        """Another version of the nation's figure, where returns are missing."""
        everybody = self.places.parts["nation", NATION]
        inside = {name: self.who(id, periods[name], "nation", NATION) for name in names}
        if basis == "complete_only":
            whose = [(who, period) for who in everybody if all(who in inside[name] for name in names)]
        elif basis == "carried_forward":
            whose = []
            for who in everybody:
                year = {"year": 1, "quarter": 4, "month": 12}[period.kind]
                at = names.index(period.name)
                have = [name for name in names[at::-year] if who in inside[name]]
                if not have:
                    return None, None, None
                whose.append((who, periods[have[0]]))
        else:
            whose = [(who, period) for who in everybody if who in inside[period.name]]
        return self.made_of(whose, id, period, "nation", breakdown, category)

    def seen(self, id, period, level, place, breakdown, category):
        """What was observed of a mean or a quantile."""
        counted = self.counted(id, period)
        cells, parts = counted.cells(level), self.places.parts.get((level, place), [])
        within = list(cells) if level == "nation" and counted.national else [who for who in parts if who in counted.inside]
        return [value for who in within if who in cells for value in cells[who].get((breakdown, category), EMPTY).seen]

    def who(self, id, period, level, place):
        """Whose returns make up a place."""
        key = "who", id, period.name, level, place
        if key not in self.covered:
            one, counted = REGISTRY[id], self.counted(id, period)
            other = self.counted(one.against[0], period) if one.against else counted
            self.covered[key] = {who for who in self.places.parts.get((level, place), [])
                                 if who in counted.inside and who in other.inside}
        return self.covered[key]

    def coverage(self, id, period, level, place):
        """How many of the submitters that owe what the indicator reads are in."""
        key = id, period.name, level, place
        if key not in self.covered:
            self.covered[key] = self.cover(id, period, level, place)
        return self.covered[key]

    def cover(self, id, period, level, place):
        one, counted = REGISTRY[id], self.counted(id, period)
        other = self.counted(one.against[0], period) if one.against else counted
        if counted.national and other.national:
            return int(bool(counted.inside and other.inside)), 1
        both = [each for each in (counted, other) if not each.national]
        owing = [who for who in self.places.parts.get((level, place), []) if all(who in each.owing for each in both)]
        inside = [who for who in owing if who in counted.inside and who in other.inside]
        return len(inside), len(owing)


# ---------------------------------------------------------------- holding one against the other

def same(kind, ours, theirs):
    for i, (a, b) in enumerate(zip(ours, theirs)):
        if i == 0 and kind in ("median", "p90"):
            continue                      # a quantile has no numerator to speak of
        if a is None or b is None:
            if a is not b:
                return False
        elif abs(a - b) > 1e-9 * max(abs(a), abs(b)):
            return False
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("release")
    parser.add_argument("reference")
    parser.add_argument("--only", default="")
    parser.add_argument("--collection", default="", help="its definitions: limits, changes and positions are compared too")
    parser.add_argument("--show", default="", help="print our own figures for Wales, without comparing")
    parser.add_argument("--list", action="store_true", help="the indicators that are worked out plainly")
    parser.add_argument("--seconds", action="store_true", help="how long each took")
    arguments = parser.parse_args()
    for chapter in CHAPTERS:
        if os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), chapter + ".py")):
            importlib.import_module(chapter)
    if arguments.list:
        print("\n".join(REGISTRY))
        return 0
    data = Data(arguments.release, arguments.reference)
    only = {id for id in (arguments.only or arguments.show).split(",") if id}
    wanted = "*" if arguments.collection else """indicator, kind, basis, period, period_kind, as_at, geography_level,
        geography, breakdown, category, numerator, denominator, value, coverage_in, coverage_owed"""
    every = data.read("figures.parquet", columns=wanted)
    figures = [row for row in every if row["basis"] == "headline"]
    periods = {}
    for row in figures:
        if row["period"] not in periods:
            periods[row["period"]] = Period(row["period"], row["period_kind"], row["as_at"])
    if arguments.show:
        book = Book(data, {})
        for id in [id for id in REGISTRY if id in only or "all" in only]:
            for name in sorted(periods):
                if periods[name].kind == "year":
                    numerator, denominator, value = book.figure(id, periods[name], "nation", NATION)
                    print(f"{id:34} {name:12} {numerator} {denominator} {value}")
        return 0
    breakdowns, by_indicator = defaultdict(set), defaultdict(list)
    for row in figures:
        by_indicator[row["indicator"]].append(row)
        if row["breakdown"]:
            breakdowns[row["indicator"]].add(row["breakdown"])
    book = Book(data, {id: sorted(names) for id, names in breakdowns.items()})
    compared = differing = 0
    unknown, unknown_breakdowns = [], {}
    for id in sorted(by_indicator):
        if only and id not in only:
            continue
        if id not in REGISTRY:
            unknown.append(id)
            continue
        began = time.time()
        one = REGISTRY[id]
        kind = by_indicator[id][0]["kind"]
        bad, done, strange = [], 0, set()
        if kind != one.kind:
            bad.append((("kind",), one.kind, kind))
        have = set()
        for row in by_indicator[id]:
            period = periods[row["period"]]
            if row["breakdown"] in book.counted(id, period).strange:
                strange.add(row["breakdown"])
                continue
            key = row["period"], row["geography_level"], row["geography"], row["breakdown"], row["category"]
            have.add(key)
            ours = book.figure(id, period, *key[1:])
            theirs = row["numerator"], row["denominator"], row["value"]
            done += 1
            if not same(one.kind, ours, theirs):
                bad.append((key, ours, theirs))
                continue
            ours = book.coverage(id, period, *key[1:3])
            theirs = row["coverage_in"], row["coverage_owed"]
            if ours != theirs:
                bad.append((key + ("coverage",), ours, theirs))
        # What we count and the figures have no line for
        levels = {(key[0], key[1], key[2]) for key in have}
        for name, level, place in sorted(levels):
            if level != "nation":
                continue
            tallies = book.counted(id, periods[name]).by_authority
            cells = {cell for cells in tallies.values() for cell in cells if cell[0] not in strange}
            for cell in sorted(cells):
                key = name, level, place, *cell
                if key not in have:
                    ours = book.figure(id, periods[name], level, place, *cell)
                    if any(ours[:2]):
                        bad.append((key, ours, "no such figure"))
        compared += done
        differing += len(bad)
        took = f" {time.time() - began:.1f} s" if arguments.seconds else ""
        print(f"{'DIFFERS' if bad else 'same':8}{id:34} compared {done:6} different {len(bad):5}{took}")
        for key, ours, theirs in bad[:3]:
            print(f"          {' | '.join(key)}: ours {ours}, theirs {theirs}")
        if strange:
            unknown_breakdowns[id] = sorted(strange)
            print(f"          breakdowns not worked out: {', '.join(sorted(strange))}")
    if arguments.collection:
        standing = importlib.import_module("standing").Standing(book, every, periods, arguments.collection)
        done, odd = standing.compare({id for id in by_indicator if id in REGISTRY and (not only or id in only)})
        for what in done:
            print(f"{'DIFFERS' if odd[what] else 'same':8}{what:34} compared {done[what]:6} different {len(odd[what]):5}")
            for key, ours, theirs in odd[what][:3]:
                print(f"          {' | '.join(key)}: ours {ours}, theirs {theirs}")
            compared += done[what]
            differing += len(odd[what])
    if unknown:
        print("not worked out plainly: " + ", ".join(unknown))
    print(json.dumps({
        "indicators": len([id for id in by_indicator if id in REGISTRY and (not only or id in only)]),
        "compared": compared, "different": differing,
        "unknown": unknown, "unknown_breakdowns": unknown_breakdowns,
    }))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.modules["plain"] = sys.modules["__main__"]
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
