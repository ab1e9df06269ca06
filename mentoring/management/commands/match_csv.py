import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentoring.matching import Mentors, Need, Offer, Outcome, Reason, Weights, match, reason_for, tables


class Command(BaseCommand):
    help = "Pairs mentees with mentors from two CSV files: most pairs first, then the highest total. Needs no database."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs |= {"epilog": tables.__doc__, "formatter_class": argparse.RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mentees", type=Path, metavar="MENTEES.csv")
        parser.add_argument("mentors", type=Path, metavar="MENTORS.csv")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
        for part, usual in asdict(Weights()).items():
            parser.add_argument(f"--{part}", type=int, default=usual, metavar="N", help=f"weight: default {usual}")

    def handle(self, *args: Any, **options: Any) -> None:
        needs: list[Need] = self.read(options["mentees"], tables.read_mentees)
        offers: list[Offer] = self.read(options["mentors"], tables.read_mentors)
        try:
            weights = Weights(**{part: options[part] for part in asdict(Weights())})
        except ValueError as error:
            raise CommandError(f"{error}.", returncode=2) from error
        mentors = Mentors(offers, weights)
        outcome = match(needs, mentors)
        known = {need.key: need for need in needs}
        reasons = {key: reason_for(known[key], mentors) for key in outcome.unmatched}
        self.stdout.write(json.dumps(told(outcome, reasons)) if options["json"] else "\n".join(table(outcome, reasons)))

    def read(self, file: Path, reading: Any) -> Any:
        try:
            return reading(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=2) from error
        except tables.TableError as error:
            raise CommandError(f"{file.name}, {error}.", returncode=2) from error


def told(outcome: Outcome, reasons: dict[str, Reason]) -> dict[str, Any]:
    pairs = [
        {"mentee": pair.mentee, "mentor": pair.mentor, "score": pair.score, "parts": pair.parts, "km": pair.km}
        for pair in outcome.pairs
    ]
    unmatched = [{"mentee": key, "reason": reason.kind, "fitting": reason.fitting} for key, reason in reasons.items()]
    return {"pairs": pairs, "total": outcome.total / 100, "unmatched": unmatched}


def table(outcome: Outcome, reasons: dict[str, Reason]) -> list[str]:
    lines = []
    for pair in outcome.pairs:
        parts = ", ".join(f"{name} {points}" for name, points in pair.parts.items())
        lines.append(f"{pair.mentee}  {pair.mentor}  {pair.score:.2f}  ({parts})")
    lines += [f"{key}  -  {reason.kind}" for key, reason in reasons.items()]
    return [*lines, f"{len(outcome.pairs)} pairs, {len(reasons)} without a mentor, total {outcome.total / 100:.2f}"]
