"""A draft of pairs on the mentor coordinator's desk, in which she has fixed one."""

import datetime as dt

from community.operations.demo import DemoContent
from mentoring import actions
from mentoring.models import Offer, Request, Run

# Who works it out, and the mentee and the mentor whom she leaves together.
FIXED = {"jodlowiec": ("dorota", "halina", "tomasz")}


def contribute(content: DemoContent) -> None:
    for slug, keys in FIXED.items():
        if slug not in content.places or Run.objects.for_centre(content.centre(slug)).exists():
            continue
        centre, at = content.centre(slug), content.now - dt.timedelta(hours=3)
        by, mentee, mentor = (content.member(slug, key) for key in keys)
        draft = actions.propose_pairs(centre=centre, by=by, at=at)
        request = Request.objects.for_centre(centre).get(member=mentee)
        actions.fix(run=draft, request=request, offer=Offer.objects.for_centre(centre).get(member=mentor), by=by, at=at)
