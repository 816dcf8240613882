"""A second engine's opinion: DuckDB evaluates every rule over the same typed rows, and must come to the same verdicts.

    python oracle.py job.json

`job.json` is what `tests/oracle.rs` writes: submissions with their typed Parquet, the rules as they stand in the
definitions, and the program's verdicts. Every difference is printed; any ends with status 1.
"""

import json
import sys
from collections import Counter

import duckdb

from formula import MACROS, WORKING_DAYS, Ground

PASSES = 100
ERRORS = ("fatal", "error")


class Outcome:
    """What one rule makes of one submission."""

    def __init__(self, looked_at=0, not_applicable=0, not_evaluated=0, failed=(), missing=False, whole=None):
        self.not_applicable, self.not_evaluated = not_applicable, not_evaluated
        self.failed, self.missing, self.whole = set(failed), missing, whole
        self.evaluated = looked_at - not_applicable - not_evaluated

    def counts(self):
        failed = len(self.failed) + (self.whole is False)
        return [self.evaluated, self.evaluated - failed, failed, self.not_applicable, self.not_evaluated]


class Oracle:
    """All submissions side by side in DuckDB."""

    def __init__(self, job):
        self.job, self.subs = job, job["submissions"]
        self.db = duckdb.connect()
        self.db.execute("SET default_null_order = 'NULLS_FIRST'; SET threads = 2; SET preserve_insertion_order = true")
        for macro in MACROS:
            self.db.execute(macro)
        self.tables()
        # The line of every row.
        self.lines = []
        for at in range(len(self.subs)):
            self.rows_of(at)
            self.lines.append([line for line, in self.ask(f"SELECT _line FROM s_{at} ORDER BY _row")])
        # Rows of each submission that a rule holds back, and those that only break the key.
        self.held = [set() for _ in self.subs]
        self.doubles = [set() for _ in self.subs]

    def ask(self, sql):
        try:
            return self.db.execute(sql).fetchall()
        except duckdb.Error as error:
            raise RuntimeError(f"{error}\nin {sql}") from error

    def tables(self):
        for name, table in self.job["tables"].items():
            columns = ", ".join(f'"{column}" {kind}' for column, kind in table["columns"])
            self.db.execute(f"CREATE TABLE ref_{name} ({columns})")
            marks = ", ".join("?" for _ in table["columns"])
            if table["rows"]:
                self.db.executemany(f"INSERT INTO ref_{name} VALUES ({marks})", table["rows"])
        if "bank_holidays" in self.job["tables"]:
            first, last = self.ask("SELECT min(year(date)), max(year(date)) FROM ref_bank_holidays")[0]
            self.db.execute(WORKING_DAYS.format(first=first, last=last))

    def rows_of(self, at):
        """One table a submission: `_row` is the row's number, from 0."""
        sub = self.subs[at]
        columns = self.job["returns"][sub["return"]]["columns"]
        listed = "".join(f', "{name}" {kind}' for name, kind in columns.items())
        self.db.execute(f"CREATE TABLE s_{at} (_row BIGINT, _line BIGINT{listed})")
        path = sub["parquet"].replace("'", "''")
        scan = f"read_parquet('{path}', file_row_number = true, hive_partitioning = false)"
        stored = {row[0]: row[1] for row in self.ask(f"DESCRIBE SELECT * FROM {scan}")}
        # A sender may leave columns out; several codes in a cell are joined, as rules see them.
        cells = ["file_row_number", "_line"]
        for name in columns:
            kind = stored.get(name)
            cells.append("NULL" if kind is None else f"array_to_string(\"{name}\", ';')" if kind.endswith("[]") else f'"{name}"')
        self.db.execute(f"INSERT INTO s_{at} SELECT {', '.join(cells)} FROM {scan} ORDER BY file_row_number")

    def rows(self, at, without, elsewhere=False):
        """The rows of one submission, some left out. Rules that look elsewhere see the month of some days."""
        months = self.job["returns"][self.subs[at]["return"]]["months"] if elsewhere else []
        first = ", ".join(f"CAST(date_trunc('month', \"{name}\") AS DATE) AS \"{name}\"" for name in months)
        cells = f"* REPLACE ({first})" if first else "*"
        left_out = f" WHERE _row NOT IN ({', '.join(map(str, sorted(without)))})" if without else ""
        return f"(SELECT {cells} FROM s_{at}{left_out})"

    def number(self, at, without=()):
        """How many rows one submission has, some left out."""
        return len(self.lines[at]) - len(without)

    # What stands elsewhere.

    def targets(self, at, target):
        """The submissions of a target; None: not in; "none": the collection has no year before."""
        sub, returns = self.subs[at], self.job["returns"]
        year = sub["year"] - (target["year"] == "previous")
        if year < self.job["first_year"]:
            return "none"
        national = returns[target["return"]]["submitter"] == "national"
        from_nation = returns[sub["return"]]["submitter"] == "national"
        whose = target["whose"]
        if national:
            wanted = {"national"}
        elif whose == "all" or (whose == "own" and from_nation):
            wanted = set(self.job["authorities"])
        elif whose == "own":
            wanted = {sub["submitter"]}
        else:
            wanted = set(self.job["authorities"]) - {sub["submitter"]}
        found = [
            i for i, other in enumerate(self.subs)
            if other["return"] == target["return"] and other["year"] == year and other["submitter"] in wanted
        ]
        all_in = len(found) == len(wanted)
        return found if all_in or (whose == "others" and found) else None

    def there(self, at, target, accepted):
        """SQL of the rows of a target, its columns named `there__…`; or what `targets` says instead."""
        if "table" in target:
            return f"(SELECT {self.renamed(target['columns'])}, 1 AS there__row FROM ref_{target['table']})"
        found = self.targets(at, target)
        if not isinstance(found, list):
            return found
        names = self.renamed([*self.job["returns"][target["return"]]["columns"], "_line"])
        return self.together(found, f"{names}, _row AS there__row", accepted)

    def together(self, found, cells, accepted=False):
        """SQL of some submissions' rows, one after another."""
        parts = (f"SELECT {cells} FROM {self.rows(i, self.held[i] if accepted else (), True)}" for i in found)
        return f"({' UNION ALL '.join(parts)})"

    @staticmethod
    def renamed(names):
        return ", ".join(f'"{name}" AS there__{name}' for name in names)

    # Rules.

    def ground(self, at, target=None, qualifier=None):
        lists = self.job["returns"][self.subs[at]["return"]]["groups"]
        there = self.job["returns"].get((target or {}).get("return"), {}).get("groups")
        return Ground(self.subs[at]["moment"], lists, qualifier, there)

    def predicate(self, at, rule, of, without=()):
        """A condition of rows, windows among them: `at` says whose rule it is, `of` whose rows."""
        ground, rows = self.ground(at), self.rows(of, without)
        when = f"(({ground.sql(rule['when'])}) IS TRUE)" if rule["when"] else "TRUE"
        answers = self.ask(
            f"SELECT _row, w, e FROM (SELECT _row, {when} AS w, ({ground.sql(rule['expect'])}) AS e FROM {rows}) "
            "WHERE NOT (w AND e IS TRUE)"
        )
        return self.outcome(self.number(of, without), answers)

    @staticmethod
    def outcome(looked_at, answers):
        applies = [(row, holds) for row, applies, holds in answers if applies]
        return Outcome(
            looked_at,
            not_applicable=len(answers) - len(applies),
            not_evaluated=sum(holds is None for _, holds in applies),
            failed=[row for row, holds in applies if holds is False],
        )

    def unique(self, at, rule):
        key = [f'"{name}"' for name in self.job["returns"][self.subs[at]["return"]]["key"]]
        blank = " OR ".join(f"{name} IS NULL" for name in key)
        rows = self.rows(at, ())
        order = f"\"{rule['end']}\" NULLS LAST, _row" if rule["end"] else "_row"
        fell = self.ask(
            f"SELECT _row FROM (SELECT _row, row_number() OVER (PARTITION BY {', '.join(key)} ORDER BY {order}) AS n "
            f"FROM {rows} WHERE NOT ({blank})) WHERE n > 1"
        )
        (blanks,), = self.ask(f"SELECT COUNT(*) FROM {rows} WHERE {blank}")
        return Outcome(self.number(at), not_evaluated=blanks, failed=[row for row, in fell])

    def table(self, at, rule):
        ground = self.ground(at)
        text, rows = ground.sql(rule["expect"]), self.rows(at, ())
        values = {}
        for name, given in rule["given"].items():
            there = self.given(at, given)
            if there is None or there == "none":
                return Outcome(missing=True) if there is None else Outcome(1, not_applicable=1)
            values[name] = there
        columns = "".join(f", {value} AS \"{name}\"" for name, value in values.items())
        # Given scalars stand beside every row, and are the same in each.
        if columns:
            grouped = ", ".join(f'g."{name}"' for name in values)
            text = text.replace("COUNT(*)", "COUNT(_here)")
            sql = f"SELECT ({text}) FROM (SELECT 1{columns}) g LEFT JOIN (SELECT *, 1 AS _here FROM {rows}) t ON TRUE GROUP BY {grouped}"
        else:
            sql = f"SELECT ({text}) FROM {rows}"
        (holds,), = self.ask(sql)
        return Outcome(1, not_evaluated=int(holds is None), whole=holds)

    def given(self, at, given):
        """SQL of a scalar from elsewhere."""
        target = given["to"]
        ground = self.ground(at)
        where = f" WHERE {ground.sql(given['filter'])}" if given["filter"] else ""
        if "table" in target:
            return f"(SELECT {ground.sql(given['value'])} FROM ref_{target['table']}{where})"
        found = self.targets(at, target)
        if not isinstance(found, list):
            return found
        return f"(SELECT {ground.sql(given['value'])} FROM {self.together(found, '*')}{where})"

    def joined(self, at, rule, of, without, accepted):
        """What belongs elsewhere to rows: `at` says whose rule it is, `of` whose rows."""
        rows = self.rows(of, without, True)
        join, kind = rule["join"], rule["join"]["demand"]
        there = self.there(at, join["to"], accepted)
        if there is None or there == "none":
            return there
        ground = self.ground(at, join["to"], join["qualifier"])
        known = []
        when = f"(({ground.apart(rule['when'], known)}) IS TRUE)" if rule["when"] else "TRUE"
        where = f"({ground.apart(join['filter'], known)})" if join["filter"] else "TRUE"
        expect = f"({ground.apart(join['expect'], known)})" if join["expect"] else "TRUE"
        own = f"(SELECT *{''.join(f', {window} AS {name}' for name, window in known)} FROM {rows})"
        blank = " OR ".join(f"o.\"{mine}\" IS NULL" for mine, _ in join["on"]) or "FALSE"
        on = " AND ".join([f"o.\"{mine}\" = there__{theirs}" for mine, theirs in join["on"]] + [where])
        pairs = f"{own} o LEFT JOIN {there} t ON {on}"
        if kind == "together":
            names = ["_row", "_line", *self.job["returns"][self.subs[at]["return"]]["columns"], *(name for name, _ in known)]
            grouped = ", ".join(f'o."{name}"' for name in names)
            # The row that stands for no pair has no sum.
            holds, group = expect.replace("SUM(", "SUM(there__row * 0 + "), f"GROUP BY {grouped}"
        else:
            found = "COUNT(there__row)"
            holds = {
                "exists": f"{found} > 0",
                "none": f"{found} = 0",
                "every": f"CASE WHEN bool_or(there__row IS NOT NULL AND {expect} IS FALSE) THEN FALSE "
                         f"WHEN bool_or(there__row IS NOT NULL AND {expect} IS NULL) THEN NULL ELSE TRUE END",
            }[kind]
            group = "GROUP BY o._row, w, b"
        none = "COUNT(there__row) = 0" if kind == "every" else "FALSE"
        inner = f"SELECT o._row, {when} AS w, ({blank}) AS b, ({holds}) AS e, ({none}) AS none FROM {pairs} {group}"
        answers = self.ask(f"SELECT _row, w AND NOT (none AND NOT b), CASE WHEN NOT b THEN e END FROM ({inner})")
        return self.outcome(len(answers), answers)

    def previous(self, at, rule, accepted):
        """A rule over the same submitter's rows of the year before."""
        target = {"return": self.subs[at]["return"], "year": "previous", "whose": "own"}
        found = self.targets(at, target)
        if not isinstance(found, list):
            return found
        before, = found
        without = self.held[before] if accepted else ()
        if rule["kind"] == "joined":
            return self.joined(at, rule, before, without, accepted)
        return self.predicate(at, rule, before, without)

    def judge(self, at, rule):
        """One rule held against one submission as it was sent."""
        sub, none = self.subs[at], Outcome(self.number(at), not_applicable=self.number(at))
        outside = (rule["since"] and sub["year"] < rule["since"]) or (rule["until"] and sub["year"] > rule["until"])
        if outside:
            return none
        kind = rule["kind"]
        if rule["rows"] == "previous":
            found = self.previous(at, rule, False)
        elif kind == "row":
            found = self.predicate(at, rule, at)
        elif kind == "unique":
            found = self.unique(at, rule)
        elif kind == "group":
            found = self.predicate(at, rule, at, self.doubles[at])
        elif kind == "joined":
            found = self.joined(at, rule, at, self.doubles[at], False)
        else:
            found = self.table(at, rule)
        if found is None:
            return Outcome(missing=True)
        return none if found == "none" else found

    def lines_of(self, at, rule):
        """The lines of the rows that a rule looks at."""
        if rule["rows"] == "submission":
            return self.lines[at]
        found = self.targets(at, {"return": self.subs[at]["return"], "year": "previous", "whose": "own"})
        return self.lines[found[0]] if isinstance(found, list) else []

    def rules(self, at):
        return self.job["returns"][self.subs[at]["return"]]["rules"]

    def holding(self, at, kind):
        """The rules of one kind that hold rows back."""
        return [
            (index, rule) for index, rule in enumerate(self.rules(at))
            if rule["kind"] == kind and rule["severity"] in ERRORS and rule["rows"] == "submission"
        ]

    def run(self):
        """Every rule of every submission, then what only shows among accepted rows: (outcomes, cascades)."""
        outcomes = [{} for _ in self.subs]
        cascades = [{} for _ in self.subs]
        for at in range(len(self.subs)):
            for index, rule in enumerate(self.rules(at)):
                if rule["kind"] == "unique":
                    outcomes[at][index] = self.judge(at, rule)
                    self.doubles[at] |= outcomes[at][index].failed
            for index, rule in enumerate(self.rules(at)):
                found = outcomes[at].setdefault(index, None) or self.judge(at, rule)
                outcomes[at][index] = found
                if rule["severity"] in ERRORS and rule["rows"] == "submission":
                    self.held[at] |= found.failed
        for at in range(len(self.subs)):
            self.settle(at, outcomes[at], cascades[at])
        for _ in range(PASSES):
            if not self.settle_together(outcomes, cascades):
                break
        return outcomes, cascades

    def settle(self, at, outcomes, cascades):
        """Looks at group rules again over what is accepted, until nothing falls."""
        rules = [(index, rule) for index, rule in self.holding(at, "group") if not outcomes[index].missing]
        fell_at_all = False
        while rules and self.held[at] - self.doubles[at]:
            fell = {}
            for index, rule in rules:
                failed = self.predicate(at, rule, at, self.held[at]).failed
                if failed:
                    fell[index] = failed
            if not fell:
                break
            fell_at_all = True
            for index, failed in fell.items():
                cascades.setdefault(index, set()).update(failed)
                self.held[at] |= failed
        return fell_at_all

    def settle_together(self, outcomes, cascades):
        """Looks at joined rules again over what is accepted here and there; whether anything fell."""
        fell, before = False, [set(held) for held in self.held]
        after = []
        for at in range(len(self.subs)):
            mine = set(before[at])
            for index, rule in self.holding(at, "joined"):
                if outcomes[at][index].missing:
                    continue
                found = self.joined(at, rule, at, before[at], True)
                if isinstance(found, Outcome) and found.failed:
                    fell = True
                    cascades[at].setdefault(index, set()).update(found.failed)
                    mine |= found.failed
            after.append(mine)
        self.held = after
        if fell:
            for at in range(len(self.subs)):
                self.settle(at, outcomes[at], cascades[at])
        return fell


def differences(job, oracle, outcomes, cascades):
    """Every way in which the two engines differ."""
    for at, sub in enumerate(oracle.subs):
        for index, rule in enumerate(oracle.rules(at)):
            ours, theirs = sub["verdicts"][index], outcomes[at][index]
            name = f"{rule['code']} on {sub['file']} ({sub['year']})"
            if (ours["could_not_run"] == "missing") != theirs.missing or ours["could_not_run"] not in (None, "missing"):
                yield f"{name}: could not run: {ours['could_not_run']}, DuckDB: {'missing' if theirs.missing else None}"
                continue
            if theirs.missing:
                continue
            if ours["counts"] != theirs.counts():
                yield f"{name}: evaluated, passed, failed, not applicable, not evaluated {ours['counts']}, DuckDB {theirs.counts()}"
            lines = oracle.lines_of(at, rule)
            for what, mine, other in (("", ours["failed"], theirs.failed), (" by cascade", ours["cascade"], cascades[at].get(index, set()))):
                mine, other = set(mine), {lines[row] for row in other}
                if mine != other:
                    more, less = sorted(mine - other)[:5], sorted(other - mine)[:5]
                    yield f"{name}: lines that break it{what}: {len(mine)}, DuckDB {len(other)}; ours alone {more}, DuckDB's alone {less}"
            if ours["whole"] != (theirs.whole is False):
                yield f"{name}: the table as a whole: broken {ours['whole']}, DuckDB {theirs.whole}"
        mine, other = set(sub["held_back"]), {oracle.lines[at][row] for row in oracle.held[at]}
        if mine != other:
            yield f"held back of {sub['file']}: {len(mine)}, DuckDB {len(other)}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    oracle = Oracle(job)
    outcomes, cascades = oracle.run()
    found = list(differences(job, oracle, outcomes, cascades))
    for difference in found[:200]:
        print(difference)
    broken, evaluated = Counter(), Counter()
    for at in range(len(oracle.subs)):
        for index, rule in enumerate(oracle.rules(at)):
            evaluated[rule["code"]] += outcomes[at][index].evaluated
            broken[rule["code"]] += outcomes[at][index].counts()[2]
    print(json.dumps({"differences": len(found), "verdicts": sum(evaluated.values()), "broken": broken, "evaluated": evaluated,
                      "cascades": sum(len(rows) for one in cascades for rows in one.values())}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
