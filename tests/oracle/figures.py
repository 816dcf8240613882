"""Reads the files for programs of an overview as others would: Parquet with DuckDB, the metadata with csvw.

    python tests/oracle/figures.py OUTPUT/data SCRATCH [--every N]

The table of figures as Parquet must hold what it holds as CSV; the metadata must describe the tables beside them (of the
table of figures every Nth row is held against them: it is long); and a copy with one bad cell, or with a place that is
none, must be refused. The last line says in JSON how much was held.
"""

import argparse
import csv
import json
import shutil
import sys
from pathlib import Path

import duckdb
from csvw import CSVW

TYPES = {"VARCHAR": str, "INTEGER": int, "DOUBLE": float, "DATE": str}
# What is changed in one cell: the column, what stands there then.
BAD = [("value", "many"), ("geography_level", "county"), ("as_at", "31/03/2024"), ("note_codes", "q"),
       ("indicator", ""), ("geography", "W06999999")]


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("scratch", type=Path)
    wanted.add_argument("--every", type=int, default=61)
    arguments = wanted.parse_args()
    rows = packed_as_written(arguments.folder)
    copied(arguments.folder, arguments.scratch, arguments.every)
    refused = described(arguments.scratch)
    print(json.dumps({"rows": rows, "refused": refused}))


def packed_as_written(folder):
    """Fails unless Parquet and CSV hold the same."""
    packed = str(folder / "figures.parquet")
    columns = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{packed}')").fetchall()
    types = {name: TYPES[kind] for name, kind, *_ in columns}
    numbers = {"numerator", "value", "change", "coverage_population"}
    assert {name for name, kind in types.items() if kind is float} > numbers, types
    cells = duckdb.sql(f"SELECT * FROM read_parquet('{packed}')").fetchall()
    with open(folder / "figures.csv", encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == list(types), (written[0], list(types))
    assert len(written) - 1 == len(cells), (len(written), len(cells))
    for texts, row in zip(written[1:], cells, strict=True):
        said = [None if text == "" else kind(text) for text, kind in zip(texts, types.values(), strict=True)]
        found = [str(cell) if kind is str and cell is not None else cell
                 for cell, kind in zip(row, types.values(), strict=True)]
        assert said == found, (said, found)
    return len(cells)


def copied(folder, scratch, every):
    """The tables and their metadata, with some of the rows of the long one."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for path in [*folder.glob("*.csv"), *folder.glob("*.json")]:
        shutil.copy(path, scratch)
    lines = (scratch / "figures.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (scratch / "figures.csv").write_text("".join(lines[:1] + lines[1::every]), encoding="utf-8")


def faults(scratch):
    read = CSVW(str(scratch / "figures.csv-metadata.json"), validate=True)
    try:
        return [] if read.is_valid else [str(warning.message) for warning in read.warnings] or ["not valid"]
    except ValueError as fault:
        return [str(fault)]


def described(scratch):
    """Fails unless the metadata fit; and then, unless each bad cell is noticed. How many were."""
    found = faults(scratch)
    assert not found, found[:5]
    table = scratch / "figures.csv"
    whole = table.read_text(encoding="utf-8")
    head, *rows = csv.reader(whole.splitlines())
    at = next(at for at, row in enumerate(rows) if row[head.index("geography_level")] == "authority")
    for column, text in BAD:
        bad = [list(row) for row in rows[: at + 50]]
        bad[at][head.index(column)] = text
        with open(table, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *bad])
        assert faults(scratch), f"{column} = {text!r} is not noticed"
    return len(BAD)


if __name__ == "__main__":
    sys.exit(main())
