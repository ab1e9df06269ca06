"""A small file, to be spoilt in many ways."""

APPROVAL = '''META
key;value
description;Municipal PB in Lipka
country;Poland
unit;Lipka
instance;2026
num_projects;3
num_votes;4
budget;100
vote_type;approval
rule;greedy
date_begin;2026
date_end;2026
PROJECTS
project_id;cost;votes;name
1;60;2;Ławka nad rzeką
2;50;3;"Zieleń; etap ""II"""
3;40;0;Wiata
VOTES
voter_id;vote;age
a;1,2;44
b;2;
c;2;17
d;1;80
'''


def points(vote_type: str, votes: str, *meta: str) -> str:
    """APPROVAL with other ballots: two columns, vote and points."""
    head = APPROVAL.replace("vote_type;approval", "\n".join([f"vote_type;{vote_type}", *meta]))
    rows = [f"{place};{vote}" for place, vote in enumerate(votes.split())]
    head = head.replace("num_votes;4", f"num_votes;{len(rows)}")
    return head[: head.index("VOTES")] + "\n".join(["VOTES", "voter_id;vote;points", *rows, ""])
