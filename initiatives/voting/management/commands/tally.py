import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from initiatives.voting.counting import CountError, Outcome, Parameters, Project, Trace, count
from initiatives.voting.counting.model import RULES, written
from initiatives.voting.counting.pabulib import Election, PabulibError, parse

SWIECIE = 3  # a project needs votes/n of at least cost/(3B), as the regulations of Świecie have it
# What changes nothing where it does not belong, so that a script may always give every option.
HARMLESS = {"completion": "none", "increment": "auto", "at_first_misfit": "skip"}
OF_SHARES = ("completion", "increment", "stop_at_exhaustive", "comparison")
OF_GREEDY = ("at_first_misfit",)


class Command(BaseCommand):
    help = "Counts an election in Pabulib's format (https://pabulib.org) and prints the winners. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("file", type=Path, metavar="FILE.pb")
        add("--rule", required=True, choices=RULES[:2])
        add("--completion", choices=("none", "add1", "add1u"), help="Equal Shares: default add1")
        add("--increment", type=increment, metavar="N|auto", help="Add1's step in units of currency: default auto")
        add("--stop-at-exhaustive", action="store_true", default=None, help="Add1 also ends when nothing more fits")
        add("--comparison", action="store_true", default=None, help="keep greedy's winners where more voters gain")
        add("--at-first-misfit", choices=("skip", "stop"), help="greedy, when a project does not fit: default skip")
        add("--min-votes", type=int, default=0, metavar="N", help="drop projects with fewer votes")
        add("--eligibility", action="store_true", help="drop projects with votes/n < cost/(3 × budget), as Świecie did")
        add("--eligibility-divisor", type=int, metavar="N", help="the same with another number than 3")
        add("--seed", help="draws the order that decides what is still tied after cost and votes")
        add("--json", action="store_true", help="one JSON object instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            parameters = _parameters(options)
            election = parse(file.read_bytes())
            outcome = _counted(election, parameters)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from error
        except MemoryError as error:
            raise CommandError(f"{file} is too large for this machine's memory.", returncode=2) from error
        except CountError as error:
            raise CommandError(str(error), returncode=2) from error
        except PabulibError as error:
            raise CommandError(f"{file.name}: {error}", returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(_told(election, outcome)))
            return
        for warning in election.warnings:
            self.stderr.write(warning)
        self.stdout.write("\n".join(_table(election, outcome)))


def increment(text: str) -> int | str:
    return text if text == "auto" else int(text)


def _parameters(options: dict[str, Any]) -> Parameters:
    foreign = OF_SHARES if options["rule"] == "greedy" else OF_GREEDY
    for name in foreign:
        if _says_something(options, name):
            raise CountError(f"--{name.replace('_', '-')} has no meaning with --rule {options['rule']}.")
    for name in ("increment", "stop_at_exhaustive"):
        if options["completion"] == "none" and _says_something(options, name):
            raise CountError(f"--{name.replace('_', '-')} has no meaning with --completion none: nothing is raised.")
    if options["seed"] == "":
        raise CountError("--seed is empty: nothing can be drawn from it.")
    divisor = options["eligibility_divisor"]
    if divisor is not None and divisor < 1:
        raise CountError(f"--eligibility-divisor must be at least 1, not {divisor}.")
    given = {name: options[name] for name in (*OF_SHARES, *OF_GREEDY) if options[name] is not None}
    return Parameters(
        rule=options["rule"],
        min_votes=options["min_votes"],
        eligibility=divisor or (SWIECIE if options["eligibility"] else 0),
        seed=options["seed"],
        **given,
    )


def _says_something(options: dict[str, Any], name: str) -> bool:
    return options[name] not in (None, HARMLESS.get(name))


def _counted(election: Election, parameters: Parameters) -> Outcome:
    return count(election.projects, election.profile, election.budget, replace(parameters, unit=election.scale))


def _told(election: Election, outcome: Outcome) -> dict[str, Any]:
    """The outcome, and beside it the city's own winners where its file states a rule of ours."""
    official = election.official if election.stated_parameters() else None
    return {
        **outcome.as_dict(),
        "official": None if official is None else list(official),
        "official_rule": election.meta.get("rule"),
        "warnings": list(election.warnings),
    }


def _table(election: Election, outcome: Outcome) -> Iterator[str]:
    facts = outcome.as_dict()
    yield from _ranks("Won", [outcome.trace(winner) for winner in outcome.winners], election)
    yield from _ranks("Not", [trace for trace in outcome.traces if trace.project not in outcome.winners], election)
    yield f"{len(outcome.winners)} of {len(election.projects)} projects for {facts['cost']} of {facts['budget']}."
    if outcome.endowment is not None:
        yield f"{outcome.voters} voters, each with {facts['endowment']} at the end."
    if outcome.comparison:
        better, worse = outcome.comparison.prefer_equal_shares, outcome.comparison.prefer_greedy
        yield f"More winners of theirs: {better} voters by Equal Shares, {worse} by votes."
        yield f"So {outcome.comparison.kept} stands."
    for tie in outcome.ties:
        yield f"Tied in round {tie.round}, decided by {tie.decided_by}: {', '.join(tie.projects)}."
    official = election.official
    if official is not None:
        same = set(official) == set(outcome.winners)
        yield "The city selected the same projects." if same else f"The city selected: {', '.join(official)}."


def _ranks(title: str, traces: Iterable[Trace], election: Election) -> Iterator[str]:
    projects: dict[str, Project] = {project.id: project for project in election.projects}
    for trace in traces:
        cost = written(Fraction(trace.cost, election.scale))
        name = projects[trace.project].name
        yield f"{title}  {trace.project:>8}  {cost!s:>12}  {trace.votes:>7} votes  {trace.fate:<13}  {name}".rstrip()
