"""What members are told about the board."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind, through

TOPIC = through("topic")

KINDS = [
    Kind("board.posted", _("Somebody writes in a topic that I follow")),
    Kind("board.opened", _("Somebody opens a topic with a tag that I follow"), once=True),
    Kind("board.mentioned", _("Somebody calls my name"), is_mention=True, concerns_me=True),
    Kind("board.replied", _("Somebody answers me"), concerns_me=True),
    Kind("board.answered", _("The centre answers a concern"), seen=TOPIC),
    Kind("board.name_asked", _("A moderator asks who raised my concern"), concerns_me=True, seen=TOPIC),
    # To who serves the centre
    Kind("board.raised", _("Somebody raises a concern"), concerns_me=True, seen=TOPIC),
    Kind("board.entrusted", _("I am to see to an answer"), concerns_me=True, seen=TOPIC),
    Kind("board.unanswered", _("Whoever raised a concern was not answered"), concerns_me=True, seen=TOPIC),
]
