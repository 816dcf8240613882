"""Children looked after and their placements."""

from collections import defaultdict

from plain import age_on, band, indicator, live_on, months_before, touches

SHORT_BREAKS = {"V3", "V4"}
CARE_ORDERS = {"C1", "C2"}
FOSTER = {"foster_kinship", "foster_other"}
RESIDENTIAL = {"residential_home", "secure", "residential_school", "residential_family_centre"}
ELSEWHERE = {"elsewhere_in_wales", "outside_wales"}
BREAKDOWN = {"placement_breakdown", "carer_request", "child_request"}
PROVIDER_ENDED = {"provider_closure", "standards_concern", "allegation"}
# The carer stays: a change of the legal status alone, or of the address with the same carer.
SAME_PLACEMENT = {"legal_status_only", "address_same_carer", "status_and_address"}
READS = ["placements"]


def age_band(age):
    return band(age, ("under_1", 0, 0), ("1_to_4", 1, 4), ("5_to_9", 5, 9), ("10_to_15", 10, 15), ("16_to_17", 16, 17))


def legal_status_group(status):
    if status in CARE_ORDERS:
        return "care_order"
    if status == "V2":
        return "single_period"
    if status in SHORT_BREAKS:
        return "short_breaks"
    if status is not None and status[0] in "LJ":
        return "remand_or_detained"
    return "other"


def time_looked_after(since, day):
    for months, name in ((6, "under_6_months"), (12, "6_to_12_months"), (24, "1_to_2_years"), (60, "2_to_5_years")):
        if since > months_before(day, months):
            return name
    return "5_years_and_over"


def described(row, age, day):
    by = dict(row)
    by["age"] = age
    by["age_band"] = age_band(age)
    by["age_11_and_over"] = None if age is None else "11_and_over" if age >= 11 else "under_11"
    by["age_at_end"] = "18" if age == 18 else age_band(age)
    by["legal_status_group"] = legal_status_group(row["legal_status"])
    by["time_looked_after"] = time_looked_after(row["looked_after_since"], day)
    return by


def live_episodes(data, period, who):
    """The episode of each child that is live on D within a period of care that is live on D (the latest start)."""
    def build():
        children = {}
        for row in data.rows("placements", period, who):
            if not live_on(row["start_date"], [row["end_date"]], period.d):
                continue
            if not live_on(row["looked_after_since"], [row["looked_after_until"]], period.d):
                continue
            if age_on(row["date_of_birth"], period.d) >= 18:
                continue
            short = row["legal_status"] in SHORT_BREAKS
            known = children.get((row["child_id"], short))
            if known is None or row["start_date"] > known["start_date"]:
                children[row["child_id"], short] = row
        return children
    return data.keep(("live", period.d, period.year, who), build)


def looked_after(data, period, who):
    def build():
        return [described(row, age_on(row["date_of_birth"], period.d), period.d)
                for (_, short), row in live_episodes(data, period, who).items() if not short]
    return data.keep(("looked_after", period.d, period.year, who), build)


def of_looked_after(id, meets, among=None, **more):
    """An indicator over the children looked after on D."""
    @indicator(id, reads=READS, **more)
    def function(data, period, who):
        for child in looked_after(data, period, who):
            if among is None or among(child):
                yield who, child["child_id"], meets(child), None, child


def everyone(child):
    return True


of_looked_after("looked_after", everyone, kind="count")
of_looked_after("looked_after_rate", everyone, kind="rate", external=("population", "under_18", 10000))
for place in ("in_authority", "elsewhere_in_wales", "outside_wales"):
    of_looked_after(place, lambda child, place=place: child["location"] == place, kind="proportion")
of_looked_after("location_not_known", lambda child: child["location"] == "not_known", kind="proportion")
of_looked_after("not_with_family", lambda child: child["placement_type"] not in ("parents", "foster_kinship"), kind="proportion")
# School age: 5 to 15, the years of compulsory schooling that age alone tells (those of 16 are part in, part out).
of_looked_after("school_change", lambda child: (child["school_changes"] or 0) >= 1,
                among=lambda child: 5 <= child["age"] <= 15, kind="proportion")
of_looked_after("care_order_share", lambda child: child["legal_status"] in CARE_ORDERS, kind="proportion")
of_looked_after("foster_share", lambda child: child["placement_type"] in FOSTER, kind="proportion")
of_looked_after("kinship_share", lambda child: child["placement_type"] == "foster_kinship",
                among=lambda child: child["placement_type"] in FOSTER, kind="proportion")
of_looked_after("residential_share", lambda child: child["placement_type"] in RESIDENTIAL, kind="proportion")
of_looked_after("unaccompanied_share", lambda child: child["unaccompanied"] is True, kind="proportion")
of_looked_after("no_local_placement", lambda child: child["out_of_area_reason"] == "no_local_placement",
                among=lambda child: child["location"] in ELSEWHERE, kind="proportion")
of_looked_after("unregistered_now", lambda child: child["registration"] == "unregistered", kind="count")
of_looked_after("unregistered_now_rate", lambda child: child["registration"] == "unregistered", kind="rate",
                against=("looked_after", 1000))
of_looked_after("distance_far", lambda child: child["distance_km"] > 32,
                among=lambda child: child["distance_km"] is not None, kind="proportion")
of_looked_after("siblings_together", lambda child: child["placed_with_siblings"] is True,
                among=lambda child: child["sibling_group"] is True, kind="proportion")
# A blank need is not a need: those of whom one is recorded.
of_looked_after("therapy_unmet", lambda child: child["therapeutic_need"] in ("waiting", "no_service"),
                among=lambda child: child["therapeutic_need"] in ("receiving", "waiting", "no_service"), kind="proportion")
of_looked_after("residential_visiting", lambda child: child["visiting_advocacy"] is True,
                among=lambda child: child["placement_type"] in RESIDENTIAL, kind="proportion")


@indicator("short_breaks", kind="count", reads=READS)
def short_breaks(data, period, who):
    for (child, short), row in live_episodes(data, period, who).items():
        if short:
            yield who, child, True, None, described(row, age_on(row["date_of_birth"], period.d), period.d)


@indicator("distance_median", kind="median", reads=READS)
def distance_median(data, period, who):
    for child in looked_after(data, period, who):
        yield who, child["child_id"], True, child["distance_km"], child


# ---------------------------------------------------------------- placements, as runs of episodes

def runs(rows):
    """A number for each episode's placement, by (child, start): episodes that go on with the carer before them, or share an id."""
    episodes = defaultdict(list)
    for row in rows:
        episodes[row["child_id"]].append(row)
    number, placement = 0, {}
    for child, its in episodes.items():
        its.sort(key=lambda row: row["start_date"])
        of, ids, before = {}, {}, None
        for row in its:
            number += 1
            same = []
            if before is not None and row["episode_reason"] in SAME_PLACEMENT \
                    and before["looked_after_since"] == row["looked_after_since"]:
                same.append(of[before["start_date"]])
            if row["placement_id"] is not None and row["placement_id"] in ids:
                same.append(of[ids[row["placement_id"]]])
            mine = same[0] if same else number
            for other in same[1:]:
                for start in of:
                    if of[start] == other:
                        of[start] = mine
            of[row["start_date"]] = mine
            if row["placement_id"] is not None:
                ids[row["placement_id"]] = row["start_date"]
            before = row
        for start, mine in of.items():
            placement[child, start] = mine
    return placement


def placements_in_12_months(data, period, who):
    """child -> the placements with a night in the 12 months to D."""
    def build():
        rows = data.window("placements", period, who)
        placement = data.keep(("runs with the year before", period.year, who), lambda: runs(rows))
        first, found = period.window_start(12), defaultdict(set)
        for row in rows:
            if row["placement_type"] == "temporary" or row["legal_status"] in SHORT_BREAKS:
                continue
            start, end = row["start_date"], row["end_date"]
            # its nights are those of `start` to the day before `end`
            if start > period.d or end is not None and (end <= first or end <= start):
                continue
            found[row["child_id"]].add(placement[row["child_id"], start])
        return found
    return data.keep(("placements in 12 months", period.d, period.year, who), build)


@indicator("three_or_more_placements", kind="proportion", reads=READS, window=12)
def three_or_more_placements(data, period, who):
    had = placements_in_12_months(data, period, who)
    for child in looked_after(data, period, who):
        yield who, child["child_id"], len(had.get(child["child_id"], ())) >= 3, None, child


def whole_placements(data, period, who):
    """The placements of the year's rows: lists of episodes in order of start."""
    def build():
        rows = data.rows("placements", period, who)
        placement, found = runs(rows), defaultdict(list)
        for row in sorted(rows, key=lambda row: row["start_date"]):
            found[placement[row["child_id"], row["start_date"]]].append(row)
        return list(found.values()), placement
    return data.keep(("whole placements", period.year, who), build)


def length_of_placements(data, period, who):
    every, placement = whole_placements(data, period, who)
    started = data.keep(("placement starts", period.year, who), lambda: {
        placement[its[0]["child_id"], its[0]["start_date"]]: its[0]["start_date"] for its in every})
    for child in looked_after(data, period, who):
        first = started[placement[child["child_id"], child["start_date"]]]
        yield who, child["child_id"], True, (period.d - first).days, child


indicator("placement_length", kind="median", reads=READS)(length_of_placements)
indicator("placement_length_p90", kind="p90", reads=READS)(length_of_placements)


def ended_placements(data, period, who):
    """Placements whose last episode ended in the period."""
    def build():
        found = []
        for its in whole_placements(data, period, who)[0]:
            last = max(its, key=lambda row: (row["end_date"] is None, row["end_date"] or row["start_date"]))
            if period.holds(last["end_date"]) and last["legal_status"] not in SHORT_BREAKS:
                # The day of birth is not kept: the age that is exact is the one at the start (of the last episode, as its type and location are).
                found.append(described(last, last["age_at_start"], last["end_date"]))
        return found
    return data.keep(("ended", period.name, who), build)


def of_ended(id, reasons):
    @indicator(id, kind="proportion", reads=READS)
    def function(data, period, who):
        for row in ended_placements(data, period, who):
            yield who, (row["child_id"], row["start_date"]), row["end_reason"] in reasons, None, row


of_ended("placement_breakdown", BREAKDOWN)
of_ended("provider_ended", PROVIDER_ENDED)


# ---------------------------------------------------------------- periods of care

def periods_of_care(data, period, who):
    """(child, since) -> its episodes in order, short breaks left out."""
    def build():
        found = defaultdict(list)
        for row in sorted(data.rows("placements", period, who), key=lambda row: row["start_date"]):
            if row["legal_status"] not in SHORT_BREAKS:
                found[row["child_id"], row["looked_after_since"]].append(row)
        return found
    return data.keep(("periods of care", period.year, who), build)


def crossings(data):
    """The ends and the starts that are one move between authorities: {("left" or "came", authority, child, day)}.

    A child is the same by UPN, the end and the start within three days; else by month of birth, sex and an end
    that names another authority as its reason, where no second child could be meant. Whichever year's return
    tells of the other end: a start is seen in a later return too.
    """
    def build():
        left, came = {}, {}
        for year, who in data.table("placements"):
            if ("placements", year, who) not in data.standing:
                continue
            for row in data.table("placements")[year, who]:
                if row["legal_status"] in SHORT_BREAKS:
                    continue
                came[who, row["child_id"], row["looked_after_since"]] = row
                if row["looked_after_until"] is not None:
                    left[who, row["child_id"], row["looked_after_until"]] = row
        by_upn, by_birth = defaultdict(list), defaultdict(list)
        for key, row in came.items():
            if row["upn"]:
                by_upn[row["upn"]].append(key)
            by_birth[row["date_of_birth"], row["sex"]].append(key)

        def near(key, others):
            return [other for other in others if other[0] != key[0] and abs((other[2] - key[2]).days) <= 3]

        pairs, could_be = [], []
        for key, row in left.items():
            pairs += [(key, other) for other in near(key, by_upn.get(row["upn"], ()))] if row["upn"] else []
        sure = {one for pair in pairs for one in (("left", *pair[0]), ("came", *pair[1]))}
        for key, row in left.items():
            if row["ceased_reason"] == "other_uk_authority" and ("left", *key) not in sure:
                could_be += [(key, other) for other in near(key, by_birth[row["date_of_birth"], row["sex"]])
                             if ("came", *other) not in sure]
        for pair in could_be:
            if sum(pair[0] == other[0] for other in could_be) == 1 and sum(pair[1] == other[1] for other in could_be) == 1:
                pairs.append(pair)
        return {one for pair in pairs for one in (("left", *pair[0]), ("came", *pair[1]))}
    return data.keep("crossings", build)


def started(data, period, who):
    first = {}
    for (child, since), its in periods_of_care(data, period, who).items():
        if period.holds(since) and (child not in first or since < first[child][0]):
            first[child] = since, its[0]
    crossed = crossings(data)
    for child, (since, row) in first.items():
        by = described(row, row["age_at_care_start"], since)
        yield who, child, True, None, by, ("came", who, child, since) not in crossed


def ceased(data, period, who):
    last = {}
    for (child, since), its in periods_of_care(data, period, who).items():
        until = its[-1]["looked_after_until"]
        if period.holds(until) and (child not in last or until > last[child][0]):
            last[child] = until, its[-1]
    crossed = crossings(data)
    for child, (until, row) in last.items():
        by = described(row, row["age_at_care_end"], until)
        yield who, child, True, None, by, ("left", who, child, until) not in crossed


indicator("started", kind="count", reads=READS)(started)
indicator("started_rate", kind="rate", reads=READS, external=("population", "under_18", 10000))(started)
indicator("ceased", kind="count", reads=READS)(ceased)
indicator("ceased_rate", kind="rate", reads=READS, external=("population", "under_18", 10000))(ceased)


def looked_after_at_any_time(data, period, who):
    """child -> the last of its episodes that touches the period, short breaks left out."""
    def build():
        found = {}
        for row in data.rows("placements", period, who):
            if row["legal_status"] in SHORT_BREAKS:
                continue
            if not touches(row["start_date"], row["end_date"], period.first_day, period.d):
                continue
            if not touches(row["looked_after_since"], row["looked_after_until"], period.first_day, period.d):
                continue
            known = found.get(row["child_id"])
            if known is None or row["start_date"] > known["start_date"]:
                found[row["child_id"]] = row
        return {child: described(row, age_on(row["date_of_birth"], period.d), period.d) for child, row in found.items()}
    return data.keep(("any time", period.name, who), build)


@indicator("looked_after_in_period", kind="count", reads=READS)
def looked_after_in_period(data, period, who):
    for child, row in looked_after_at_any_time(data, period, who).items():
        yield who, child, True, None, row


@indicator("returned_home", kind="proportion", reads=READS)
def returned_home(data, period, who):
    home = {child for (child, _), its in periods_of_care(data, period, who).items()
            if period.holds(its[-1]["looked_after_until"]) and its[-1]["ceased_reason"] == "returned_home"}
    for child, row in looked_after_at_any_time(data, period, who).items():
        yield who, child, child in home, None, row


# ---------------------------------------------------------------- services with an open notice

@indicator("children_in_pan_services", kind="count", reads=["placements", "pans"])
def children_in_pan_services(data, period, who):
    open_ones = data.keep(("services with an open notice", period.d, period.year), lambda: {
        row["service_id"] for row in data.rows("pans", period)
        if live_on(row["issued_date"], [row["resolved_date"]], period.d)})
    for child in looked_after(data, period, who):
        if child["service_id"] in open_ones:
            yield who, child["child_id"], True, None, child
