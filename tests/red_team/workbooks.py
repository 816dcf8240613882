"""Tables of data in the files of a folder: CSV, plain or packed, and the sheets of workbooks."""

import csv
import gzip
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def tables(path):
    """The tables of a file: a name and the text of a CSV file each."""
    if path.suffix == ".csv":
        yield path.name, path.read_text(encoding="utf-8-sig")
    elif path.name.endswith(".csv.gz"):
        yield path.name, gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    elif path.suffix == ".xlsx":
        yield from sheets(path)


def sheets(path):
    """Each sheet from its header row on: the first row in which a cell says `indicator`."""
    with zipfile.ZipFile(path) as book:
        texts = shared_texts(book)
        for name in sorted(name for name in book.namelist() if re.fullmatch(r"xl/worksheets/\w+\.xml", name)):
            rows = list(cells(book.read(name), texts))
            first = next((at for at, row in enumerate(rows) if "indicator" in row), None)
            if first is None:
                continue
            out = io.StringIO()
            csv.writer(out).writerows(rows[first:])
            yield path.name, out.getvalue()


def shared_texts(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in item.iter(SHEET + "t")) for item in root.iter(SHEET + "si")]


def cells(sheet, texts):
    """The rows of a sheet, each cell as it is stored, whatever its format shows."""
    for row in ElementTree.fromstring(sheet).iter(SHEET + "row"):
        found = {}
        for cell in row.iter(SHEET + "c"):
            value = cell.find(SHEET + "v")
            text = "".join(part.text or "" for part in cell.iter(SHEET + "t")) if value is None else value.text or ""
            found[column_of(cell.get("r", "A1"))] = texts[int(text)] if cell.get("t") == "s" else text
        yield [found.get(at, "") for at in range(max(found, default=-1) + 1)]


def column_of(reference):
    at = 0
    for letter in re.match(r"[A-Z]+", reference).group():
        at = 26 * at + ord(letter) - 64
    return at - 1
