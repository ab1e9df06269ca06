import datetime as dt

from django.db import transaction

from pages.models import Consent, StoryPage


def unpublish_without_consent(*, at: dt.datetime) -> int:
    """Takes down, in every language, each story whose portrayed person no longer agrees; says how many pages."""
    keys = Consent.objects.lapsed(at).filter(story__live=True).values("story__translation_key")
    taken_down = 0
    for story in StoryPage.objects.live().filter(translation_key__in=keys):
        with transaction.atomic():
            story.unpublish()
        taken_down += 1
    return taken_down
