"""Whether what is shown is still what was certified: compared on every reading, for a database can be edited."""

from initiatives.voting.models import Round
from initiatives.voting.secrecy import canonical, digest


def results_hash(round: Round) -> str:
    """SHA-256 over every stored count of the round, in one spelling."""
    return digest(canonical(sorted(([result.rule, result.outcome] for result in round.results.all()), key=canonical)))


def certified_as_shown(round: Round) -> bool:
    """True for a result under which nobody has put a name yet."""
    certified = {(name.seal, name.results_hash) for name in round.certifications.all()}
    return certified <= {(round.closure.seal, results_hash(round))}
