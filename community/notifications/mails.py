"""News as mails, in the reader's language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from community.members.models import User
from community.notifications.kinds import kind_of
from community.notifications.models import Notification
from community.notifications.unsubscribing import unsubscribe_url
from community.operations.letters import Letter


def mail_one(notification: Notification) -> None:
    member = notification.recipient
    with translation.override(member.language):
        context = words(notification) | {
            "unsubscribe_url": unsubscribe_url(member, notification.kind),
            "stop_all_url": unsubscribe_url(member, ""),
        }
        subject = one_line(render_to_string(f"{notification.template}.subject.txt", context))
        invites = kind_of(notification.kind).invites
        calendar = invites(notification.target, member) if invites else ""
        send(member, subject, notification.template, context, calendar)


def mail_digest(member: User, news: list[Notification]) -> None:
    with translation.override(member.language):
        lines = [{"text": sentence(row), "url": settings.BASE_URL + row.url, "row": row} for row in news]
        context = {"recipient": member, "lines": lines, "stop_all_url": unsubscribe_url(member, "")}
        subject = one_line(render_to_string("emails/notifications/digest.subject.txt", context))
        send(member, subject, "emails/notifications/digest", context)


def send(member: User, subject: str, template: str, context: dict[str, object], calendar: str = "") -> None:
    """The head names the narrowest way to stop such mails (RFC 8058)."""
    headers = {
        "List-Unsubscribe": f"<{context.get('unsubscribe_url') or context['stop_all_url']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = render_to_string(f"{template}.txt", context)
    message = Letter(subject, text, to=[str(member.email)], headers=headers, calendar=calendar)
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    message.send()


def words(notification: Notification) -> dict[str, object]:
    """What a kind's templates may say."""
    return {
        "notification": notification,
        "recipient": notification.recipient,
        "actor": notification.actor,
        "centre": notification.centre,
        "target": notification.target,
        "title": notification.title,
        "url": settings.BASE_URL + notification.url,
        "base_url": settings.BASE_URL,
    }


def sentence(notification: Notification) -> str:
    """The notification in one sentence of the active language; asks for no further row."""
    context = {"actor": notification.actor, "centre": notification.centre, "title": notification.title}
    return one_line(render_to_string(f"{notification.template}.subject.txt", context))


def one_line(text: str) -> str:
    return " ".join(text.split())
