"""One count by our engine, in a process of its own: prints parsing and counting CPU seconds and the peak memory."""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from initiatives.voting.counting import Parameters, count, pabulib  # noqa: E402


def main(file: str, completion: str) -> None:
    started = time.process_time()
    election = pabulib.parse(Path(file).read_bytes())
    parsed = time.process_time()
    parameters = Parameters(completion=completion, increment=1, unit=election.scale)  # type: ignore[arg-type]
    outcome = count(election.projects, election.profile, election.budget, parameters)
    counted = time.process_time()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = {"parse": parsed - started, "count": counted - parsed, "memory": megabytes}
    print(json.dumps({**facts, "winners": sorted(outcome.winners), "steps": outcome.steps}))


if __name__ == "__main__":
    main(*sys.argv[1:])
