"""Run by the demonstration's own `manage.py shell`: a sealed, closed and counted vote in its last centre."""

import json

from community.members.models import Centre
from tests.factories import number_on
from tests.voting.files_of import counted_round

number_on()
centre = Centre.objects.order_by("pk").last()
assert centre is not None
round = counted_round(centre)
receipts = list(round.receipts.order_by("receipt").values_list("receipt", flat=True))
print(json.dumps({"path": f"/{centre.slug}/votes/{round.pk}/results/", "receipts": receipts}))
