"""Tries to work out withheld counts of a published overview from nothing but its own files.

    python tests/red_team/attack.py OUTPUT TRUTH.csv COUNTS.csv --reference DIR [--before FOLDER] [--primary-only]

It reads every table, page and chart of OUTPUT, takes what is printed as statements about true counts (exact, rounded,
withheld; percentages, rates, limits and changes with the digits they have), adds what everybody knows (populations;
which sums hold) and narrows. TRUTH, the figures of the release, and COUNTS, what each indicator counts, say which
counts are protected (1 to 4 children, workers or families), and whether a narrow answer is the right one; and which
kinds of sum hold at all (see knowledge.py). With --before, a folder that was published earlier is used too.

A count is recovered if fewer than three whole numbers are possible, the true one among them: status 1 if one is. Where
what is possible leaves out the truth, the attack is mistaken: misled, and status 2.

--bounded is for very many cells: linear programs look at one period at a time, for so many --seconds; of what they do not
come to, only the other ways are known to find nothing. --without leaves a folder or file of OUTPUT out.

--primary-only turns the tables on the attack: the same cells with their true values, of which 1 to 4 alone are blank.
"""

import argparse
import json
import math
import sys
import time
from pathlib import Path

from intervals import Row, narrowed, parts, possible, whole
from knowledge import Truth, population, sums
from published import Key, Published
from statements import PERSONS, SMALL, Statements, primary_only, whole_bounds

NEED = 3
ATTACKS = [
    "as printed", "subtraction", "region minus authorities", "periods", "identities", "percentage x total",
    "rate x population", "limits", "changes", "rank order", "chart coordinates", "other prints",
    "revised minus original",
]


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("output", type=Path)
    wanted.add_argument("truth", type=Path)
    wanted.add_argument("counts", type=Path)
    wanted.add_argument("--reference", type=Path, required=True)
    wanted.add_argument("--before", type=Path)
    wanted.add_argument("--primary-only", action="store_true")
    wanted.add_argument("--show", action="store_true", help="name the cells that are recovered")
    wanted.add_argument("--bounded", action="store_true", help="one period at a time, and no longer than --seconds")
    wanted.add_argument("--without", action="append", default=[], help="what of OUTPUT is not read")
    wanted.add_argument("--seconds", type=float, default=120.0, help="how long linear programs may look for ends")
    arguments = wanted.parse_args()
    started = time.monotonic()
    attack = Attack(arguments)
    found = attack.all()
    for name, outcome in found.items():
        told = (f"{what} {outcome[what]:6}" for what in ("targets", "recovered", "misled"))
        print(f"{name:26}", *told, sep="  ")
    if arguments.show:
        attack.show()
    recovered, misled = (sum(one[what] for one in found.values()) for what in ("recovered", "misled"))
    summary = {"cells": len(attack.published.rows), "numbers": len(attack.bounds), "rows": len(attack.rows),
               "left_open": attack.left_open, "seconds": round(time.monotonic() - started, 1), "attacks": found}
    print(json.dumps(summary))
    return 1 if recovered else 2 if misled else 0


class Attack:
    """What is known, and what each way of using it finds."""

    def __init__(self, arguments):
        self.seconds, self.bounded, self.until = arguments.seconds, arguments.bounded, math.inf
        self.published = Published(arguments.output, arguments.without)
        tables = {(key.indicator, key.period) for key in self.published.rows}
        self.truth = Truth(arguments.truth, arguments.counts, tables)
        self.people = population(arguments.reference)
        if arguments.primary_only:
            self.published = primary_only(self.published, self.truth)
        statements = Statements(self.published, self.truth, self.people, arguments.primary_only)
        linked = sums(self.truth, arguments.reference)
        self.rows = statements.rows + linked
        self.bounds = whole_bounds(statements, self.rows)
        if arguments.before:
            self._add_before(arguments.before, linked, arguments.without)
        stated = self._stated()
        self.rows = [row for row in self.rows if any(number in stated for number, _ in row.terms)]
        linked = stated | touched(self.rows)
        self.protected = sorted(number for number, true in self.truth.numbers.items()
                                if number in linked and self._is_protected(number, true))
        self.left_open, self.found = 0, {}

    def _is_protected(self, number, true):
        key, part = number
        people = part == "d" and self.truth.kinds[key.indicator] == "rate"
        return true in SMALL and self.truth.counts[key.indicator] in PERSONS and not people

    def _stated(self):
        """Numbers of which anything is said."""
        evident = {number for row in self.rows if len(row.terms) == 1 for number, _ in row.terms}
        return evident | {number for number, (low, high) in self.bounds.items() if low > 0 or high < 1e6}

    def _add_before(self, folder, linked, without):
        """An earlier publication: other totals, but the same counts of the authorities that sent nothing new."""
        earlier = Published(folder, without)
        statements = Statements(earlier, self.truth, self.people)
        there = {key for key in earlier.rows if "x" not in earlier.rows[key].get("note_codes", "")}
        # Whoever had sent nothing was no part of any sum; of what was not printed at all nothing is known.
        absent = earlier.rows.keys() - there
        rows = list(statements.rows)
        for row in linked:
            terms = tuple(term for term in row.terms if term[0][0] not in absent)
            known = all(term[0][0] in there for term in terms)
            if known and row.terms[0][0][0] in there and row.family != "periods":
                rows.append(row._replace(terms=terms))
        self.rows += [Row(tuple((before(number), at) for number, at in row.terms), row.least, row.most,
                          "revised minus original") for row in rows]
        for number, ends in whole_bounds(statements, rows).items():
            self.bounds[before(number)] = ends
        for key in there & self.published.rows.keys():
            same = "r" not in self.published.rows[key].get("note_codes", "")
            if self.truth.levels.get(key.place) == "authority" and same:
                pairs = [((key, part), before((key, part))) for part in ("n", "d")]
                self.rows += [Row(((one, 1), (other, -1)), 0, 0, "revised minus original") for one, other in pairs
                              if one in self.bounds and other in self.bounds]

    def all(self):
        found = {}
        for name in ATTACKS:
            rows = [row for row in self.rows if row.family == name]
            bounds = narrowed(self.bounds, rows) if rows else self.bounds
            found[name] = self._judged(bounds, touched(rows) if rows or name != "as printed" else None, name)
        bounds = narrowed(self.bounds, self.rows)
        found["all at once, in turn"] = self._judged(bounds, None, "all at once, in turn")
        self.until = time.monotonic() + self.seconds
        crossed = [row for row in self.rows if row.family in ("subtraction", "region minus authorities")]
        found["all at once"] = self._programs(bounds, self._within(self.rows), self.protected, "all at once")
        # What all rows together do not recover, some of them do not.
        bounds = narrowed(self.bounds, crossed)
        found["2x2 traps"] = self._programs(bounds, crossed, self.found["all at once"], "2x2 traps")
        return found

    def _within(self, rows):
        """The rows that a program is made of: where there are very many, those that stay within a period."""
        return [row for row in rows if len({key.period for (key, _), _ in row.terms}) == 1] if self.bounded else rows

    def _programs(self, bounds, rows, protected, name):
        """Linear programs over every part that has protected counts of which it is not known that they are narrow."""
        bounds, protected, misled = dict(bounds), set(protected), 0
        for numbers, linked in sorted(parts(bounds, rows), key=lambda part: len(part[0]) if self.bounded else 0):
            wanted = [number for number in numbers if number in protected and whole(*bounds[number]) >= NEED]
            if not wanted:
                continue
            if self.bounded and time.monotonic() > self.until:
                self.left_open += len(wanted)
                continue
            answer = possible(bounds, numbers, linked, wanted, NEED, self.until, self.bounded)
            if answer is None:
                misled += 1
                continue
            bounds.update(answer[0])
            self.left_open += len(answer[1])
        judged = self._judged(bounds, None, name)
        judged["misled"] += misled
        return judged

    def _judged(self, bounds, among, name):
        """Of the protected counts that an attack touches, those that it recovers."""
        targets = [number for number in self.protected if number in bounds and (among is None or number in among)]
        narrow = [number for number in targets if whole(*bounds[number]) < NEED]
        right = [number for number in narrow if holds(bounds[number], self.truth.numbers[number])]
        self.found[name] = right
        outside = sum(not holds(ends, self.truth.numbers[number]) for number, ends in bounds.items()
                      if number in self.truth.numbers)
        return {"targets": len(targets), "recovered": len(right), "misled": outside}

    def show(self):
        for name, numbers in self.found.items():
            for key, part in numbers[:20]:
                print(f"{name}: {part} of {' '.join(key)}")


def holds(ends, true):
    return ends[0] - 1e-6 <= true <= ends[1] + 1e-6


def touched(rows):
    return {number for row in rows for number, _ in row.terms}


def before(number):
    key, part = number
    return Key(key.indicator, "before " + key.basis, *key[2:]), part


if __name__ == "__main__":
    sys.exit(main())
