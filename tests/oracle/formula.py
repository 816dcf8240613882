"""Formulas of rules, as they stand in the definitions, in DuckDB's SQL."""

import re

PARAMETERS = ("as_at", "data_to", "year_start", "year_end")

# Our own functions, worked out otherwise than the program does.
MACROS = [
    "CREATE MACRO matches(t, re) AS regexp_full_match(t, re)",
    "CREATE MACRO days(a, b) AS (CAST(b AS DATE) - CAST(a AS DATE))",
    "CREATE MACRO first_day(m) AS CASE WHEN regexp_full_match(m, '[0-9]{4}-[0-9]{2}') THEN CAST(try_strptime(m || '-01', '%Y-%m-%d') AS DATE) END",
    # A child of 29 February comes of age on the 28th: that is where adding years to the day leads.
    """CREATE MACRO age_at(birth, day) AS
       date_diff('year', birth, day)
       - CASE WHEN birth + to_years(CAST(date_diff('year', birth, day) AS INTEGER)) > day THEN 1 ELSE 0 END""",
]

# Every day counted: how many working days there have been up to it.
WORKING_DAYS = """
CREATE TABLE working AS
SELECT day, SUM(CASE WHEN isodow(day) < 6 AND NOT EXISTS (SELECT 1 FROM ref_bank_holidays h WHERE h.date = day) THEN 1 ELSE 0 END)
            OVER (ORDER BY day) AS so_far
FROM (SELECT CAST(d AS DATE) AS day FROM range(make_date({first}, 1, 1), make_date({last} + 1, 1, 1), INTERVAL 1 DAY) r(d));
CREATE MACRO working_days(a, b) AS
    (SELECT w.so_far FROM working w WHERE w.day = CAST(b AS DATE)) - (SELECT w.so_far FROM working w WHERE w.day = CAST(a AS DATE))
"""

# A quoted text, or one character.
TOKEN = re.compile(r"'(?:[^']|'')*'|.", re.S)


def outside_quotes(text, change):
    """The text with what stands outside quotes changed."""
    pieces, plain = [], ""
    for token in TOKEN.findall(text):
        if token.startswith("'") and len(token) > 1:
            pieces += [change(plain), token]
            plain = ""
        else:
            plain += token
    return "".join(pieces + [change(plain)])


def closing(text, opening):
    """Where the bracket that opens at a place is closed."""
    depth, at = 0, opening
    for token in TOKEN.findall(text[opening:]):
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
            if depth == 0:
                return at
        at += len(token)
    raise ValueError(f"a bracket of {text} stays open")


def windows(text):
    """Every window of a formula: where it begins, where its OVER's bracket opens, and where it ends."""
    blanked = outside_quotes(re.sub(r"'(?:[^']|'')*'", lambda quoted: "'" + "_" * (len(quoted[0]) - 2) + "'", text), str)
    found = []
    for over in re.finditer(r"\bOVER\s*\(", blanked, re.I):
        opening = over.end() - 1
        # The call before it: back over its bracket, then its name.
        depth, at = 0, over.start() - 1
        while True:
            depth += (blanked[at] == ")") - (blanked[at] == "(")
            if blanked[at] == "(" and depth == 0:
                break
            at -= 1
        name = re.search(r"\w+\s*$", blanked[:at])
        found.append((name.start(), opening, closing(blanked, opening) + 1))
    return found


def tied(window):
    """A window with rows that tie taken in the file's order, as the program takes them."""
    opening = re.search(r"\bOVER\s*\(", window, re.I).end() - 1
    end = closing(window, opening)
    if re.search(r"\bORDER\s+BY\b", window[opening:end], re.I):
        return window[:end] + ", _row" + window[end:]
    return window


class Ground:
    """What formulas of one submission's rules speak of."""

    def __init__(self, moment, lists, qualifier=None, lists_there=None):
        self.moment, self.lists = moment, lists
        self.qualifier, self.lists_there = qualifier, lists_there or {}

    def sql(self, text):
        """A formula; its windows stay where they are."""
        parts, at = [], 0
        for start, _, end in windows(text):
            parts += [text[at:start], tied(text[start:end])]
            at = end
        return outside_quotes("".join(parts + [text[at:]]), self.plain)

    def apart(self, text, known):
        """A formula with each window replaced by a column; `known` grows by column and window."""
        parts, at = [], 0
        for start, _, end in windows(text):
            name = f"_window_{len(known)}"
            known.append((name, outside_quotes(tied(text[start:end]), self.plain)))
            parts += [text[at:start], name]
            at = end
        return outside_quotes("".join(parts + [text[at:]]), self.of_pairs)

    def of_pairs(self, text):
        """What stands outside quotes, where bare aggregates are over the pairs of a row: none of them counts as 0."""
        return re.sub(r"\bCOUNT\s*\(\s*\*\s*\)", "COUNT(there__row)", self.plain(text), flags=re.I)

    def plain(self, text):
        """What stands outside quotes: parameters, groups of codes, columns of the other side."""
        for name in PARAMETERS:
            value = self.moment.get(name)
            text = re.sub(rf":{name}\b", f"DATE '{value}'" if value else "NULL", text)
        text = re.sub(r"\bgroup_of\s*\(\s*([\w.]+)\s*\)", self.group, text, flags=re.I)
        if self.qualifier:
            text = re.sub(rf"\b{self.qualifier}\.(\w+)", r"there__\1", text)
        return text

    def group(self, call):
        column = call[1]
        lists = self.lists
        if "." in column:
            column, lists = column.split(".", 1)[1], self.lists_there
        cases = " ".join(f"WHEN '{code}' THEN '{group}'" for code, group in lists.get(column, {}).items())
        return f"CASE {call[1]} {cases} ELSE NULL END" if cases else "NULL"
