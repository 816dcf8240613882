"""What adds up, as anybody knows who reads the definitions: they are public, and so is who belongs to which region.

It is not typed in here again. A kind of sum or a pair of equal counts is taken to be known if it holds in the truth
without exception, in every place and period: of no cell does this use the number.
"""

import csv
from collections import defaultdict

from intervals import Row
from published import Key, NATION, plain

# total: the counts that make it up, each (indicator, part, breakdown, category).
IDENTITIES = [
    (("looked_after", "n", "", ""), [(one, "n", "", "") for one in
     ("in_authority", "elsewhere_in_wales", "outside_wales", "location_not_known")]),
    (("looked_after", "n", "", ""), [("not_with_family", "n", "", "")] +
     [("looked_after", "n", "placement_type", one) for one in ("parents", "foster_kinship")]),
    (("foster_share", "n", "", ""), [("looked_after", "n", "placement_type", one) for one in
     ("foster_kinship", "foster_other")]),
    (("residential_share", "n", "", ""), [("looked_after", "n", "placement_type", one) for one in
     ("residential_home", "secure", "residential_school", "residential_family_centre")]),
    (("pans_open", "n", "", ""), [("pans_overdue", "n", "", ""), ("pans_overdue", "c", "", "")]),
    (("not_with_family", "d", "", ""), [("not_with_family", "n", "", ""), ("kinship_share", "n", "", ""),
     ("looked_after", "n", "placement_type", "parents")]),
]
DIFFERENT = 5
FILLED = 20


class Truth:
    """The true counts of some indicators, and what their definitions say of each: kind, unit, and what it counts."""

    def __init__(self, path, counts, tables):
        """`tables`: the indicators and periods of which anything is published."""
        self.numbers, self.kinds, self.units, self.rows = {}, {}, {}, {}
        self.levels, self.period_kinds = {}, {}
        with open(counts, encoding="utf-8", newline="") as file:
            self.counts = {row["indicator"]: row["counts"] for row in csv.DictReader(file)}
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if (row["indicator"], row["period"]) in tables:
                    self._take(row)
        # What can be less than nothing, as its definition says, is no number of anybody.
        self.signed = {key.indicator for (key, _), number in self.numbers.items() if number < 0}
        self.numbers = {number: true for number, true in self.numbers.items() if number[0].indicator not in self.signed}

    def _take(self, row):
        key = Key(row["indicator"], row["basis"], row["period"], row["geography"], row["breakdown"], row["category"])
        self.kinds[key.indicator], self.units[key.indicator] = row["kind"], row["unit"]
        self.levels[key.place], self.period_kinds[key.period] = row["geography_level"], row["period_kind"]
        self.rows[key] = {name: plain(row.get(name)) for name in
                          ("numerator", "denominator", "value", "lower", "upper", "change", "change_pct")}
        n, d = plain(row["numerator"]), plain(row["denominator"])
        if n is not None and n == int(n) and row["kind"] != "ratio":
            self.numbers[key, "n"] = int(n)
        if d is not None and d == int(d) and row["kind"] != "ratio":
            self.numbers[key, "d"] = int(d)
        if row["kind"] == "proportion" and {(key, "n"), (key, "d")} <= self.numbers.keys():
            self.numbers[key, "c"] = int(d) - int(n)


def parents(reference):
    """Region and health board of each authority."""
    with open(reference / "authorities.csv", encoding="utf-8-sig", newline="") as file:
        return {row["code"]: (row["region"], row["health_board"]) for row in csv.DictReader(file)}


def population(reference):
    """People under 18 by year and authority, region, health board and nation."""
    above, people = parents(reference), defaultdict(int)
    with open(reference / "population.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for place in (row["authority"], *above[row["authority"]], NATION):
                people[row["year"], place] += int(row["under_18"])
    return people


def sums(truth, reference):
    """Every sum that holds as a kind, as rows over (key, part)."""
    rows = []
    groups = {"subtraction": categories(truth), "region minus authorities": places(truth, parents(reference)),
              "periods": periods(truth), "identities": named(truth)}
    for family, kinds in groups.items():
        for equations in kinds.values():
            if all(total is not None and total == sum(truth.numbers[part] for part in parts)
                   for total, parts in ((truth.numbers.get(whole), parts) for whole, parts in equations)):
                rows += [equation(whole, parts, family) for whole, parts in equations]
    shares = [key for key, part in truth.numbers if part == "c"]
    rows += [equation((key, "d"), [(key, "n"), (key, "c")], "subtraction") for key in shares]
    return rows + list(equal(truth))


def equation(whole, parts, family):
    return Row(((whole, 1), *((part, -1) for part in parts)), 0, 0, family)


def collected(truth, whole_of):
    """Equations by kind: `whole_of` gives, of a number, the kinds and wholes that it is a part of."""
    kinds = defaultdict(lambda: defaultdict(list))
    for number in truth.numbers:
        for kind, whole in whole_of(*number):
            if whole in truth.numbers:
                kinds[kind][whole].append(number)
    return {kind: list(wholes.items()) for kind, wholes in kinds.items()}


def categories(truth):
    def whole_of(key, part):
        if key.breakdown:
            yield (key.indicator, key.breakdown, part), (key._replace(breakdown="", category=""), part)
    return collected(truth, whole_of)


def places(truth, above):
    def whole_of(key, part):
        level = truth.levels[key.place]
        kind = key.indicator, key.breakdown, part, level
        if level == "authority":
            for place in above.get(key.place, ()):
                yield (*kind, place[:3]), (key._replace(place=place), part)
        elif level in ("region", "health_board"):
            yield kind, (key._replace(place=NATION), part)
    return collected(truth, whole_of)


def periods(truth):
    def whole_of(key, part):
        kind = truth.period_kinds[key.period]
        named = (key.indicator, key.breakdown, part, kind)
        if kind == "quarter":
            yield named, (key._replace(period=key.period[:7]), part)
        elif kind == "month":
            year, month = int(key.period[:4]), int(key.period[5:7])
            first = year if month >= 4 else year - 1
            quarter = f"{first}-{(first + 1) % 100:02d} Q{(month - 4) % 12 // 3 + 1}"
            yield named, (key._replace(period=quarter), part)
    return collected(truth, whole_of)


def named(truth):
    """The identities above, in every place and period in which all their counts are."""
    kinds = {}
    for at, (total, members) in enumerate(IDENTITIES):
        indicator, part, breakdown, category = total
        found = []
        for key, of in truth.numbers:
            if (key.indicator, of, key.breakdown, key.category) == (indicator, part, breakdown, category):
                numbers = [(key._replace(indicator=i, breakdown=b, category=c), p) for i, p, b, c in members]
                if all(number in truth.numbers for number in numbers):
                    found.append(((key, part), numbers))
        if found:
            kinds[at] = found
    return kinds


def equal(truth):
    """Counts of different names that are the same count, as `of those looked after` is the number looked after."""
    series = defaultdict(dict)
    for (key, part), number in truth.numbers.items():
        kind = truth.period_kinds[key.period]
        series[key.indicator, part, key.breakdown, key.category, kind][key.basis, key.period, key.place] = number
    alike = defaultdict(list)
    for name, numbers in sorted(series.items()):
        filled = [number for number in numbers.values() if number]
        if len(filled) >= FILLED and len(set(filled)) >= DIFFERENT:
            alike[tuple(sorted(numbers.items()))].append(name)
    for numbers, names in alike.items():
        for one, other in zip(names, names[1:], strict=False):
            for (basis, period, place), _ in numbers:
                pair = [(Key(name[0], basis, period, place, name[2], name[3]), name[1]) for name in (one, other)]
                yield equation(pair[0], pair[1:], "identities")
