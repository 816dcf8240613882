"""Limits, positions and signals, from their formulas: nothing but the standard library."""

import math
from functools import lru_cache
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
Z998 = NormalDist().inv_cdf(0.999)


def solve(function, low, high):
    """Where a falling function crosses nothing."""
    for _ in range(200):
        middle = (low + high) / 2
        if function(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# ---------------------------------------------------------------- intervals

def wilson(x, n):
    z = Z95
    middle, spread, below = 2 * x + z * z, z * math.sqrt(z * z + 4 * x * (1 - x / n)), 2 * (n + z * z)
    return (0.0 if x == 0 else (middle - spread) / below), (1.0 if x == n else (middle + spread) / below)


def poisson_up_to(k, mean):
    """The chance of k or fewer events."""
    if k < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    return math.fsum(math.exp(i * math.log(mean) - mean - math.lgamma(i + 1)) for i in range(int(k) + 1))


@lru_cache(maxsize=None)
def poisson(count):
    """Exact below ten events, Byar's above."""
    if count < 10:
        lower = 0.0 if count == 0 else solve(lambda mean: poisson_up_to(count - 1, mean) - 0.975, 0.0, 50.0)
        return lower, solve(lambda mean: poisson_up_to(count, mean) - 0.025, 0.0, 50.0)
    lower = count * (1 - 1 / (9 * count) - Z95 / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return lower, more * (1 - 1 / (9 * more) + Z95 / (3 * math.sqrt(more))) ** 3


def incomplete_beta(a, b, x):
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(1 - x)) / a
    tiny, c, d, f = 1e-300, 1.0, 0.0, 1.0
    for i in range(10000):
        m = i // 2
        if i == 0:
            part = 1.0
        elif i % 2 == 0:
            part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 + part * d
        d = 1 / (d or tiny)
        c = 1 + part / c
        c = c or tiny
        f *= c * d
        if abs(1 - c * d) < 1e-16:
            break
    return front * (f - 1)


@lru_cache(maxsize=None)
def student(freedom):
    """The 97.5% point of t."""
    return solve(lambda t: incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2 - 0.025, 0.0, 1000.0)


def mean_limits(values):
    n = len(values)
    if n < 2:
        return None, None
    mean = math.fsum(values) / n
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1) / n) * student(n - 1)
    return mean - spread, mean + spread


@lru_cache(maxsize=None)
def order_limits(n, share):
    """Which values in order bound a quantile: at most 2.5% of chance on either side. None: no value does."""
    below, lower, upper = 0.0, None, None
    for k in range(n + 1):
        # the chance that at most k of n lie below the quantile
        below += math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
                          + k * math.log(share) + (n - k) * math.log(1 - share))
        if below <= 0.025:
            lower = k + 1           # the (k+1)th value lies above the quantile with that chance
        if upper is None and below >= 0.975 and k + 1 <= n:
            upper = k + 1
    return lower, upper


def quantile_limits(values, share):
    values = sorted(values)
    lower, upper = order_limits(len(values), share)
    return (None if lower is None else values[lower - 1]), (None if upper is None else values[upper - 1])


# ---------------------------------------------------------------- change

def newcombe(x1, n1, x0, n0):
    """Limits of the difference of two proportions (hybrid score)."""
    p1, p0 = x1 / n1, x0 / n0
    (l1, u1), (l0, u0) = wilson(x1, n1), wilson(x0, n0)
    d = p1 - p0
    return d - math.sqrt((p1 - l1) ** 2 + (u0 - p0) ** 2), d + math.sqrt((u1 - p1) ** 2 + (p0 - l0) ** 2)


def rate_change(value1, count1, value0, count0):
    """Limits of the difference of two rates, from those of their ratio."""
    if not count1 or not count0:
        return None, None
    ratio, spread = math.log(value1 / value0), Z95 * math.sqrt(1 / count1 + 1 / count0)
    return tuple(value0 * (math.exp(ratio + side * spread) - 1) for side in (-1, 1))


# ---------------------------------------------------------------- funnels

def placed(low95, high95, low998, high998, value):
    if value > high998:
        return "high_99.8"
    if value < low998:
        return "low_99.8"
    if value > high95:
        return "high_95"
    if value < low95:
        return "low_95"
    return "inside"


def funnel_proportion(x, n, p0, more=0.0):
    """Around the nation's proportion; `more` is the variance between authorities."""
    spread = math.sqrt(p0 * (1 - p0) / n + more)
    limits = [p0 + side * z * spread for z in (Z95, Z998) for side in (-1, 1)]
    if not more:
        limits = [min(max(limit, 0.0), 1.0) for limit in limits]
    return placed(*limits, x / n)


def at_least(count, mean):
    """The chance of so many events or more, also of a count that is not whole: the lower incomplete gamma function."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    front = math.exp(count * math.log(mean) - mean - math.lgamma(count))
    if mean < count + 1:
        term = total = 1 / count
        at = count
        while abs(term) > 1e-17 * abs(total):
            at += 1
            term *= mean / at
            total += term
        return front * total
    b = mean + 1 - count
    c, d = 1e300, 1 / b
    f = d
    for i in range(1, 100000):
        part = -i * (i - count)
        b += 2
        d = 1 / ((part * d + b) or 1e-300)
        c = b + part / c
        f *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return 1 - front * f


def funnel_rate(events, expected, wider=1.0):
    """Whether so many events, or more (fewer), are rarer than one in 40 or 1,000 where so many are expected.

    `wider` moves both limits away from what is expected: so the point moves towards it instead.
    """
    events = expected + (events - expected) / wider
    for share, name in ((0.001, "99.8"), (0.025, "95")):
        if events > expected and at_least(events, expected) < share:
            return "high_" + name
        if events < expected and 1 - at_least(events + 1, expected) < share:
            return "low_" + name
    return "inside"


def between(points):
    """The variance between authorities beyond chance (z winsorised at a tenth on either side, method of moments).

    points: (difference from the nation's value, its standard error).
    """
    z = sorted(difference / error for difference, error in points)
    cut = winsor(z, 0.1), winsor(z, 0.9)
    z = [min(max(one, cut[0]), cut[1]) for one in z]
    weights = [1 / error ** 2 for _, error in points]
    q, n = math.fsum(one * one for one in z), len(z)
    below = math.fsum(weights) - math.fsum(w * w for w in weights) / math.fsum(weights)
    return max(0.0, (q - (n - 1)) / below) if n > 1 and below > 0 else 0.0


def winsor(ordered, share):
    at = (len(ordered) - 1) * share
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


# ---------------------------------------------------------------- a chart over time

def xmr(values, better):
    """What each point of a series is put down to. better: 1 higher, -1 lower, 0 neither."""
    n = len(values)
    mean = math.fsum(values) / n
    ranges = [abs(b - a) for a, b in zip(values, values[1:])]
    average = math.fsum(ranges) / len(ranges)
    kept = [one for one in ranges if one < 3.267 * average] or ranges
    average = math.fsum(kept) / len(kept)
    upper, lower = mean + 2.66 * average, mean - 2.66 * average
    near_upper, near_lower = mean + 2.66 * average * 2 / 3, mean - 2.66 * average * 2 / 3
    side = [(value > mean) - (value < mean) for value in values]
    signal = [0] * n
    for i in range(n - 6):                      # seven on one side
        if side[i] and all(side[j] == side[i] for j in range(i, i + 7)):
            for j in range(i, i + 7):
                signal[j] = side[i]
    for i in range(n - 2):                      # two in three near a limit, all on one side
        if side[i] and side[i] == side[i + 1] == side[i + 2]:
            far = [j for j in range(i, i + 3)
                   if near_upper < values[j] <= upper or lower <= values[j] < near_lower]
            if len(far) >= 2:
                for j in far:
                    signal[j] = side[i]
    for way in (1, -1):                         # seven that rise or fall throughout
        for i in range(n - 6):
            if all((values[j + 1] - values[j]) * way > 0 for j in range(i, i + 6)):
                for j in range(i, i + 7):
                    signal[j] = way
    for i, value in enumerate(values):
        if value > upper:
            signal[i] = 1
        elif value < lower:
            signal[i] = -1
    names = []
    for one in signal:
        if not one:
            names.append("common_cause")
        elif not better:
            names.append("special_cause_neutral_" + ("high" if one > 0 else "low"))
        else:
            names.append("special_cause_" + ("improvement" if one == better else "concern"))
    return names
