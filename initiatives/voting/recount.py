#!/usr/bin/env python3
"""Counts a vote again, at home, from the files that its page offers for download. Needs Python 3.9 and nothing else.

    python3 recount.py FOLDER                        the files of one round, as downloaded
    python3 recount.py FOLDER --receipt 7K2M…        and look for my receipt
    python3 recount.py FOLDER --seal 3fa9…           and compare the seal that two people signed on paper
    python3 recount.py ballots.pb --rule greedy      an election in Pabulib's format (https://pabulib.org)

It was written apart from the program that runs the site and shares no line with it. All amounts are whole numbers or
fractions: nothing is rounded. It answers 0 when everything agrees, 1 when something differs (and says what), 2 when
the files cannot be read.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from collections import Counter
from fractions import Fraction
from hashlib import sha256
from math import ceil, gcd
from operator import itemgetter
from pathlib import Path
from typing import Any, Callable, NamedTuple

FORMAT = "locer-round/1"
NAMES = (
    "rules.json",
    "ballots.csv",
    "notices.json",
    "receipts.txt",
    "uncounted.csv",
    "withheld.csv",
    "seed.txt",
    "checksums.txt",
)
FEWEST = 10  # of fewer ballots the contents are not published
MOST_STEPS = 100_000
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Unreadable(Exception):
    """The files are not such that they could be counted at all."""


class Project(NamedTuple):
    id: str
    cost: int  # in the smallest unit of money
    title: str
    label: str  # of those with the same label at most one wins
    pool: str


class Rule(NamedTuple):
    rule: str
    completion: str = "add1"
    increment: Any = "auto"
    comparison: bool = False
    eligibility: int = 0
    at_first_misfit: str = "skip"
    min_votes: int = 0
    seed: str = ""
    stop_at_exhaustive: bool = False
    unit: int = 1  # smallest units in one unit of currency


class Result(NamedTuple):
    winners: list
    cost: int
    endowment: Any = None
    steps: int = 0
    increment: Any = None
    prefer: Any = None  # voters with more winners by Equal Shares, and by greedy


# --- Counting -------------------------------------------------------------------------------------


class Count:
    """One pool of money: projects, and ballots as {place of a project: points}."""

    def __init__(self, projects: list, ballots: list, budget: int, how: Rule) -> None:
        self.projects, self.budget, self.how, self.voters = projects, budget, how, len(ballots)
        self.costs = [project.cost for project in projects]
        behind: list = [([], []) for _ in projects]
        self.votes, self.score = [0] * len(projects), [0] * len(projects)
        for voter, ballot in enumerate(ballots):
            for place, points in ballot.items():
                self.votes[place] += 1
                self.score[place] += points
                if points > 0:
                    behind[place][0].append(voter)
                    behind[place][1].append(points)
        self.behind = behind
        self.fetch = [_fetcher(voters) for voters, _points in behind]
        self.plain = [all(points == 1 for points in given) for _voters, given in behind]
        self.total = [sum(points) for _voters, points in behind]
        self.out = {place for place in range(len(projects)) if self._excluded(place)}
        labels: dict = {}
        for place, project in enumerate(projects):
            labels.setdefault(project.label or ("", place), set()).add(place)
        self.same = [labels[project.label or ("", place)] for place, project in enumerate(projects)]

    def _excluded(self, place: int) -> bool:
        divisor, votes = self.how.eligibility, self.votes[place]
        if divisor and divisor * votes * self.budget < self.costs[place] * self.voters:
            return True
        return votes < self.how.min_votes or (self.how.rule == "majority" and self.score[place] <= 0)

    def order(self, undrawn: str) -> list:
        """For each project its place among equals: cheaper, more votes, then by the lot (or `undrawn`: id or file)."""
        seed = self.how.seed
        if seed:
            last: list = [(sha256(f"{seed}:{p.id}".encode()).hexdigest(), p.id) for p in self.projects]
        else:
            last = [p.id if undrawn == "id" else place for place, p in enumerate(self.projects)]
        return [(cost, -votes, lot) for cost, votes, lot in zip(self.costs, self.votes, last)]

    def result(self) -> Result:
        if self.how.rule != "equal-shares":
            winners = self.greedy(self.budget, self.out, self.how.at_first_misfit == "stop")
            return Result(winners, self.spent(winners))
        if not self.voters:
            return Result([], 0)
        winners, endowment, steps, increment = self.completed()
        if self.how.completion == "add1u":
            taken = self.out.union(*(self.same[winner] for winner in winners))
            winners = winners + self.greedy(self.budget - self.spent(winners), taken, False)
        prefer = None
        if self.how.comparison:
            rival = self.greedy(self.budget, self.out, False)
            prefer = self.prefer(winners, rival)
            winners = rival if prefer[1] > prefer[0] else winners
        return Result(winners, self.spent(winners), endowment, steps, increment, prefer)

    def spent(self, winners: list) -> int:
        return sum(self.costs[winner] for winner in winners)

    def greedy(self, budget: int, without: set, stop: bool) -> list:
        keys, gone = self.order("id"), set(without)
        winners: list = []
        for place in sorted(range(len(self.projects)), key=lambda place: (-self.score[place], keys[place])):
            if place in gone:
                continue
            if self.costs[place] <= budget:
                winners.append(place)
                budget -= self.costs[place]
                gone |= self.same[place]
            elif stop:
                break
        return winners

    def prefer(self, one: list, other: list) -> tuple:
        gain: Counter = Counter()
        for winners, sign in ((one, 1), (other, -1)):
            for winner in winners:
                for voter, points in zip(*self.behind[winner]):
                    gain[voter] += sign * points
        return sum(more > 0 for more in gain.values()), sum(more < 0 for more in gain.values())

    def completed(self) -> tuple:
        """Equal Shares at exactly B/n, then as Add1 raises it: the last count that does not overspend stands."""
        how, unit = self.how, self.how.unit
        endowment = Fraction(self.budget, self.voters)
        winners = self.shares(endowment)
        if how.completion == "none":
            return winners, endowment, 0, None
        share = endowment / unit
        increment = how.increment if how.increment != "auto" else 1 if share < 5000 else int(share / 500)
        trial, steps = self.budget // (self.voters * unit) * unit, 0
        supported = {place for place, total in enumerate(self.total) if total} - self.out
        while self._unfinished(supported, winners):
            if steps >= MOST_STEPS:
                raise Unreadable(f"After {MOST_STEPS} steps of {increment} the money is still not spent.")
            steps, trial = steps + 1, trial + increment * unit
            found = self.shares(Fraction(trial))
            if self.spent(found) > self.budget:
                break
            winners, endowment = found, Fraction(trial)
        return winners, endowment, steps, increment

    def _unfinished(self, supported: set, winners: list) -> bool:
        """Something is left to buy; where the rule stops at the first exhaustive count: something that still fits."""
        left = self.budget - self.spent(winners)
        open_ = supported.difference(*(self.same[winner] for winner in winners))
        return any(self.costs[place] <= left for place in open_) if self.how.stop_at_exhaustive else bool(open_)

    def shares(self, endowment: Fraction) -> list:
        """One count. Every balance is a whole number of 1/parts; broken off as soon as it overspends the budget."""
        parts, money = endowment.denominator, [endowment.numerator] * self.voters
        keys, left = self.order("file"), self.budget
        winners: list = []
        most = {place: float(total) for place, total in enumerate(self.total) if total and place not in self.out}
        while True:
            best = self._best(money, parts, most, keys)
            if best is None:
                return winners
            place, due, share = best
            winners.append(place)
            left -= self.costs[place]
            if left < 0:
                return winners
            for gone in self.same[place]:
                most.pop(gone, None)
            common = gcd(due, share)
            asked, finer = due // common, share // common
            if finer > 1:
                money, parts = [have * finer for have in money], parts * finer
            for voter, points in zip(*self.behind[place]):
                money[voter] = max(money[voter] - asked * points, 0)

    def _best(self, money: list, parts: int, most: dict, keys: list) -> Any:
        """The project with most effective votes (cost / price), as (place, due, share): its price is due/share.

        `most` remembers what each had when last looked at: it can only lose, so whoever had less then need not be
        looked at. This bound alone is a rounded number, and kept a little too high.
        """
        best = None
        for place in sorted(most, key=lambda place: -most[place]):
            if best is not None and most[place] < most[best[0]] * (1 - 1e-9):
                break
            price = self._price(place, money, parts)
            if price is None:
                del most[place]
                continue
            due, share = price
            most[place] = self.costs[place] * parts * share / due * (1 + 1e-12)
            if best is None:
                best = (place, due, share)
                continue
            ours, theirs = self.costs[place] * share * best[1], self.costs[best[0]] * best[2] * due
            if ours > theirs or (ours == theirs and keys[place] < keys[best[0]]):
                best = (place, due, share)
        return best

    def _price(self, place: int, money: list, parts: int) -> Any:
        """What each supporter pays (per point) when all share the cost as evenly as their money allows."""
        have, cost, share = self.fetch[place](money), self.costs[place] * parts, self.total[place]
        everything = sum(have)
        if everything < cost:
            return None
        due = cost
        if self.plain[place]:
            while True:
                least = (due - 1) // share
                richer = [one for one in have if one > least]
                if len(richer) == len(have):
                    return due, share
                have, share, due = richer, len(richer), cost - everything + sum(richer)
        pairs = list(zip(have, self.behind[place][1]))
        while True:
            rich = [(one, points) for one, points in pairs if one * share >= due * points]
            if len(rich) == len(pairs):
                return due, share
            pairs, share = rich, sum(points for _one, points in rich)
            due = cost - everything + sum(one for one, _points in rich)


def _fetcher(voters: list) -> Callable:
    """The balances of these voters, as fast as Python can."""
    if len(voters) > 1:
        return itemgetter(*voters)
    return lambda money: [money[voter] for voter in voters]


def whole(ballots: list) -> list:
    """The same ballots with points multiplied until all of them are whole."""
    scale = 1
    for ballot in ballots:
        for points in ballot.values():
            denominator = Fraction(points).denominator
            scale = scale * denominator // gcd(scale, denominator)
    return [{place: int(points * scale) for place, points in ballot.items()} for ballot in ballots]


def written(amount: Any) -> Any:
    """An exact amount: 5, "17.25" or "500000/3293"."""
    amount = Fraction(amount)
    if amount.denominator == 1:
        return amount.numerator
    for places in range(1, 10):
        if 10**places % amount.denominator == 0:
            text = str(abs(int(amount * 10**places))).rjust(places + 1, "0")
            return f"{'-' if amount < 0 else ''}{text[:-places]}.{text[-places:]}"
    return str(amount)


# --- An election in Pabulib's format --------------------------------------------------------------

STATED = {
    "greedy": Rule("greedy"),
    "greedy-threshold": Rule("greedy"),
    "greedy-no-skip": Rule("greedy", at_first_misfit="stop"),
    "equalshares": Rule("equal-shares", "none"),
    "equalshares-comparison": Rule("equal-shares", "none", comparison=True),
    "equalshares/add1": Rule("equal-shares", increment=1),
    "equalshares/add1-comparison": Rule("equal-shares", increment=1, comparison=True),
    "equalshares/add1u": Rule("equal-shares", "add1u", 1),
    "equalshares/add1u-comparison": Rule("equal-shares", "add1u", 1, True),
}


class Pabulib:
    def __init__(self, content: bytes) -> None:
        tables = _sections(_text(content))
        self.meta = {row[0]: (row + [""])[1] for row in tables["META"][1:]}
        projects, votes = _rows(tables, "PROJECTS", "project_id", "cost"), _rows(tables, "VOTES", "voter_id", "vote")
        for key, found in (("num_projects", projects), ("num_votes", votes)):
            if self.meta.get(key) != str(len(found)):
                raise Unreadable(f"The file says {key} {self.meta.get(key)!r}, but has {len(found)}.")
        costs = [_money(row["cost"], f"The cost of {row['project_id']!r}") for row in projects]
        budget = _money(self.meta.get("budget", ""), "The budget")
        self.unit = 1
        while any((amount * self.unit).denominator > 1 for amount in (budget, *costs)):
            self.unit *= 10
        for row, cost in zip(projects, costs):
            if cost > budget and cost != 999999999:  # Pabulib's mark for a withdrawn project
                raise Unreadable(f"Project {row['project_id']!r} costs more than the whole budget.")
        self.budget = int(budget * self.unit)
        self.projects = [
            Project(row["project_id"], int(cost * self.unit), row.get("name", ""), "", "")
            for row, cost in zip(projects, costs)
        ]
        self.selected = None
        if projects and "selected" in projects[0]:
            self.selected = [row["project_id"] for row in projects if row["selected"] not in ("", "0")]
        self.ballots = whole(self._ballots(votes))

    def _ballots(self, votes: list) -> list:
        places = _places(project.id for project in self.projects)
        _places(row["voter_id"] for row in votes)
        kind, longest = self.meta.get("vote_type"), self._number("max_length", len(places))
        default = self._number("default_score", 0) if kind == "scoring" else 0
        if kind not in ("approval", "choose-1", "ordinal", "cumulative", "scoring"):
            raise Unreadable(f"Ballots of the type {kind!r} are not known.")
        ballots = []
        for row in votes:
            chosen = [_place(places, one.strip()) for one in row["vote"].split(",") if one.strip()]
            given: list = [1] * len(chosen)
            if kind == "ordinal":
                given = [int(longest) - rank for rank in range(len(chosen))]
            elif kind in ("cumulative", "scoring"):
                given = [_decimal(one.strip()) for one in row.get("points", "").split(",") if one.strip()]
            ballot = dict(zip(chosen, given))
            if len(ballot) < len(chosen) or len(given) != len(chosen) or (kind == "choose-1" and len(chosen) > 1):
                raise Unreadable(f"The vote of {row['voter_id']!r} contradicts itself.")
            if kind == "ordinal" and len(chosen) > longest:
                raise Unreadable(f"The vote of {row['voter_id']!r} ranks more than {longest} projects.")
            if kind in ("cumulative", "scoring"):
                self._check_points(row["voter_id"], given, kind)
            ballots.append({**dict.fromkeys(range(len(places)), default), **ballot} if default else ballot)
        return ballots

    def _check_points(self, voter: str, given: list, kind: str) -> None:
        most = min(self._number("max_points", self._number("max_sum_points", 10**9)), 10**9)
        if any(points > most or points < (0 if kind == "cumulative" else -(10**9)) for points in given):
            raise Unreadable(f"The vote of {voter!r} gives more or fewer points than are allowed.")

    def _number(self, key: str, otherwise: Any) -> Fraction:
        return _decimal(self.meta[key]) if self.meta.get(key) else Fraction(otherwise)

    def stated(self) -> Any:
        least = self._number("min_project_score_threshold", 0)
        rule = STATED.get(self.meta.get("rule", ""))
        if rule is None or (least and self.meta["vote_type"] not in ("approval", "choose-1")):
            return None
        return rule._replace(min_votes=ceil(least))


def _text(content: bytes) -> str:
    try:
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1250" if re.search(rb"[\x80-\x9f]", content) else "iso8859-2")
        except UnicodeDecodeError:
            raise Unreadable("The file is in no encoding that is known here.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _sections(text: str) -> dict:
    tables: dict = {}
    try:
        for row in csv.reader(io.StringIO(text), delimiter=";", skipinitialspace=True):
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if cells[0].upper() in ("META", "PROJECTS", "VOTES") and not any(cells[1:]):
                if cells[0].upper() in tables:
                    raise Unreadable(f"The section {cells[0]} appears twice.")
                tables[cells[0].upper()] = []
            elif not tables:
                raise Unreadable("The file does not begin with the section META.")
            else:
                tables[list(tables)[-1]].append(cells)
    except csv.Error as error:
        raise Unreadable(f"The file cannot be read: {error}.") from None
    if list(tables) != ["META", "PROJECTS", "VOTES"] or not all(tables.values()):
        raise Unreadable("The file has not the three sections META, PROJECTS and VOTES: it is cut short, or another.")
    return tables


def _rows(tables: dict, section: str, *needed: str) -> list:
    header, *rows = tables[section]
    header = [name.lower() for name in header]
    for name in needed:
        if name not in header:
            raise Unreadable(f"The section {section} has no column {name}.")
    return [dict(zip(header, row + [""] * (len(header) - len(row)))) for row in rows]


def _places(ids: Any) -> dict:
    places: dict = {}
    for place, one in enumerate(ids):
        if one in places or not one:
            raise Unreadable(f"The id {one!r} is there twice, or empty.")
        places[one] = place
    return places


def _place(places: dict, one: str) -> int:
    if one not in places:
        raise Unreadable(f"A ballot names {one!r}, which is not in the election.")
    place: int = places[one]
    return place


def _decimal(text: str) -> Fraction:
    if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{0,20}|,[0-9]{1,2})?", text):
        raise Unreadable(f"{text!r} is not a number.")
    return Fraction(text.replace(",", "."))


def _money(text: str, what: str) -> Fraction:
    amount = _decimal(text)
    if not 0 < amount <= 10**15:
        raise Unreadable(f"{what} is {text}: it must be more than nothing.")
    return amount


# --- The files of a round -------------------------------------------------------------------------


class Round:
    """What was downloaded. Checks append to `differences` and to `agreed`, sentences for people."""

    def __init__(self, files: dict) -> None:
        self.files = files
        self.differences: list = []
        self.agreed: list = []
        if "rules.json" not in files:
            raise Unreadable("rules.json is missing: download it from the round's page, too.")
        self.rules = _json(files, "rules.json")
        if not isinstance(self.rules, dict) or self.rules.get("format") != FORMAT:
            raise Unreadable(f"rules.json is not of the format {FORMAT}.")
        self.imported = not self.rules["key_sha256"]
        self.receipts = _lines(files, "receipts.txt")
        self.uncounted = {row[0]: row[1] for row in _table(files, "uncounted.csv", ["receipt", "reason"])}
        self.notices = _json(files, "notices.json") if "notices.json" in files else []
        # Pools in which fewer than ten people chose: what they chose there is not published.
        self.withheld = {row[0]: row[1] for row in _table(files, "withheld.csv", ["pool", "ballots"])}
        self.contents = _table(files, "ballots.csv", ["number", "choices"]) if "ballots.csv" in files else None

    def differs(self, told: str) -> None:
        self.differences.append(told)

    def check(self, seal: str) -> None:
        self._checksums(seal)
        if not self.imported:
            self._chain()
            self._box()
            self._numbers()
            self._seed()
        if self.contents is not None:
            self._order()

    def _checksums(self, seal: str) -> None:
        if "checksums.txt" not in self.files:
            raise Unreadable("checksums.txt is missing: download it from the round's page, too.")
        listed = [line.split("  ", 1) for line in _lines(self.files, "checksums.txt")]
        before = len(self.differences)
        for digest, name in listed:
            if name in self.files:
                if sha256(self.files[name]).hexdigest() != digest:
                    self.differs(f"{name} is not the file that checksums.txt names: one of the two was changed.")
            elif name != "ballots.csv" or len(self.receipts) >= FEWEST:
                raise Unreadable(f"{name} is missing: download it from the round's page, too.")
        for name in set(self.files) & set(NAMES) - {name for _digest, name in listed} - {"checksums.txt"}:
            if not self.imported:
                self.differs(f"{name} is not listed in checksums.txt.")
        if len(self.differences) == before:
            self.agreed.append(f"The {len(listed)} files are those that checksums.txt names.")
        ours = sha256(self.files["checksums.txt"]).hexdigest()
        if not seal:
            self.agreed.append(f"The seal over them is {ours}: compare it with the one on paper.")
        elif seal.strip().lower() == ours:
            self.agreed.append("The seal over them is the one that you gave.")
        else:
            self.differs(f"The seal over these files is {ours}, not the one that you gave.")

    def _chain(self) -> None:
        """Each notice follows the one before; the first follows the frozen rules."""
        before, previous = len(self.differences), sha256(self.files["rules.json"]).hexdigest()
        standing: set = set()
        for notice in self.notices:
            date, receipts, withdrawn = notice["date"], notice["receipts"], notice["withdrawn"]
            lists = sha256(_canonical({"receipts": receipts, "withdrawn": withdrawn})).hexdigest()
            head = sha256(f"{previous}|{date}|{notice['count']}|{lists}".encode()).hexdigest()
            if notice["previous"] != previous:
                after = "the frozen rules" if notice is self.notices[0] else "the notice before it"
                self.differs(f"The notice of {date} does not follow {after}.")
            if notice["head"] != head:
                self.differs(f"The notice of {date} does not have the head {notice['head'][:12]}… that it states.")
            if notice["count"] != len(receipts) or sorted(set(receipts)) != receipts:
                self.differs(f"The notice of {date} says {notice['count']} ballots and lists {len(receipts)} receipts.")
            for receipt in sorted(standing - set(receipts) - set(withdrawn) - set(self.uncounted)):
                self.differs(f"Receipt {receipt} was gone on {date}, and nobody had withdrawn it.")
            standing, previous = set(receipts), notice["head"]
        if len(self.differences) == before:
            told = f"The {len(self.notices)} daily notices follow each other from the frozen rules on."
            self.agreed.append(told if self.notices else "There was no daily notice yet.")

    def _box(self) -> None:
        """What the last notice showed is counted, or said not to be."""
        if self.notices:
            shown, now = set(self.notices[-1]["receipts"]), set(self.receipts) | set(self.uncounted)
            for receipt in sorted(shown - now):
                self.agreed.append(f"Note: receipt {receipt} stood on the last notice; it was withdrawn after that.")
        for receipt, reason in self.uncounted.items():
            self.agreed.append(f"Note: receipt {receipt} was not counted ({reason}).")

    def _numbers(self) -> None:
        if self.receipts != sorted(set(self.receipts)):
            self.differs("receipts.txt is not sorted, or has a receipt twice.")
        for receipt in self.receipts:
            if len(receipt) != 16 or not set(receipt) <= set(LETTERS):
                self.differs(f"receipts.txt has a line that is no receipt: {receipt[:40]!r}.")
        for receipt in sorted(set(self.receipts) & set(self.uncounted)):
            self.differs(f"Receipt {receipt} is listed as counted and as not counted.")
        if self.contents is None:
            self.agreed.append("Fewer than ten ballots: what they say is not published, so it cannot be counted here.")
        elif len(self.contents) == len(self.receipts):
            self.agreed.append(f"As many receipts as ballots: {len(self.receipts)}.")
        else:
            self.differs(f"There are {len(self.receipts)} receipts, but {len(self.contents)} ballots.")

    def _seed(self) -> None:
        promised, seed = self.rules["count"]["seed_sha256"], self.files.get("seed.txt")
        if seed is None:
            raise Unreadable("seed.txt is missing: download it from the round's page, too.")
        if sha256(seed).hexdigest() == promised:
            self.agreed.append("The lot for ties is the one that was promised before the vote.")
        else:
            self.differs("seed.txt is not the lot that the rules promised before the vote.")

    def _order(self) -> None:
        numbers = [row[0] for row in self.contents or []]
        if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
            self.differs("The ballots in ballots.csv are not numbered from 1 on without a gap.")

    def ballots(self) -> list:
        """For each ballot {project id: points}, as written. What breaks the rules is said, and not counted."""
        kind, valid = self.rules["ballot"]["kind"], []
        known = {project["id"]: project for project in self.rules["projects"]}
        for number, cell in self.contents or []:
            told, ballot = _read_choices(cell, kind, known)
            told = told or self._excess(ballot, known)
            if told:
                self.differs(f"Ballot {number} breaks the rules: {told}.")
            else:
                valid.append(ballot)
        return valid

    def _excess(self, ballot: dict, known: dict) -> str:
        """An imported election is counted as its city took it."""
        limits = self.rules["ballot"]
        if self.imported:
            return ""
        if limits["kind"] in ("approval", "ranking") and not self.withheld and len(ballot) < limits["min"]:
            return f"it names {len(ballot)}, and {limits['min']} is the least"
        if limits["kind"] == "points" and "points" in limits and sum(ballot.values()) > limits["points"]:
            return f"it gives more than {limits['points']} points"
        if limits["kind"] not in ("approval", "ranking"):
            return ""
        most = {pool["id"]: pool["max"] for pool in self.pools() if pool.get("max")} or {None: limits["max"]}
        named = Counter(known[one].get("pool") if None not in most else None for one in ballot)
        return next((f"it names {n}, and {most[p]} is the most" for p, n in named.items() if n > most.get(p, n)), "")

    def pools(self) -> list:
        return self.rules.get("pools") or []

    def how(self) -> Rule:
        count = self.rules["count"]
        named = {name: count[name] for name in Rule._fields if name in count}
        seed = self.files.get("seed.txt", b"").decode()
        return Rule(**{**named, "seed": seed, "unit": self.rules["unit"]})

    def count(self) -> list:
        """(pool's title, its count) for each pool; one without a title where the money is one."""
        projects = [
            Project(p["id"], p["cost"], p.get("title", ""), p.get("alternative") or "", p.get("pool") or "")
            for p in self.rules["projects"]
        ]
        cast, ballot = self.ballots(), self.rules["ballot"]
        if not self.pools():
            facts = {"kind": ballot["kind"], "longest": ballot["max"], "budget": self.rules["budget"]}
            return [("", _counted(projects, cast, **facts, how=self.how()))]
        counts = []
        for pool in self.pools():
            if pool["id"] in self.withheld:
                self.agreed.append(
                    f"Note: {pool['title']}: only {self.withheld[pool['id']]} chose, so it cannot be counted here."
                )
                continue
            inside = [project for project in projects if project.pool == pool["id"]]
            ids = {project.id for project in inside}
            parts = [{one: points for one, points in said.items() if one in ids} for said in cast]
            parts = [part for part in parts if part]  # who names nothing of a pool has no share of its money
            facts = {"kind": ballot["kind"], "longest": pool.get("max") or ballot["max"], "budget": pool["budget"]}
            counts.append((pool["title"], _counted(inside, parts, **facts, how=self.how())))
        return counts


def _counted(projects: list, cast: list, *, kind: str, longest: int, budget: int, how: Rule) -> tuple:
    places = {project.id: place for place, project in enumerate(projects)}
    if kind == "ranking":
        cast = [{one: longest - rank for rank, one in enumerate(said)} for said in cast]
    elif kind == "yesno" and how.rule != "majority":
        cast = [{one: 1 for one, points in said.items() if points > 0} for said in cast]
    ballots = whole([{places[one]: points for one, points in said.items()} for said in cast])
    count = Count(projects, ballots, budget, how)
    return count, count.result()


def _read_choices(cell: str, kind: str, known: dict) -> tuple:
    """What is wrong with it, and the ballot."""
    ballot: dict = {}
    for token in cell.split():
        one, colon, given = token.partition(":") if kind in ("points", "yesno") else (token, "", "")
        if one not in known:
            return f"{one[:40]!r} is not on the ballot", {}
        if one in ballot:
            return f"it names {one!r} twice", {}
        if kind == "yesno":
            if given not in ("yes", "no"):
                return f"{token[:40]!r} is neither yes nor no", {}
            ballot[one] = 1 if given == "yes" else -1
        elif kind == "points":
            if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", given):
                return f"{token[:40]!r} gives no number of points", {}
            ballot[one] = Fraction(given)
        else:
            ballot[one] = 1
    return ("it gives more than one answer" if kind == "choice" and len(ballot) > 1 else ""), ballot


def _json(files: dict, name: str) -> Any:
    try:
        return json.loads(files[name].decode())
    except ValueError:
        raise Unreadable(f"{name} is not JSON: it is cut short, or another file.") from None


def _lines(files: dict, name: str) -> list:
    try:
        return files.get(name, b"").decode().splitlines()
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not text.") from None


def _table(files: dict, name: str, header: list) -> list:
    rows = list(csv.reader(_lines(files, name)))
    if rows and (rows[0] != header or any(len(row) != len(header) for row in rows)):
        raise Unreadable(f"{name} has not the columns {', '.join(header)}: it is cut short, or another file.")
    return rows[1:]


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain_receipt(typed: str) -> str:
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


# --- Telling --------------------------------------------------------------------------------------


def told(count: Count, result: Result, title: str = "") -> list:
    unit, lines = count.how.unit, []
    if title:
        lines.append(f"\n{title}")
    money = written(Fraction(count.budget, unit))
    lines.append(f"{count.voters} ballots, {len(count.projects)} on the ballot, {money} to spend.")
    for place, winner in enumerate(result.winners, 1):
        project = count.projects[winner]
        cost, votes = written(Fraction(project.cost, unit)), count.votes[winner]
        lines.append(f"{place:>3}. {project.id:<8} {cost!s:>12}  {votes:>6} votes  {project.title}".rstrip())
    lines.append(f"{len(result.winners)} won, for {written(Fraction(result.cost, unit))}.")
    if result.endowment is not None:
        lines.append(f"Each voter had {written(result.endowment / unit)} at the end, after {result.steps} steps.")
    if result.prefer:
        lines.append("More winners of theirs: {} voters by Equal Shares, {} by votes.".format(*result.prefer))
    return lines


def as_dict(count: Count, result: Result) -> dict:
    unit = count.how.unit
    return {
        "winners": [count.projects[winner].id for winner in result.winners],
        "cost": written(Fraction(result.cost, unit)),
        "budget": written(Fraction(count.budget, unit)),
        "voters": count.voters,
        "endowment": None if result.endowment is None else written(result.endowment / unit),
        "steps": result.steps,
        "increment": result.increment,
        "comparison": list(result.prefer) if result.prefer else None,
    }


def recount_round(files: dict, asked: argparse.Namespace) -> int:
    round_ = Round(files)
    if asked.receipt and round_.imported:
        raise Unreadable("This election was held elsewhere: its files hold no receipts.")
    round_.check(asked.seal)
    counts = round_.count() if round_.contents is not None else []
    _compare_selected(round_, counts)
    lines = [line for title, (count, result) in counts for line in told(count, result, title)]
    if asked.receipt:
        round_.agreed.append(_found(round_, plain_receipt(asked.receipt)))
    if asked.json:
        answer = {"agreed": round_.agreed, "differences": round_.differences}
        answer["counts"] = [{"pool": title, **as_dict(*counted)} for title, counted in counts]
        print(json.dumps(answer))
    else:
        print("\n".join([round_.rules.get("title", ""), "", *round_.agreed, "", *lines]))
        print("\n".join(["", *([f"DIFFERS: {one}" for one in round_.differences] or ["All agrees."])]))
    return 1 if round_.differences else 0


def _compare_selected(round_: Round, counts: list) -> None:
    """ballots.pb, or one for each pool, marks the winners that the site announced (of an import: its city's)."""
    marked = [Pabulib(content).selected for name, content in round_.files.items() if name.endswith(".pb")]
    if len(marked) < len(counts) or not counts or None in marked:
        return
    selected = [one for marks in marked for one in marks or []]
    ours = {count.projects[winner].id for _title, (count, result) in counts for winner in result.winners}
    if set(selected) == ours:
        round_.agreed.append("The winners are those that ballots.pb marks as selected.")
    elif round_.imported:
        round_.agreed.append("Note: the city chose otherwise: " + ", ".join(selected) + ".")
    else:
        round_.differs("ballots.pb marks other winners: " + ", ".join(selected) + ".")


def _found(round_: Round, receipt: str) -> str:
    if receipt in round_.receipts:
        return f"Your receipt {receipt} is among those counted."
    round_.differs(f"Your receipt {receipt} is not among those counted.")
    if receipt in round_.uncounted:
        return f"Your receipt {receipt} is listed as not counted: {round_.uncounted[receipt]}."
    days = [notice["date"] for notice in round_.notices if receipt in notice["receipts"]]
    return f"Your receipt stood on {len(days)} daily notices" + (f", the last of {days[-1]}." if days else ".")


def recount_pabulib(content: bytes, asked: argparse.Namespace) -> int:
    election = Pabulib(content)
    stated = election.stated()
    if asked.rule is None and stated is None:
        raise Unreadable("The rule that the file states is not known here: give one with --rule.")
    rule = stated if asked.rule is None else Rule(asked.rule)
    given = {
        name: value
        for name in ("completion", "increment", "at_first_misfit", "min_votes", "seed")
        if (value := getattr(asked, name)) is not None
    }
    if asked.comparison:
        given["comparison"] = True
    if asked.eligibility:
        given["eligibility"] = asked.eligibility
    how = rule._replace(**given, unit=election.unit)
    count = Count(election.projects, election.ballots, election.budget, how)
    result = count.result()
    if asked.json:
        print(json.dumps(as_dict(count, result)))
        return 0
    print("\n".join(told(count, result, election.meta.get("description", ""))))
    if election.selected is not None:
        same = set(election.selected) == {count.projects[winner].id for winner in result.winners}
        print("The file marks the same winners." if same else "The file marks others: " + ", ".join(election.selected))
    return 0


def gather(paths: list) -> dict:
    """The files by their own names: the site puts the round's name in front when they are downloaded."""
    found = [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
    files: dict = {}
    for file in found:
        name = next((one for one in NAMES if file.name == one or file.name.endswith(f"-{one}")), "")
        exchanged = re.search(r"(^|-)(ballots(-\w+)?\.pb)$", file.name)
        if not name and not exchanged:
            continue
        name = exchanged.group(2) if exchanged else name
        if name in files:
            raise Unreadable(f"There are two files {name}: put the files of each round into a folder of their own.")
        files[name] = file.read_bytes()
    return files


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("files", nargs="+", type=Path, help="the folder of a round's files, the files, or one .pb file")
    add("--receipt", default="", help="look for this receipt")
    add("--seal", default="", help="compare this seal with that of the files")
    add("--json", action="store_true", help="print one JSON object")
    only = parser.add_argument_group("only with a .pb file (a round has its own frozen rules)").add_argument
    only("--rule", choices=("greedy", "equal-shares"))
    only("--completion", choices=("none", "add1", "add1u"))
    only("--increment", type=lambda text: text if text == "auto" else int(text))
    only("--at-first-misfit", choices=("skip", "stop"))
    only("--min-votes", type=int)
    only("--comparison", action="store_true")
    only("--eligibility", type=int, nargs="?", const=3, metavar="DIVISOR", help="votes/n < cost/(3 × budget) is out")
    only("--seed")
    return parser


def main(argv: Any = None) -> int:
    asked = arguments().parse_args(argv)
    usual = csv.field_size_limit(10**6)
    try:
        if len(asked.files) == 1 and asked.files[0].suffix == ".pb":
            return recount_pabulib(asked.files[0].read_bytes(), asked)
        return recount_round(gather(asked.files), asked)
    except (Unreadable, OSError) as error:
        print(f"recount.py: {error}", file=sys.stderr)
    except (KeyError, TypeError, IndexError, AttributeError, UnicodeDecodeError):
        print("recount.py: the files are not those of a round: cut short, or changed.", file=sys.stderr)
    finally:
        csv.field_size_limit(usual)
    return 2


if __name__ == "__main__":
    sys.exit(main())
