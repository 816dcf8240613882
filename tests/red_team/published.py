"""What a reader finds in a folder of published files: numbers, and the cells that they stand for.

Every table of data is read by the names of its columns, so that further columns and files do no harm. What pages and
charts print is looked up there by title and place; a number that says more than the table does is a further print.
"""

import csv
import io
import math
import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pictures
import workbooks

NATION = "W92000004"
# The columns of a table of data, and what they may be called.
COLUMNS = {
    "indicator": ["indicator"],
    "basis": ["basis"],
    "period": ["period"],
    "geography": ["geography", "geography_code"],
    "breakdown": ["breakdown"],
    "category": ["category"],
}
NUMBERS = {
    "numerator": ["numerator"],
    "denominator": ["denominator"],
    "value": ["value"],
    "lower": ["lower", "lower_95"],
    "upper": ["upper", "upper_95"],
    "change": ["change"],
    "change_pct": ["change_pct"],
}
NUMBER = re.compile(r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")


class Key(NamedTuple):
    """What a cell is of."""

    indicator: str
    basis: str
    period: str
    place: str
    breakdown: str
    category: str


class Print(NamedTuple):
    """A number as printed: what it was before its last digit was rounded lies within `half` of it."""

    value: float
    half: float
    source: str

    def fits(self, number):
        return abs(number - self.value) <= self.half * (1 + 1e-9) + 1e-9 * max(1.0, abs(self.value))


class Published:
    """The cells of a folder: by key and column, every print, that of the tables of data first."""

    def __init__(self, folder, without=()):
        self.folder, self.without = Path(folder), [Path(folder) / path for path in without]
        self.prints = defaultdict(lambda: defaultdict(list))
        self.rows = {}  # key -> the first row of a table of data that has it
        self.files = defaultdict(list)  # the name of a table -> its keys in order
        self.titles = defaultdict(set)  # a title of an indicator -> its ids
        self.places = defaultdict(set)  # a name of a place -> its codes
        self.further = defaultdict(set)  # a source that is no table of data -> the cells it prints
        self.pages = {}
        self.orders = []  # cells as a chart ranks them, from the first to the last
        self._read_tables()
        self._read_pages()
        self._read_charts()

    def number(self, key, column):
        """What the tables of data print, or else anything else does."""
        found = self.prints.get(key, {}).get(column)
        return found[0] if found else None

    def _paths(self, pattern):
        for path in sorted(self.folder.rglob(pattern)):
            if not any(path.is_relative_to(out) for out in self.without):
                yield path

    def _read_tables(self):
        for path in self._paths("*"):
            for name, text in workbooks.tables(path):
                self._read_table(name, list(csv.DictReader(io.StringIO(text))))

    def _read_table(self, name, rows):
        head = list(rows[0]) if rows else []
        named = {ours: next((n for n in names if n in head), None) for ours, names in (COLUMNS | NUMBERS).items()}
        if not all(named[column] for column in ("indicator", "period", "geography")):
            return
        halves = {ours: half_of([row[named[ours]] for row in rows]) for ours in NUMBERS if named[ours]}
        for row in rows:
            cell = [row[named[part]] if named[part] else "" for part in COLUMNS]
            key = Key(*cell)._replace(basis=row[named["basis"]] if named["basis"] else "headline")
            self.rows.setdefault(key, row)
            self.files[name.split(".")[0]].append(key)
            self.titles[row.get("indicator_title", "")].add(key.indicator)
            self.places[row.get("geography_name", "")].add(key.place)
            for ours, half in halves.items():
                value = plain(row[named[ours]])
                if value is not None:
                    self._add(key, ours, Print(value, half, "table"))

    def _add(self, key, column, shown):
        known = self.prints[key][column]
        if not any(one.value == shown.value and one.half <= shown.half for one in known):
            known.append(shown)

    def further_print(self, keys, column, shown):
        """A number outside the tables of data; it is of one of these cells, and new if it fits what none of them says."""
        told = [key for key in keys if self.number(key, column)]
        if len(keys) == 1:
            self.further[shown.source].add(next(iter(keys)))
        if any(shown.fits(self.number(key, column).value) for key in told):
            return
        if len(keys) == 1:
            self._add(next(iter(keys)), column, shown)

    def _read_pages(self):
        for path in self._paths("*.html"):
            text = path.read_text(encoding="utf-8")
            self.pages[path.name] = text
            page = Page()
            page.feed(text)
            for table in page.tables:
                self._read_grid(table)
            for element in page.data:
                self._read_data(element)

    def _read_grid(self, table):
        """A table for people: a row is a place, a category or a period, a column an indicator."""
        keys = self.files.get(table.name.removeprefix("table-").removeprefix("chart-"), [])
        by_row = defaultdict(set)
        for key in keys:
            row = self.rows[key]
            for title in (row.get("geography_name"), row.get("category_title"), key.period):
                by_row[(title, row.get("indicator_title"))].add(key)
        for head, cells in table.rows:
            for title, text in zip(table.head[1:], cells, strict=False):
                found = by_row.get((head, title), set())
                shown = printed(text, "page")
                if shown and found:
                    self.further_print(found, "value", shown)

    def _read_data(self, element):
        """An element with `data-` attributes that name a cell and numbers of it."""
        parts = [element.get(part, element.get(part + "-code", "")) for part in COLUMNS]
        key = Key(*parts)._replace(basis=element.get("basis") or "headline")
        for column in NUMBERS:
            shown = printed(element.get(column, ""), "attribute")
            if shown and key in self.rows:
                self.further_print({key}, column, shown)

    def _read_charts(self):
        for path in self._paths("*.svg"):
            keys = self.files.get(path.name.split(".")[0], [])
            text = path.read_text(encoding="utf-8")
            marks = pictures.marks(text)
            ranked = [self._read_mark(mark, keys) for mark in marks if mark.name]
            self.orders.append([key for found in ranked if len(found) == 1 for key in found])
            # The points of one line are its figures in their order; where there are fewer, it is no line of them all.
            points = [mark for mark in marks if not mark.name]
            for mark in points if len(points) == len(keys) else []:
                self._read_mark(mark, keys)
        for text in self.pages.values():
            self._read_descriptions(text)

    def _read_mark(self, mark, keys):
        shown = Print(mark.value, mark.half, "chart")
        if mark.name:
            codes = self.places.get(mark.name, set())
            found = {key for key in keys if key.place in codes}
        else:
            found = {keys[mark.at]} if mark.at < len(keys) else set()
        if found:
            self.further_print(found, "value", shown)
        return found

    def _read_descriptions(self, text):
        """`Torfaen with 185.3`, `Torfaen (185.3)` in titles, descriptions and sentences."""
        for chart in re.findall(r"<svg.*?</svg>", text, flags=re.S):
            name = re.search(r'id="chart-(\w+)-title"', chart)
            keys = self.files.get(name.group(1), []) if name else []
            said = " ".join(re.findall(r"<(?:title|desc)[^>]*>(.*?)</", chart, flags=re.S))
            for place, number in re.findall(r"([A-Z][\w ]+?) (?:with |gyda |\()(" + NUMBER.pattern + ")", said):
                found = {key for key in keys if key.place in self.places.get(place.strip(), set())}
                if found:
                    self.further_print(found, "value", printed(number, "description"))


class Grid:
    """A table of a page: the name of what holds it, its column headings, its rows."""

    def __init__(self, name):
        self.name, self.head, self.rows = name, [], []


class Page(HTMLParser):
    """The tables of a page, and the elements that carry `data-` attributes."""

    def __init__(self):
        super().__init__()
        self.tables, self.data = [], []
        self.name, self.text, self.row, self.heading = "", None, None, False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        name = attributes.get("id") or ""
        if name.startswith(("table-", "chart-")) and not name.endswith(("-title", "-desc")):
            self.name = name
        told = {key.removeprefix("data-"): value or "" for key, value in attrs if key.startswith("data-")}
        if told:
            self.data.append(told)
        if tag == "table":
            self.tables.append(Grid(self.name))
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.text, self.heading = "", attributes.get("scope") == "col"

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.row is not None and self.text is not None:
            (self.tables[-1].head if self.heading else self.row).append(self.text.strip())
            self.text = None
        elif tag == "tr" and self.row:
            self.tables[-1].rows.append((self.row[0], self.row[1:]))
            self.row = None


def plain(text):
    try:
        number = float(text)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def printed(text, source):
    """A number as people read it: `7,200`, `8.6%`; nothing where more stands beside it."""
    bare = text.strip().removesuffix("%").strip()
    if not NUMBER.fullmatch(bare):
        return None
    number = bare.replace(",", "").replace("−", "-")
    places = len(number.partition(".")[2])
    return Print(float(number), 0.5 * 10**-places, source)


def half_of(texts):
    """Half the last digit of a column: as many places as any of it has, since noughts at the end are cut."""
    places = max((len(text.partition(".")[2]) for text in texts if plain(text) is not None), default=0)
    return 0.5 * 10**-places if places else 0.0
