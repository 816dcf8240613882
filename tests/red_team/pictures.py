"""Charts turned back into numbers: the marks of an SVG picture, measured along its axis."""

import html
import re
from typing import NamedTuple

ELEMENT = re.compile(r"<(text|circle|rect|polyline)\b([^>]*?)/?>(?:([^<]*)</text>)?", flags=re.S)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Mark(NamedTuple):
    """A point or a bar: the name beside it or its place in the order, its value, and how exactly it can be read."""

    name: str
    at: int
    value: float
    half: float


class Axis(NamedTuple):
    """Two ticks: a coordinate and the number there, twice."""

    first: tuple
    last: tuple

    def value(self, coordinate):
        return self.first[1] + (coordinate - self.first[0]) * self.step()

    def step(self):
        return (self.last[1] - self.first[1]) / (self.last[0] - self.first[0])


def marks(text):
    """What the marks of a picture say; nothing where no axis is found."""
    elements = [(kind, dict(ATTRIBUTE.findall(rest)), html.unescape(said or "")) for kind, rest, said in
                ELEMENT.findall(text)]
    points = list(dict.fromkeys((e["cx"], e["cy"]) for kind, e, _ in elements if kind == "circle"))
    if points:
        return points_of(points, axis(elements, upright=True))
    return bars_of(elements, axis(elements, upright=False))


def points_of(points, along):
    if along is None:
        return []
    order = sorted({float(x) for x, _ in points})
    if len(order) < len(points):
        return []  # Several lines or panels: which point is whose cannot be told from the picture alone.
    return [
        Mark("", order.index(float(x)), along.value(float(y)), half(y) * abs(along.step())) for x, y in points
    ]


def bars_of(elements, along):
    if along is None:
        return []
    names = [(float(e["y"]), said) for kind, e, said in elements if kind == "text" and number(said) is None]
    found = []
    bars = [e for kind, e, _ in elements if kind == "rect" and float(e["x"]) > 0]
    if len({bar["x"] for bar in bars}) > 1:
        return []  # Parts, columns or cells: they say as shades and lengths what stands printed in them.
    for at, bar in enumerate(bars):
        middle = float(bar["y"]) + float(bar["height"]) / 2
        end = float(bar["x"]) + float(bar["width"])
        name = min(names, key=lambda named: abs(named[0] - 5 - middle), default=(0.0, ""))[1]
        found.append(Mark(name, at, along.value(end), half(bar["width"]) * abs(along.step())))
    return found


def half(coordinate):
    """How far a mark and a tick beside it may be off: half the last digit each, at most one pixel in all."""
    return 10.0 ** -len(coordinate.partition(".")[2])


def axis(elements, upright):
    """The axis of values: the gridlines, and the numbers that stand at them."""
    across = 1 if upright else 0
    lines = []
    for kind, attributes, _ in elements:
        ends = [tuple(map(float, point.split(","))) for point in attributes.get("points", "").split()]
        if kind == "polyline" and len(ends) == 2 and ends[0][across] == ends[1][across] and \
                abs(ends[0][1 - across] - ends[1][1 - across]) > 100:
            lines.append(ends[0][across])
    ticks = {}
    for kind, attributes, said in elements:
        if kind == "text" and number(said) is not None and attributes.get("font-weight") != "bold":
            at = float(attributes["y" if upright else "x"]) - (5 if upright else 0)
            near = min(lines, key=lambda line: abs(line - at), default=None)
            if near is not None and abs(near - at) <= 1.5:
                ticks[near] = number(said)
    found = sorted(ticks.items())
    return Axis(found[0], found[-1]) if len(found) > 1 else None


def number(text):
    bare = text.strip().removesuffix("%").replace(",", "").replace("−", "-")
    try:
        return float(bare)
    except ValueError:
        return None
