"""What a percentage, a rate, a limit or a change tells of the counts behind it.

A figure that comes out of the printed counts tells nothing more. One that does not was worked out from others: from
withheld counts, protected like the printed ones, if such fit; else from the true ones.
"""

import math

from intervals import Row

Z = 1.959963984540054
SEARCHED = 3000


def multiplier(kind, unit):
    if kind != "rate":
        return 100.0
    last = unit.replace(",", "").split()[-1]
    return float(last) if last.isdigit() else 1.0


def multiples(least, most, base):
    """The first and last multiple of a base between two ends; None if there is none."""
    first, last = math.ceil(least / base - 1e-9) * base, math.floor(most / base + 1e-9) * base
    return (max(first, 0), last) if max(first, 0) <= last else None


def wilson(n, d):
    share, square = n / d, Z * Z
    middle = share + square / (2 * d)
    spread = Z * math.sqrt(share * (1 - share) / d + square / (4 * d * d))
    whole = 1 + square / d
    return 100 * (middle - spread) / whole, 100 * (middle + spread) / whole


def poisson_below(count, mean):
    """The chance of at most `count` events."""
    term = total = math.exp(-mean)
    for at in range(1, count + 1):
        term *= mean / at
        total += term
    return total


def solve(rises, least, most):
    for _ in range(100):
        middle = (least + most) / 2
        least, most = (least, middle) if rises(middle) else (middle, most)
    return (least + most) / 2


def poisson(n):
    """Exact limits below 10, Byar's above."""
    if n >= 10:
        low = n * (1 - 1 / (9 * n) - Z / (3 * math.sqrt(n))) ** 3
        return low, (n + 1) * (1 - 1 / (9 * (n + 1)) + Z / (3 * math.sqrt(n + 1))) ** 3
    low = 0.0 if n == 0 else solve(lambda mean: 1 - poisson_below(n - 1, mean) >= 0.025, 0.0, 60.0)
    return low, solve(lambda mean: poisson_below(n, mean) <= 0.025, 0.0, 60.0)


def limits(kind, n, d, per):
    if kind == "proportion":
        return wilson(n, d) if d > 0 and 0 <= n <= d else None
    low, high = poisson(int(n))
    return (low, high) if kind == "count" else (per * low / d, per * high / d) if d > 0 else None


class Evidence:
    """What one cell's derived figures add: ends for its counts, or rows over them."""

    def __init__(self, base, slack):
        self.base, self.slack = base, slack
        self.ends, self.rows = [], []

    def shown(self, part, least, most, family):
        """A count as published lies between two ends: a protected one if a multiple of the base does."""
        found = multiples(least, most, self.base)
        if found:
            self.ends.append((part, found[0] - self.slack, found[1] + self.slack, family))
        else:
            self.ends.append((part, least, most, family))


def of_share(evidence, kind, per, n, d, share, family, fixed):
    """Percentage x total, rate x population. `n` and `d` as printed or None; `fixed`: d is known to the last unit."""
    least, most = max(share.value - share.half, 0.0), share.value + share.half
    if n is not None and d is not None:
        if d > 0 and not share.fits(per * n / d):
            evidence.rows.append(("n", "d", least / per, most / per, family))
    elif d is not None:
        low, high = least * d / per, most * d / per
        if multiples(low - 1e-9, high + 1e-9, evidence.base) or fixed:
            evidence.shown("n", low, high, family)
        else:
            evidence.rows.append(("n", "d", least / per, most / per, family))
    elif n is not None and least > 0:
        evidence.shown("d", per * n / most, per * n / least, family)
    elif evidence.base == 1:
        evidence.rows.append(("n", "d", least / per, most / per, family))


def of_limits(evidence, kind, per, n, d, prints):
    """Which counts have the limits that are printed, where the printed counts have others."""
    shown = [prints.get("lower"), prints.get("upper")]
    if not all(shown):
        return

    def fit(n, d):
        found = limits(kind, n, d, per)
        return found is not None and all(one.fits(end) for one, end in zip(shown, found, strict=True))

    if n is not None and (kind == "count" or d is not None) and fit(n, d):
        return
    fitting = [pair for pair in candidates(evidence, kind, n, d, prints.get("value"), per) if fit(*pair)]
    if fitting:
        numbers, wholes = [pair[0] for pair in fitting], [pair[1] for pair in fitting]
        exact = n is not None or any(number % evidence.base for number in numbers)
        slack = 0 if exact else evidence.slack
        evidence.ends.append(("n", min(numbers) - slack, max(numbers) + slack, "limits"))
        if kind == "proportion" and d is None:
            evidence.ends.append(("d", min(wholes) - slack, max(wholes) + slack, "limits"))


def candidates(evidence, kind, n, d, share, per):
    """The counts that could stand behind the limits."""
    around = range(int(n) - evidence.slack, int(n) + evidence.slack + 1) if n is not None else range(SEARCHED)
    if kind == "count":
        return [(number, 0) for number in around if number >= 0]
    if d is not None:
        wholes = range(int(d) - evidence.slack, int(d) + evidence.slack + 1) if kind == "proportion" else [d]
    elif share is not None and kind == "proportion":
        wholes = range(1, SEARCHED)
    else:
        return []
    found = []
    for whole in wholes:
        if share is None:
            found += [(number, whole) for number in around if 0 <= number <= whole]
        elif whole > 0:
            least, most = (share.value - share.half) * whole / per, (share.value + share.half) * whole / per
            found += [(number, whole) for number in range(max(0, math.ceil(least - 1e-9)), math.floor(most + 1e-9) + 1)]
    return found


def of_change(evidence, now, then, change, pct):
    """What a change says of this count and that of a year before where it does not come out of the printed ones."""
    if change is not None:
        least, most = change.value - change.half, change.value + change.half
        if now is not None and then is None and multiples(now - most, now - least, evidence.base):
            evidence.shown("then", now - most, now - least, "changes")
        elif then is not None and now is None and multiples(then + least, then + most, evidence.base):
            evidence.shown("n", then + least, then + most, "changes")
        elif now is None or then is None or not change.fits(now - then):
            evidence.rows.append(("n", "then", least, most, "changes"))
    if pct is not None and now is not None and then is None and pct.value - pct.half > -100:
        least, most = now / (1 + (pct.value + pct.half) / 100), now / (1 + (pct.value - pct.half) / 100)
        if multiples(least, most, evidence.base):
            evidence.shown("then", least, most, "changes")


def as_rows(key, evidence, number_of):
    """The rows that a cell's evidence makes over numbers, which `number_of(part)` names."""
    for part, least, most, family in evidence.ends:
        yield Row(((number_of(part), 1),), max(least, 0), most, family)
    for first, second, least, most, family in evidence.rows:
        one, other = number_of(first), number_of(second)
        if second == "then":
            yield Row(((one, 1), (other, -1)), least, most, family)
        else:
            yield Row(((one, 1), (other, -least)), 0, math.inf, family)
            yield Row(((one, 1), (other, -most)), -math.inf, 0, family)
