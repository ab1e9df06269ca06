"""The same count by pabutools, run by the Python of .venv-peers: prints what peer_ours.py prints."""

import json
import resource
import sys
import time

import pabutools.fractions
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares

pabutools.fractions.FRACTION = pabutools.fractions.FLOAT_FRAC  # its faster arithmetic; ours is exact all the same


def main(file: str, completion: str) -> None:
    started = time.process_time()
    instance, profile = parse_pabulib(file)
    parsed = time.process_time()
    raised = {} if completion == "none" else {"voter_budget_increment": 1}
    allocation = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, **raised)
    counted = time.process_time()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = {"parse": parsed - started, "count": counted - parsed, "memory": megabytes}
    print(json.dumps({**facts, "winners": sorted(project.name for project in allocation)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
