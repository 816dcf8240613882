"""The numbers of a folder as statements about true counts: ends for each, and rows that link them."""

import copy
import math
import re
from collections import defaultdict

import derived
from intervals import MOST, Row
from published import Print

PERSONS = {"child", "worker", "family"}
SMALL = range(1, 5)
FURTHER = {"chart": "chart coordinates"}
COUNTS = ("count", "sum")


class Statements:
    """Ends for numbers, which are (cell, part): its numerator `n`, its denominator `d`, the rest `c`; and rows."""

    def __init__(self, published, truth, people, blanked=False):
        self.published, self.truth, self.people, self.blanked = published, truth, people, blanked
        self.base = {} if blanked else bases(published, truth)
        self.nearest = any(re.search(r"to the nearest \d", page) for page in published.pages.values())
        self.ends, self.rows = {}, []
        keys = [key for key in published.rows if key.indicator not in truth.signed]
        for key in keys:
            self._state(key)
        for key in keys:
            self.rows += self._evidence(key)
        for order in published.orders:
            self.rows += self._ranked(order)

    def base_of(self, key):
        indicator = key.indicator
        return self.base.get((indicator, key.breakdown)) or self.base.get(self.truth.counts.get(indicator)) or 1

    def slack_of(self, key):
        """How far a count may lie from what is printed for it."""
        base = self.base_of(key)
        return (base - 1) // 2 if self.nearest else base - 1

    def fixed(self, key):
        """People under 18, where a rate is out of them: anybody can look them up."""
        unit = self.truth.units.get(key.indicator, "").replace(",", "")
        if self.truth.kinds.get(key.indicator) != "rate" or not unit.endswith("10000"):
            return None
        year = key.period[:7] if key.period[4:5] == "-" and len(key.period) != 7 else key.period
        return self.people.get((year, key.place))

    def printed(self, key, part):
        """A count as printed; None where it is withheld."""
        kind = self.truth.kinds.get(key.indicator)
        shown = self.published.number(key, "numerator" if part == "n" else "denominator")
        if part == "d" and shown is None and self.fixed(key):
            return self.fixed(key)
        if part == "n" and shown is None and kind in COUNTS:
            shown = self.published.number(key, "value")
        return shown.value if shown else None

    def _state(self, key):
        kind = self.truth.kinds.get(key.indicator)
        for part in ("n", "d"):
            number = self.printed(key, part)
            exact = part == "d" and (self.fixed(key) is not None or self.truth.counts.get(key.indicator) not in PERSONS)
            slack = 0 if exact else self.slack_of(key)
            if number is not None and number == int(number) and kind != "ratio":
                self.ends[key, part] = max(0, int(number) - slack), int(number) + slack
            elif self.blanked and self.truth.numbers.get((key, part)) in SMALL:
                self.ends[key, part] = SMALL[0], SMALL[-1]

    def _evidence(self, key):
        kind, unit = self.truth.kinds.get(key.indicator), self.truth.units.get(key.indicator, "")
        evidence = derived.Evidence(self.base_of(key), self.slack_of(key))
        n, d = self.printed(key, "n"), self.printed(key, "d")
        prints = self.published.prints.get(key, {})
        if kind in ("proportion", "rate"):
            per, family = derived.multiplier(kind, unit), "rate x population" if kind == "rate" else "percentage x total"
            fixed = self.fixed(key) is not None
            for at, share in enumerate(prints.get("value", [])):
                derived.of_share(evidence, kind, per, n, d, share, self._family(share, at, family), fixed)
            derived.of_limits(evidence, kind, per, n, d, first(prints))
        elif kind in COUNTS:
            for at, shown in enumerate(prints.get("value", [])):
                if n is None or not shown.fits(n):
                    ends = shown.value - shown.half, shown.value + shown.half
                    evidence.shown("n", *ends, self._family(shown, at, "other prints"))
            derived.of_limits(evidence, kind, 1.0, n, None, first(prints))
            self._changes(evidence, key, n, first(prints))
        then = self._then(key)
        return list(derived.as_rows(key, evidence, lambda part: (then, "n") if part == "then" else (key, part)))

    def _family(self, shown, at, family):
        return FURTHER.get(shown.source, family if shown.source == "table" and at == 0 else "other prints")

    def _then(self, key):
        told = self.published.rows[key].get("compared_with")
        year = int(key.period[:4])
        before = f"{year - 1}-{key.period[2:4]}" if re.match(r"\d{4}-\d\d( |$)", key.period) else ""
        earlier = before + key.period[7:] if len(key.period) != 7 or not told else before
        return key._replace(period=told or earlier)

    def _changes(self, evidence, key, n, prints):
        change, pct = prints.get("change"), prints.get("change_pct")
        if change or pct:
            then = self._then(key)
            derived.of_change(evidence, n, self.printed(then, "n"), change, pct)

    def _ranked(self, order):
        """Neighbours in a ranking: equal figures in an order of their own, and a withheld one between others."""
        for above, below in zip(order, order[1:], strict=False):
            first, second = (self.published.number(key, "value") for key in (above, below))
            told = first and second and first.value != second.value
            if told or self.truth.kinds.get(above.indicator) not in ("count", "rate"):
                continue
            if first and second and sorted_by_name(self.published, above, below):
                continue
            weights = self.fixed(above) or 1, self.fixed(below) or 1
            terms = ((above, "n"), weights[1]), ((below, "n"), -weights[0])
            yield Row(terms, 0, math.inf, "rank order")


def first(prints):
    return {column: shown[0] for column, shown in prints.items() if shown}


def sorted_by_name(published, above, below):
    """Whether two equal figures stand in the order of their codes or of their names: that says nothing of them."""
    names = [published.rows[key].get("geography_name", "") for key in (above, below)]
    return above.place < below.place or names[0] < names[1]


def bases(published, truth):
    """The base that printed counts are rounded to: what all of a table are multiples of, or all of what is counted."""
    found, counts = defaultdict(set), defaultdict(set)
    for key, prints in published.prints.items():
        if truth.kinds.get(key.indicator) == "ratio":
            continue
        for column in ("numerator", "denominator")[: 2 if truth.kinds.get(key.indicator) == "proportion" else 1]:
            if prints.get(column):
                found[key.indicator, key.breakdown].add(int(prints[column][0].value))
                counts[truth.counts.get(key.indicator)].add(int(prints[column][0].value))
    tables = {table: base_of(numbers) for table, numbers in found.items() if len(numbers - {0}) >= 3}
    return tables | {kind: base_of(numbers) for kind, numbers in counts.items()}


def base_of(numbers):
    divisor = math.gcd(*numbers)
    return next((base for base in (10, 5, 3) if divisor and divisor % base == 0), 1)


def primary_only(published, truth):
    """The same cells with their true values, of which the counts of 1 to 4 persons alone are blank."""
    copied = copy.copy(published)
    copied.prints = {}
    for key in published.rows:
        true = truth.rows.get(key, {})
        persons = truth.counts.get(key.indicator) in PERSONS
        shown = {}
        for column, number in true.items():
            is_count = column in ("numerator", "denominator") or \
                (column == "value" and truth.kinds.get(key.indicator) in COUNTS)
            if number is None or (is_count and persons and number in SMALL):
                continue
            half = 0.0 if is_count else 0.00005
            shown[column] = [Print(number if is_count else round(number, 4), half, "table")]
        copied.prints[key] = shown
    copied.pages, copied.orders = {}, []
    return copied


def whole_bounds(statements, rows):
    """Ends for every number of some rows and statements: nothing is known of those that nothing states."""
    bounds = {number: (0, MOST) for row in rows for number, _ in row.terms}
    return bounds | statements.ends
