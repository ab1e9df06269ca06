"""Taking a notice."""

import datetime as dt
from functools import partial

from django.db import transaction

from community.members.models import Centre, User
from community.moderation.models import LONGEST_EXCERPT, HouseRule, Moderated, Report
from community.moderation.tasks import mail_reporter
from community.notifications.actions import notify


@transaction.atomic
def report(
    *,
    centre: Centre,
    title: str,
    url: str,
    category: str,
    text: str,
    language: str,
    at: dt.datetime,
    rule: HouseRule | None = None,
    target: Moderated | None = None,
    reporter: User | None = None,
    email: str = "",
) -> Report:
    """Takes a notice about `target`, or about the page at `url`, and tells the centre's moderators. Hides nothing."""
    made = Report.objects.create(
        centre=centre,
        target=target,
        title=title[:200],
        url=url,
        category=category,
        rule=rule,
        text=text,
        excerpt=target.words()[:LONGEST_EXCERPT] if target else "",
        language=language,
        reporter=reporter,
        email=email,
        created_at=at,
    )
    notify(User.objects.serving(centre, "moderator"), "moderation.reported", made, at=at)
    if email:
        transaction.on_commit(partial(mail_reporter.enqueue, made.pk, "received"))
    return made
