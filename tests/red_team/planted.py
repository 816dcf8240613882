"""Plants a leak for each attack in a small publication of its own, and sees that the attack finds it.

    python tests/red_team/planted.py REFERENCE_DIR

Every authority has a few children; what is printed is rounded to 5, above or below, and would hide them. Then one thing
more is published that was worked out from the true counts. Status 1 if an attack does not recover one by it, or if one
recovers anything where nothing is planted.
"""

import argparse
import csv
import sys
import tempfile
from pathlib import Path

import attack
import derived
from knowledge import NATION, parents, population

YEAR, EARLIER = "2023-24", "2022-23"
HEAD = ("indicator kind unit basis period period_kind geography_level geography breakdown category numerator denominator "
        "value lower upper change change_pct compared_with note_codes").split()
TITLES = ["indicator_title", "geography_name"]


def made(reference):
    """The true rows: a count, a share and a rate of the same children, in two years."""
    above, people = parents(reference), population(reference)
    rows = []
    for at, year in enumerate((YEAR, EARLIER)):
        count = {place: (7 * number + 5 * at) % 9 + (number + at) % 2 for number, place in enumerate(sorted(above))}
        for place in sorted(above):
            for upper in (above[place][0], NATION):
                count[upper] = count.get(upper, 0) + count[place]
        whole = {place: 40 + 3 * number for number, place in enumerate(sorted(above))}
        for place in sorted(above):
            for upper in (above[place][0], NATION):
                whole[upper] = whole.get(upper, 0) + whole[place]
        for place, number in count.items():
            level = "nation" if place == NATION else "region" if place.startswith("RPB") else "authority"
            under_18 = people.get((YEAR, place), 0)
            for kind, unit, d in (("count", "number", None), ("proportion", "per cent", whole[place]),
                                  ("rate", "per 10000", under_18)):
                rows.append(row_of(f"planted_{kind}", kind, unit, year, level, place, number, d))
    return rows


def row_of(indicator, kind, unit, year, level, place, n, d):
    per = derived.multiplier(kind, unit)
    value = n if kind == "count" else per * n / d
    low, high = derived.limits(kind, n, d, per)
    named = dict(zip(HEAD, [indicator, kind, unit, "headline", year, "year", level, place, "", "", n, d, value, low, high,
                            None, None, None, ""], strict=True))
    return named | {"indicator_title": indicator, "geography_name": place}


def rounded(number, turn):
    """To the multiple of 5 below or above."""
    return number // 5 * 5 + (5 if number % 5 > turn % 4 else 0)


def protected(rows):
    """The rows as they may be published: of rounded counts all through; limits and changes are left out."""
    shown = []
    for turn, row in enumerate(rows):
        n, d = rounded(row["numerator"], turn), row["denominator"]
        if row["kind"] == "proportion":
            d = rounded(d, turn)
        per = derived.multiplier(row["kind"], row["unit"])
        value = n if row["kind"] == "count" else per * n / d
        shown.append(row | {"numerator": n, "denominator": d, "value": value, "lower": None, "upper": None})
    return shown


def written(path, rows, head=HEAD):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for row in rows:
            out.writerow([f"{row[c]:.4f}" if isinstance(row[c], float) else row[c] for c in head])


def of_kind(rows, kind):
    return [row for row in rows if row["kind"] == kind]


def nothing(shown, rows, folder):
    return shown


def shares(shown, rows, folder):
    """Percentages of the true counts beside rounded ones."""
    return [one | {"value": true["value"]} if true["kind"] == "proportion" else one
            for one, true in zip(shown, rows, strict=True)]


def rates(shown, rows, folder):
    return [one | {"value": true["value"]} if true["kind"] == "rate" else one
            for one, true in zip(shown, rows, strict=True)]


def true_limits(shown, rows, folder):
    return [one | {"lower": true["lower"], "upper": true["upper"]} for one, true in zip(shown, rows, strict=True)]


def changes(shown, rows, folder):
    """Exact counts of which small ones are blank, and the change since a year before."""
    before = {true["geography"]: true["numerator"] for true in rows if true["period"] == EARLIER}
    out = []
    for true in of_kind(rows, "count"):
        if true["geography_level"] == "authority":
            one = true | {"lower": None, "upper": None}
            if true["period"] == YEAR:
                one |= {"change": true["numerator"] - before[true["geography"]], "compared_with": EARLIER}
            if 1 <= true["numerator"] <= 4:
                one |= {"numerator": None, "value": None, "note_codes": "c"}
            out.append(one)
    return out


def attributes(shown, rows, folder):
    """True counts in an attribute of a page."""
    cells = "".join(f'<td data-indicator="{row["indicator"]}" data-period="{row["period"]}" data-value="{row["value"]}" '
                    f'data-geography="{row["geography"]}">x</td>' for row in of_kind(rows, "count"))
    (folder / "page.html").write_text(f"<table><tr>{cells}</tr></table>", encoding="utf-8")
    return shown


def chart(shown, rows, folder):
    """Bars as long as the true counts."""
    bars = [row for row in of_kind(rows, "count") if row["period"] == YEAR and row["geography_level"] == "authority"]
    lines = "".join(f'<polyline points="{100 + 200 * tick},0 {100 + 200 * tick},600 "/>'
                    f'<text x="{100 + 200 * tick}.0" y="620.0">{5 * tick}</text>' for tick in range(3))
    for at, row in enumerate(bars):
        lines += f'<rect x="100" y="{20 * at}" width="{40 * row["value"]}" height="14"/>' \
                 f'<text x="90.0" y="{20 * at + 12}.0">{row["geography"]}</text>'
    written(folder / "bars.en.csv", [one for one in of_kind(shown, "count") if one["period"] == YEAR
                                     and one["geography_level"] == "authority"], HEAD + TITLES)
    (folder / "bars.en.svg").write_text(f"<svg>{lines}</svg>", encoding="utf-8")
    return shown


PLANTED = {
    "nothing": nothing, "percentage x total": shares, "rate x population": rates, "limits": true_limits,
    "changes": changes, "other prints": attributes, "chart coordinates": chart,
}


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("reference", type=Path)
    reference = wanted.parse_args().reference
    rows = made(reference)
    failed = []
    for name, plant in PLANTED.items():
        with tempfile.TemporaryDirectory() as folder:
            found = recovered(Path(folder), plant, rows, reference)
        print(f"{name:26} recovers {found.get(name, {}).get('recovered', 0):4}, all at once "
              f"{found['all at once']['recovered']:4}, misled {found['all at once']['misled']}")
        by_it = found.get(name, found["all at once"])["recovered"]
        if (by_it > 0) == (name == "nothing") or found["all at once"]["misled"]:
            failed.append(name)
    found = before_and_after(rows, reference)
    print(f"{'revised minus original':26} recovers {found['revised minus original']['recovered']:4}")
    if not found["revised minus original"]["recovered"] or found["subtraction"]["recovered"]:
        failed.append("revised minus original")
    found = trapped(reference)
    print(f"{'2x2 traps':26} recovers {found['2x2 traps']['recovered']:4}, "
          f"without linear programs {found['all at once, in turn']['recovered']}")
    if not found["2x2 traps"]["recovered"] or found["all at once, in turn"]["recovered"]:
        failed.append("2x2 traps")
    print("failed:", ", ".join(failed) or "none")
    return 1 if failed else 0


def attacked(folder, rows, reference, before=None):
    written(folder / "truth.csv", rows)
    with (folder / "counts.csv").open("w", encoding="utf-8") as file:
        file.writelines(["indicator,counts\n"] + [f"{one},child\n" for one in sorted({r["indicator"] for r in rows})])
    arguments = argparse.Namespace(output=folder / "output", truth=folder / "truth.csv", counts=folder / "counts.csv",
                                   reference=reference, before=before, primary_only=False, bounded=False, without=[],
                                   seconds=60.0)
    return attack.Attack(arguments).all()


def recovered(folder, plant, rows, reference):
    (folder / "output").mkdir()
    written(folder / "output" / "figures.en.csv", plant(protected(rows), rows, folder / "output"), HEAD + TITLES)
    return attacked(folder, rows, reference)


def before_and_after(rows, reference):
    """Exact counts, of a few authorities withheld; one of these was not in the totals of an earlier edition."""
    rows = [row for row in of_kind(rows, "count") if row["period"] == YEAR]
    authorities = [row for row in rows if row["geography_level"] == "authority"]
    gwent = [row for row in authorities if parents(reference)[row["geography"]][0] == "RPB-GWENT"]
    late = next(row for row in gwent if 1 <= row["numerator"] <= 4)
    blank = {row["geography"] for row in gwent}
    now, then = [], []
    for row in rows:
        hidden = row["geography"] in blank
        show = {"numerator": None, "value": None, "note_codes": "c"} if hidden else {}
        now.append(row | {"lower": None, "upper": None} | show)
        less = late["numerator"] if row["geography"] in (NATION, "RPB-GWENT") else 0
        early = {"numerator": row["numerator"] - less, "value": row["value"] - less} | show
        if row is late:
            early = {"numerator": None, "value": None, "note_codes": "x"}
        then.append(row | {"lower": None, "upper": None} | early)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        written(folder / "output" / "figures.en.csv", now, HEAD + TITLES)
        written(folder / "before" / "figures.en.csv", then, HEAD + TITLES)
        return attacked(folder, rows, reference, folder / "before")


# Two blocks of withheld cells, at least two in each row and column, that only the cell (2, 1) joins.
WITHHELD = {(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 2), (4, 3)}


def trapped(reference):
    """Exact counts of a region by category: each line has two withheld, and yet all lines together give one away."""
    places = sorted(place for place, above in parents(reference).items() if above[0] == "RPB-GWENT")
    cells = {(at, category): 3 if (at, category) == (2, 1) else 11 + 3 * at + (5 * category + at) % 4
             for at in range(5) for category in range(4)}
    rows, shown = [], []
    for at, place in enumerate([*places, "RPB-GWENT"]):
        of = [cells[at, c] if at < 5 else sum(cells[one, c] for one in range(5)) for c in range(4)]
        level = "authority" if at < 5 else "region"
        for category, number in enumerate([*of, sum(of)]):
            row = row_of("planted_table", "count", "number", YEAR, level, place, number, None)
            row |= {"lower": None, "upper": None}
            row |= {"breakdown": "kind", "category": f"c{category}"} if category < 4 else {}
            rows.append(row)
            blank = {"numerator": None, "value": None, "note_codes": "c"} if (at, category) in WITHHELD else {}
            shown.append(row | blank)
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder) / "output" / "figures.en.csv", shown, HEAD + TITLES)
        return attacked(Path(folder), rows, reference)


if __name__ == "__main__":
    sys.exit(main())
