"""What unknown whole numbers can be: bounds, rows that link them, and two ways to narrow the bounds.

A row says that a sum of numbers with coefficients lies between two ends. `narrowed` follows each row until nothing
moves; `possible` asks a linear program (HiGHS), which sees all rows at once.
"""

import math
import random
import time
from collections import defaultdict, deque
from typing import NamedTuple

import highspy
import numpy

NEAR = 1e-6
# No count is larger: an end for what nothing bounds.
MOST = 1e6
# Solutions that move many numbers at once.
ROUNDS = 8
# Numbers that one may move while all others stay.
NEAR_BY = 250
SECONDS_EACH = 20.0
MOVED_AT_MOST = 400


class Row(NamedTuple):
    """least <= sum of coefficient x number <= most; what it rests on."""

    terms: tuple
    least: float
    most: float
    family: str


def whole(least, most):
    """How many whole numbers there are between two ends."""
    if least > most:
        return 0
    if most > MOST / 2:
        return math.inf
    return math.floor(most + NEAR) - math.ceil(least - NEAR) + 1


def ceiling(end):
    """The first whole number from an end on."""
    return math.ceil(end - NEAR) if math.isfinite(end) else end


def narrowed(bounds, rows):
    """Bounds after every row has been followed to the end; a row that nothing can fulfil is left alone."""
    bounds = dict(bounds)
    of_number = defaultdict(list)
    for at, row in enumerate(rows):
        for number, _ in row.terms:
            of_number[number].append(at)
    queue, waiting, visits = deque(range(len(rows))), [True] * len(rows), [0] * len(rows)
    while queue:
        at = queue.popleft()
        waiting[at] = False
        visits[at] += 1
        if visits[at] > MOVED_AT_MOST:
            continue
        for number in followed(bounds, rows[at]):
            for other in of_number[number]:
                if not waiting[other]:
                    waiting[other] = True
                    queue.append(other)
    return bounds


def followed(bounds, row):
    """Narrows the numbers of one row; those that moved."""
    least, most = 0.0, 0.0
    ends = []
    for number, coefficient in row.terms:
        low, high = bounds[number]
        low, high = sorted((coefficient * low, coefficient * high))
        ends.append((low, high))
        least += low
        most += high
    moved = []
    for (number, coefficient), (low, high) in zip(row.terms, ends, strict=True):
        if not coefficient:
            continue  # A value of nothing says nothing of what it is a share of.
        lowest, highest = row.least - (most - high), row.most - (least - low)
        if coefficient > 0:
            new = lowest / coefficient, highest / coefficient
        else:
            new = highest / coefficient, lowest / coefficient
        old = bounds[number]
        now = max(old[0], ceiling(new[0])), min(old[1], -ceiling(-new[1]))
        if now != old and now[0] <= now[1]:
            bounds[number] = now
            moved.append(number)
            least += (now[0] - old[0]) * coefficient if coefficient > 0 else (now[1] - old[1]) * coefficient
            most += (now[1] - old[1]) * coefficient if coefficient > 0 else (now[0] - old[0]) * coefficient
    return moved


def parts(bounds, rows):
    """Rows that share a number which is not known yet belong together: (numbers, rows) of each part."""
    head = {}

    def first(number):
        while head.setdefault(number, number) != number:
            head[number] = head[head[number]]
            number = head[number]
        return number

    unknown = {number for number, (low, high) in bounds.items() if low < high}
    for row in rows:
        free = [number for number, _ in row.terms if number in unknown]
        for one, other in zip(free, free[1:], strict=False):
            head[first(one)] = first(other)
    together = defaultdict(lambda: (set(), []))
    for row in rows:
        free = [number for number, _ in row.terms if number in unknown]
        if free:
            part = together[first(free[0])]
            part[0].update(free)
            part[1].append(row)
    return sorted(((sorted(numbers), rows) for numbers, rows in together.values()), key=lambda part: part[0][0])


class Program:
    """A part as a linear program, solved again and again with other objectives."""

    def __init__(self, bounds, numbers, rows):
        self.at = {number: at for at, number in enumerate(numbers)}
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(numbers), len(rows)
        lp.col_cost_ = numpy.zeros(len(numbers))
        lp.col_lower_ = numpy.array([float(bounds[number][0]) for number in numbers])
        lp.col_upper_ = numpy.array([float(min(bounds[number][1], MOST)) for number in numbers])
        starts, index, value, low, high = [0], [], [], [], []
        for row in rows:
            known = sum(coefficient * bounds[number][0] for number, coefficient in row.terms if number not in self.at)
            for number, coefficient in row.terms:
                if number in self.at:
                    index.append(self.at[number])
                    value.append(float(coefficient))
            starts.append(len(index))
            low.append(row.least - known)
            high.append(row.most - known)
        lp.row_lower_, lp.row_upper_ = numpy.array(low), numpy.array(high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = numpy.array(starts), numpy.array(index)
        lp.a_matrix_.value_ = numpy.array(value)
        self.count = len(numbers)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.passModel(lp)

    def least(self, cost):
        """The numbers where the sum of cost x number is least; None where there is no solution."""
        # From nothing: presolve does more for these programs than the last basis.
        self.solver.clearSolver()
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + SECONDS_EACH)
        self.solver.changeColsCost(self.count, numpy.arange(self.count), cost)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return numpy.array(self.solver.getSolution().col_value)


class Search:
    """How far some numbers of a part can move: every solution is a table that could be the true one."""

    def __init__(self, bounds, numbers, rows, need):
        self.bounds, self.rows, self.need = bounds, rows, need
        self.program = Program(bounds, numbers, rows)
        self.low = dict.fromkeys(numbers, math.inf)
        self.high = dict.fromkeys(numbers, -math.inf)
        self.numbers, self.solutions = numbers, []

    def is_open(self, number):
        return whole(self.low[number], self.high[number]) < self.need

    def look(self, program, costs):
        cost = numpy.zeros(program.count)
        for number, weight in costs.items():
            cost[program.at[number]] = weight
        found = program.least(cost)
        if found is None:
            return None
        for number, at in program.at.items():
            self.low[number] = min(self.low[number], float(found[at]))
            self.high[number] = max(self.high[number], float(found[at]))
        return found

    def together(self, wanted):
        """Moves many numbers at once: all down, all up, then those left in directions drawn by lot."""
        draw = random.Random(7)
        for turn in range(ROUNDS):
            left = wanted if turn < 2 else [number for number in wanted if self.is_open(number)]
            if not left:
                break
            found = self.look(self.program, {n: (1, -1)[turn] if turn < 2 else draw.choice((1, -1)) for n in left})
            if found is not None:
                self.solutions.append(found)
        return bool(self.solutions)

    def alone(self, wanted, until):
        """Moves one number after another within a table between all those found, where only what is near it moves."""
        middle = dict(zip(self.numbers, numpy.mean(self.solutions, axis=0).tolist(), strict=True))
        of_number = defaultdict(list)
        for row in self.rows:
            for number, _ in row.terms:
                if number in middle:
                    of_number[number].append(row)
        for number in wanted:
            if self.is_open(number) and time.monotonic() < until:
                near = neighbours(number, of_number, middle)
                rows = list({id(row): row for one in near for row in of_number[one]}.values())
                ends = {n: self.bounds[n] if n in near else (middle.get(n, self.bounds[n][0]),) * 2
                        for row in rows for n, _ in row.terms}
                program = Program(ends, sorted(near), rows)
                for sign in (1.0, -1.0):
                    self.look(program, {number: sign})

    def ends(self, number):
        """The very ends, of the whole part; None if that takes too long."""
        least, most = (self.look(self.program, {number: sign}) for sign in (1.0, -1.0))
        if least is None or most is None:
            return None
        return float(least[self.program.at[number]]), float(most[self.program.at[number]])


def neighbours(number, of_number, known):
    near, edge = {number}, deque([number])
    while edge and len(near) < NEAR_BY:
        for row in of_number[edge.popleft()]:
            for other, _ in row.terms:
                if other in known and other not in near:
                    near.add(other)
                    edge.append(other)
    return near


def possible(bounds, numbers, rows, wanted, need, until, hurried=False):
    """Of a part, the ends of numbers that can be too few, and those of which it could not be found out in time.

    None where no solution is found: the rows contradict one another. `hurried`: nothing is begun after `until`.
    """
    search = Search(bounds, numbers, rows, need)
    if not search.together(wanted):
        return None
    search.alone(wanted, until if hurried else math.inf)
    ends, unknown = {}, []
    for number in wanted:
        if search.is_open(number):
            found = search.ends(number) if time.monotonic() < until else None
            if found is None:
                unknown.append(number)
            else:
                ends[number] = found
    return ends, unknown
