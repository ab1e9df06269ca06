"""What rooms contribute to shared pages, by dotted path; the order here is the order on the page."""

from django.utils.translation import gettext_lazy as _

DEMO_FIRST = [  # what the demonstration is filled with before its home answers ...
    "community.live.demo.begin",
    "community.notifications.demo.begin",
    "community.members.demo.contribute",
    "maps.demo.contribute",
    "pages.demo.contribute",
    "community.live.demo.end",
]
DEMO_THEN = [  # ... and what follows while it already does
    "community.live.demo.begin",
    "maps.demo_places.contribute",
    "initiatives.proposals.demo.contribute",
    "initiatives.voting.demo.contribute",
    "initiatives.voting.meeting_demo.contribute",
    "mentoring.demo.contribute",
    "maps.demo_offers.contribute",
    "community.board.demo.contribute",
    "community.moderation.demo.contribute",
    "community.notifications.demo.contribute",
    "community.live.demo.end",
]
EXPORT_CONTRIBUTIONS = [  # what a member's own data consists of: "download everything" and "erase me"
    "community.members.personal.contribute",
    "community.notifications.personal.contribute",
    "community.moderation.personal.contribute",
    "community.board.personal.contribute",
    "initiatives.proposals.personal.contribute",
    "initiatives.voting.personal.contribute",
    "mentoring.personal.contribute",
    "maps.personal.contribute",
    "pages.personal.contribute",
]
WAITING_CONTRIBUTIONS = [  # "waiting for you": what a member may do now
    "community.members.waiting.contribute",
    "community.notifications.waiting.contribute",
    "community.moderation.waiting.contribute",
    "community.board.waiting.contribute",
    "initiatives.proposals.waiting.contribute",
    "initiatives.voting.waiting.contribute",
    "initiatives.voting.meeting_waiting.contribute",
    "mentoring.waiting.contribute",
    "maps.waiting.contribute",
    "maps.offer_waiting.contribute",
    "pages.waiting.contribute",
]
HOLDING_CONTRIBUTIONS = [  # what a centre gave to one person by name, for when they leave or pass it on
    "initiatives.voting.holding.contribute",
    "community.board.holding.contribute",
    "pages.holding.contribute",
]
DONE_CONTRIBUTIONS = [  # "what I did": a member's own acts, the newest first
    "community.board.done.contribute",
    "initiatives.proposals.done.contribute",
    "initiatives.voting.done.contribute",
    "pages.done.contribute",
]
NEWS_KINDS = [  # every kind of news that members may be told of; the order is that of the preferences page
    "community.board.news.KINDS",
    "initiatives.proposals.news.KINDS",
    "initiatives.voting.news.KINDS",
    "mentoring.news.KINDS",
    "maps.news.KINDS",
    "maps.offer_news.KINDS",
    "pages.news.KINDS",
    "community.moderation.news.KINDS",
]
FOLLOWABLE = [  # what members can follow, in the order of the page that lists it
    "community.board.following.TOPICS",
    "initiatives.proposals.following.INITIATIVES",
    "initiatives.proposals.following.AREAS",
    "pages.following.TAGS",
]
# Called with a centre that was just opened: each room adds what it needs there.
CENTRE_CONTRIBUTIONS = ["pages.actions.open_centre", "community.moderation.actions.open_centre"]
# Called with a member, a centre and the moment when the member leaves it or is shut out of it for good.
PARTING_CONTRIBUTIONS = ["mentoring.parting.contribute", "maps.parting.contribute", "maps.offer_parting.contribute"]
ROOM_LINKS = [  # the centre's navigation, in this order
    ("pages:stories", _("Stories")),
    ("pages:events", _("Events")),
    ("board:topic-list", _("Board")),
    ("proposals:initiative-list", _("Initiatives")),
    ("voting:round-list", _("Votes")),
    ("mentoring:home", _("Mentoring")),
    ("maps:map-detail", _("Map")),
]
LIVE_TOPICS = {
    "topic": "community.board.rules.may_follow",
    "hall": "community.board.rules.may_follow",
    "desk": "community.board.rules.may_follow_desk",
    "initiative": "initiatives.proposals.rules.may_follow",
    "round": "initiatives.voting.rules.may_follow",
    "member": "community.notifications.rules.may_hear",
    "thread": "mentoring.rules.may_follow_thread",
}
# Those whose right rests on LIVE_STANDING alone, and is not asked for again before that changes.
LIVE_PERSONAL = {"member", "thread"}
TOPIC_HOSTS = [  # what a topic of the board may hang on
    "initiatives.proposals.hosting.Initiatives",
    "initiatives.voting.hosting.Rounds",
    "pages.hosting.Stories",
    "pages.hosting.Events",
]
# Everything about members on which a right to follow may rest: (set of ids) → rows that begin with an id.
LIVE_STANDING = [
    "community.members.standing.facts",
    "community.moderation.standing.facts",
    "mentoring.standing.facts",
]
MAP_LAYERS = [  # what stands on the map beside places
    "pages.layers.EVENTS",
    "maps.offer_layer.OFFERS",
    "initiatives.proposals.layers.INITIATIVES",
    "pages.layers.STORIES",
]
DECIDING_CONTRIBUTIONS = ["initiatives.voting.deciding.contribute"]  # what a centre decides now, shown on its home
LOG_CONTRIBUTIONS = ["community.board.counting.contribute"]  # counts beside those of the public moderation log
SEARCH_SOURCES = [
    "pages.search.pages",
    "maps.search.places",
    "initiatives.proposals.search.initiatives",
    "community.board.search.topics",
]
SITEMAP_CONTRIBUTIONS = ["maps.sitemap.contribute"]  # what search engines are told beside the pages
# What the public API tells of, in the order of its documentation.
API_RESOURCES = [
    "community.members.api.RESOURCES",
    "maps.api.RESOURCES",
    "pages.api.RESOURCES",
    "initiatives.proposals.api.RESOURCES",
    "initiatives.voting.api.RESOURCES",
]
# Work that the worker starts by the clock: (seconds between runs, dotted path of a task).
SCHEDULE = [
    (60, "initiatives.voting.tasks.close_due_rounds"),
    (1800, "initiatives.voting.tasks.remind_of_the_close"),
    (3600, "initiatives.voting.tasks.publish_daily_heads"),
    (86400, "initiatives.voting.tasks.forget_rolls"),
    (86400, "initiatives.voting.tasks.forget_attendance_lists"),
    (300, "pages.tasks.unpublish_lapsed_consents"),
    (60, "pages.tasks.publish_scheduled"),
    (1800, "pages.tasks.remind_of_events"),
    (3600, "pages.tasks.forget_past_seats"),
    (120, "community.operations.tasks.carry_waiting_mail"),
    (120, "community.notifications.tasks.mail_late_notifications"),
    (60, "community.notifications.tasks.push_missed"),
    (3600, "community.notifications.tasks.send_digests"),
    (86400, "community.notifications.tasks.forget_hidden_news"),
    (3600, "community.operations.tasks.forget_old_records"),
    (3600, "community.members.tasks.forget_lapsed"),
    (3600, "community.live.tasks.forget_old_events"),
    (86400, "community.moderation.tasks.forget_old_reports"),
    (86400, "community.moderation.tasks.erase_removed_words"),
    (60, "community.board.tasks.close_due_halls"),
    (86400, "community.board.tasks.forget_questions"),
    (86400, "initiatives.proposals.tasks.forget_lapsed_invitations"),
    (3600, "mentoring.tasks.end_unanswered_questions"),
    (86400, "mentoring.tasks.forget_withdrawn"),
    (60, "mentoring.tasks.tell_of_messages"),
    (86400, "mentoring.tasks.erase_old_threads"),
    (3600, "mentoring.tasks.remind_who_has_not_answered"),
    (3600, "mentoring.tasks.nudge_silent_pairs"),
    (3600, "mentoring.tasks.ask_how_it_goes"),
    (3600, "mentoring.tasks.tend_meetings"),
    (86400, "mentoring.tasks.forget_meetings"),
    (3600, "maps.tasks.turn_the_week"),
    (86400, "maps.tasks.remind_of_stale"),
    (86400, "maps.tasks.forget_old_suggestions"),
    (3600, "maps.offer_tasks.remind_of_ends"),
    (86400, "maps.offer_tasks.forget_old_enquiries"),
    (86400, "maps.offer_tasks.forget_old_offers"),
    (86400, "maps.file_tasks.write_data_files"),
    (86400, "maps.file_tasks.forget_imports"),
]
