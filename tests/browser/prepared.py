"""Run by the demonstration's own `manage.py shell`: votes with points, by letter, on trial and as a draft, and a counted question."""

import json

from django.utils import timezone

from community.members.models import Centre
from initiatives.voting import actions
from initiatives.voting.models import Round
from tests.factories import make_member, number_on
from tests.voting.conftest import DAY, finished, make_round, start

number_on()
centre = Centre.objects.get(slug="zalesie-narwianskie")
make_round(centre, title="A draft", language="en", summary="draft")
start(make_round(centre, title="Give points", language="en", ballot_kind="points", points=10))
start(make_round(centre, title="Only tried", language="en", is_trial=True))
by_letter = {"eligibility": "letter", "identifier": "letter", "paper": "paper"}
letters = make_round(centre, title="By letter", language="en", papers_until=timezone.now() + 2 * DAY, **by_letter)
actions.print_codes(round=letters, number=1)
start(letters)
asked = {"purpose": "poll", "ballot_kind": "yesno", "rule": Round.Rule.MAJORITY, "budget": 1}
question = start(make_round(centre, title="What was asked", language="en", **asked))
for place in range(12):
    answers = [["1", "yes" if place % 3 else "no"], ["2", "no"]]
    actions.cast(round=question, member=make_member(centre), choices=answers)
over = finished(question)
actions.close(round=over)
actions.count(round=over)
print(json.dumps(question.pk))
