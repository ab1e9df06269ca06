"""Who may open what: a row for every address of the house.

A row says what a GET answers to each role, and whom an empty POST lets act. `SIGN_IN` and `ELSEWHERE` are redirects.
A name may stand twice, with a note behind a comma: the same address of a thing in another state.
"""

from typing import NamedTuple

from tests.house.cast import ROLES
from tests.house.trying import ELSEWHERE, SIGN_IN, Answer

HERE = ("editor", "moderator", "coordinator", "mentor coordinator")
MEMBERS = tuple(role for role in ROLES if role != "stranger")
KEEPERS = ("author", "editor", "coordinator")  # of places on the map
NEIGHBOURS = tuple(role for role in MEMBERS if role != "author")


class Row(NamedTuple):
    get: dict[str, Answer]
    acts: tuple[str, ...] = ()


def row(default: Answer, *, acts: tuple[str, ...] = (), **exceptions: Answer) -> Row:
    """What most are answered, and who is answered otherwise; `other_coordinator` is spelt with a line."""
    return Row(dict.fromkeys(ROLES, default) | {role.replace("_", " "): to for role, to in exceptions.items()}, acts)


def everybody(*, acts: tuple[str, ...] = (), **exceptions: Answer) -> Row:
    return row(200, acts=acts, **exceptions)


def signed_in(answer: Answer = 200, *, acts: tuple[str, ...] = (), **exceptions: Answer) -> Row:
    return row(answer, acts=acts, **{"stranger": SIGN_IN} | exceptions)


def only(*roles: str, answer: Answer = 200, others: Answer = 403, acts: tuple[str, ...] = ()) -> Row:
    return signed_in(others, acts=acts, **dict.fromkeys(roles, answer))


def verb(*roles: str, others: Answer = 403) -> Row:
    """Only by POST, and only by these."""
    return only(*roles, answer=405, others=others, acts=roles)


OPENINGS: dict[str, Row] = {
    # What keeps the house running, and what every page shares
    "operations:healthz": everybody(),
    "operations:readyz": row(503),  # no worker runs beside the tests
    "operations:outbox-list": row(403),  # open in the demonstration only
    "interface:styleguide": everybody(),
    # The public API: the same for everybody
    "interface:developers": everybody(),
    "api:document": everybody(),
    **{
        f"api:{noun}-{kind}": everybody()
        for noun in ("centre", "place", "service", "story", "event", "initiative", "round", "result", "meeting")
        for kind in ("list", "detail")
    },
    "api:nothing": row(404),
    # Members: their own pages
    "members:profile": signed_in(),
    "members:waiting": signed_in(),
    "members:profile-edit": signed_in(),
    "members:password-choose": signed_in(ELSEWHERE),  # for temporary passwords
    "members:data-download": signed_in(405),
    "members:erasure": signed_in(),
    "members:consent-withdraw": signed_in(405, acts=("author",)),
    "members:invitation": row(404),
    "members:residency": everybody(),
    "members:join": signed_in(405, acts=("newcomer", "outsider", "other coordinator")),
    "members:leave": signed_in(405, acts=("member", "author", *HERE)),
    "members:residency-declare": signed_in(405, acts=("newcomer", "outsider", "other coordinator")),
    "members:residency-withdraw": signed_in(405, acts=("member", "author", *HERE)),
    "members:code-redeem": row(ELSEWHERE, stranger=200, newcomer=200, outsider=200, other_coordinator=200),
    "members:register-match": signed_in(),
    # Members: the desk
    "members:desk": only("coordinator"),
    "members:desk-open": only("coordinator"),
    "members:desk-verify": verb("coordinator"),
    "members:desk-undo": verb("coordinator"),
    "members:desk-password": verb("coordinator"),
    "members:letters": only("coordinator"),
    "members:letters-print": only("coordinator"),
    "members:letters-stop": verb("coordinator"),
    "members:register-list": only("coordinator"),
    "members:register-upload": only("coordinator"),
    "members:register-delete": verb("coordinator"),
    "members:staff": only("coordinator"),
    "members:staff-invite": only("coordinator"),
    "members:invitation-withdraw": verb("coordinator"),
    "members:staff-revoke": verb("coordinator"),
    "members:centre-settings": only("coordinator"),
    # News
    "notifications:notification-list": signed_in(),
    "notifications:notification-read-all": signed_in(405, acts=("member", "author", *HERE)),
    "notifications:notification-read": signed_in(405, acts=("author",)),
    "notifications:preferences": signed_in(),
    "notifications:device-create": signed_in(405),  # an empty form names no device
    "notifications:device-delete": signed_in(405, acts=("author",)),
    "notifications:follow-list": signed_in(),
    "notifications:follow-delete": signed_in(405, acts=("author",)),
    "notifications:mentions-hear": signed_in(405),
    "notifications:mentions-stop": signed_in(405, acts=MEMBERS),
    "notifications:unsubscribe": everybody(acts=ROLES),  # whoever holds the link, as RFC 8058 wants
    # Reports and decisions
    "moderation:report-list": only("moderator"),
    "moderation:report-create": everybody(),
    "moderation:report-create, page": row(404),  # names no page
    "moderation:report-create, hidden": row(404, author=200, moderator=200),
    "moderation:report-detail": only("moderator"),
    "moderation:receipt-detail": everybody(),  # whoever holds the number
    "moderation:decision-list": everybody(),
    "moderation:decision-detail": signed_in(404, author=200, moderator=200),
    "moderation:decision-reverse": only("moderator"),
    "moderation:decision-file": everybody(),
    "moderation:appeal-create": signed_in(404, author=200, moderator=403),
    "moderation:receipt-appeal": everybody(),  # whoever holds the number of a report that was not followed
    "moderation:receipt-appeal, hidden": row(403),
    "moderation:appeal-list": only(*HERE),
    # The house has one moderator, who decided: a coordinator hears the appeal.
    # The house has one moderator, who decided: a coordinator hears the appeal.
    "moderation:appeal-detail": only("author", "moderator", "coordinator"),
    "moderation:rule-list": everybody(),
    "moderation:rule-create": only("coordinator"),
    "moderation:rule-update": only("coordinator"),
    "moderation:rule-retire": verb("coordinator"),
    "moderation:sanction-list": only("moderator"),
    "moderation:sanction-lift": verb("moderator"),
    "moderation:member-hide": only("moderator"),
    "moderation:member-show": verb("moderator"),
    "moderation:word-list": only("moderator"),
    "moderation:word-remove": verb("moderator"),
    "moderation:gate-update": only("moderator", "coordinator"),
    # The map
    "maps:map-detail": everybody(),
    "maps:map-base": everybody(),
    "maps:map-tiles": row(404),  # nobody has laid a map under the centre yet
    "maps:map-tile": row(404),  # no other server is named in the settings
    "maps:map-spots": everybody(),
    "maps:map-frame": row(400),  # names no frame
    # The author keeps the place for its organisation; another one was taken down
    "maps:place-list": only(*KEEPERS),
    "maps:place-create": only(*KEEPERS),
    "maps:place-detail": everybody(),
    "maps:place-detail, withdrawn": row(404, author=200, editor=200, coordinator=200),
    "maps:place-photo": everybody(),
    "maps:place-update": only(*KEEPERS),
    "maps:place-confirm": verb(*KEEPERS),
    "maps:place-withdraw": only(*KEEPERS, acts=KEEPERS),
    "maps:place-return": verb(*KEEPERS, others=404),
    "maps:place-translate": only(*KEEPERS),
    "maps:service-create": only(*KEEPERS),
    "maps:service-update": only(*KEEPERS),
    "maps:service-delete": only(*KEEPERS, acts=KEEPERS),
    "maps:organisation-list": only("editor", "coordinator"),
    "maps:organisation-create": only("editor", "coordinator"),
    "maps:organisation-update": only("editor", "coordinator"),
    "maps:keeper-create": only("coordinator"),
    "maps:keeper-delete": verb("coordinator"),
    # What the member suggests
    "maps:correction-create": everybody(),
    "maps:suggestion-create": everybody(),
    "maps:suggestion-list": only("editor", "coordinator"),
    "maps:suggestion-detail": signed_in(404, member=200, editor=200, coordinator=200),
    "maps:leaflet-create": everybody(),
    "maps:leaflet-pdf": everybody(),
    # Offers and needs: whoever does not belong to the centre is shown the door, as a page
    "maps:offer-list": everybody(),
    "maps:offer-create": everybody(),
    "maps:offer-mine": signed_in(),
    "maps:offer-detail": everybody(),
    "maps:offer-detail, held": row(404, author=200, moderator=200),
    "maps:offer-update": signed_in(403, author=200),
    "maps:offer-withdraw": signed_in(405, acts=("author",)),
    "maps:offer-renew": signed_in(405, acts=("author",)),
    "maps:enquiry-create": everybody(author=403, member=ELSEWHERE),  # the member has written already
    "maps:enquiry-detail": signed_in(404, author=200, member=200),
    "maps:contact-share": signed_in(404, author=200, member=200),
    "maps:contact-take-back": signed_in(405, acts=("author",)),
    "maps:enquiry-close": signed_in(404, author=200, member=200, acts=("author", "member")),
    "maps:mute-lift": signed_in(405, acts=("author",)),
    # The map as files: given out to everybody, taken in by those who keep it
    "maps:data-detail": everybody(),
    "maps:data-csv": everybody(),
    "maps:data-geojson": everybody(),
    "maps:data-hsds": everybody(),
    "maps:data-package": everybody(),
    "maps:import-list": only("editor", "coordinator"),
    "maps:import-create": only("editor", "coordinator"),
    "maps:import-detail": only("editor", "coordinator"),
    "maps:import-check": only("editor", "coordinator", answer=405),  # an empty form says nothing of letters
    "maps:import-run": verb("editor", "coordinator"),
    "maps:import-refused": only("editor", "coordinator"),
    "maps:import-delete": verb("editor", "coordinator"),
    # What a socket brings, asked for by hand
    "live:missed": row(400),  # names no topic
    # The board
    "board:topic-list": everybody(),
    "board:topic-feed": everybody(),
    "board:topic-create": everybody(),
    "board:topic-detail": everybody(),
    "board:topic-detail, hidden": row(404, author=200, moderator=200),
    "board:post-create": everybody(),
    "board:post-answer": everybody(),
    "board:topic-follow": signed_in(405, acts=("newcomer", "outsider", *HERE, "other coordinator")),
    "board:topic-unfollow": signed_in(405, acts=("member", "author")),
    "board:topic-read": signed_in(405),
    "board:topic-pin": signed_in(405, acts=("moderator", "coordinator")),
    "board:topic-unpin": signed_in(405),
    "board:topic-close": only("moderator", "coordinator"),
    "board:topic-reopen": signed_in(405),
    "board:concern-answer": only("coordinator"),
    "board:concern-entrust": only("coordinator"),
    "board:concern-name": only("moderator"),
    "board:concern-judge": only("author", answer=405),
    "board:post-detail": everybody(),
    "board:post-edit": only("member"),
    "board:post-remove": only("member", acts=("member",)),
    "board:post-picture": everybody(),
    "board:post-picture, hidden": row(404, author=200, moderator=200),
    "board:post-thank": signed_in(405, acts=("newcomer", "author", "outsider", *HERE, "other coordinator")),
    "board:post-unthank": signed_in(405),
    "ask": row(ELSEWHERE),  # the short address of the page below
    "board:hall-screen": everybody(),
    "board:question-ask": everybody(),
    "board:question-like": row(405, acts=ROLES),
    "board:question-like, held": row(405),
    "board:question-unlike": row(405),
    "board:hall-desk": only("moderator", "coordinator"),
    "board:hall-open": only("moderator", "coordinator"),
    "board:hall-close": verb("moderator", "coordinator"),
    "board:question-let-in": verb("moderator", "coordinator"),
    "board:question-turn-down": only("moderator", "coordinator"),
    "board:question-shortlist": verb("moderator", "coordinator"),
    "board:question-unlist": verb("moderator", "coordinator"),
    "board:question-show": verb("moderator", "coordinator"),
    "board:question-take-off": verb("moderator", "coordinator"),
    "board:question-answered": verb("moderator", "coordinator"),
    "board:question-keep": only("moderator", "coordinator"),
    # Initiatives
    "proposals:initiative-list": everybody(),
    "proposals:initiative-feed": everybody(),
    "proposals:initiative-create": everybody(),
    "proposals:initiative-mine": signed_in(),
    "proposals:terms-update": only("coordinator"),
    "proposals:initiative-detail": everybody(),
    "proposals:initiative-detail, draft": row(404, author=200, coordinator=200),
    "proposals:initiative-detail, hidden": row(404, author=200, moderator=200),
    "proposals:initiative-update": signed_in(403),
    "proposals:initiative-update, draft": signed_in(404, author=200, coordinator=403),
    "proposals:initiative-delete": signed_in(403),
    "proposals:initiative-delete, draft": signed_in(404, author=200, coordinator=403, acts=("author",)),
    "proposals:initiative-publish": signed_in(403, author=ELSEWHERE),
    "proposals:initiative-publish, draft": signed_in(404, author=200, coordinator=403, acts=("author",)),
    "proposals:initiative-withdraw": only("author"),
    "proposals:initiative-withdraw, draft": signed_in(404, author=ELSEWHERE, coordinator=403),
    "proposals:initiative-admit": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-check-form": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-check-merit": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-appeal": only("author"),
    "proposals:initiative-grant-appeal": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-reject-appeal": only("coordinator"),
    "proposals:initiative-put-on-ballot": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-take-off-ballot": only("coordinator"),
    "proposals:initiative-take-up": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-not-select": only("coordinator"),
    "proposals:initiative-refuse": only("coordinator"),
    "proposals:initiative-refuse, draft": signed_in(404, author=403, coordinator=ELSEWHERE),
    "proposals:initiative-select": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-start-delivery": only("coordinator", acts=("coordinator",)),
    "proposals:initiative-finish": only("coordinator"),
    "proposals:coauthor-list": only("author"),
    "proposals:coauthor-invite": signed_in(405),
    "proposals:coauthor-leave": signed_in(405),
    "proposals:coauthor-accept": signed_in(405, acts=("member",)),
    "proposals:coauthor-decline": signed_in(405, acts=("member",)),
    "proposals:coauthor-remove": signed_in(405, acts=("author",)),
    "proposals:coauthor-link": row(404),
    "proposals:amendment-list": everybody(),
    "proposals:amendment-create": signed_in(),
    "proposals:amendment-detail": everybody(),
    "proposals:amendment-detail, hidden": row(404, member=200, moderator=200),
    "proposals:amendment-accept": signed_in(405, acts=("author",)),
    "proposals:amendment-decline": only("author"),
    "proposals:amendment-remove": signed_in(405, acts=("member",)),
    "proposals:version-detail": everybody(),
    "proposals:milestone-create": only("coordinator"),
    "proposals:milestone-update": only("coordinator"),
    "proposals:milestone-delete": signed_in(405, acts=("coordinator",)),
    "proposals:photo-create": only("coordinator"),
    "proposals:photo-delete": signed_in(405, acts=("coordinator",)),
    "proposals:delivery-photo": everybody(),
    "proposals:similar-list": everybody(),
    "proposals:initiative-spots": everybody(),
    "proposals:document-list": only("author", "coordinator"),
    "proposals:document-delete": signed_in(405, acts=("author", "coordinator")),
    "proposals:document-file": everybody(),
    "proposals:help-offer": signed_in(author=403),
    "proposals:help-delete": signed_in(405, acts=("member",)),
    "proposals:paper-form": everybody(),
    "proposals:initiative-embed": everybody(),
    "proposals:initiative-poster": everybody(),
    "proposals:area-list": only("coordinator"),
    "proposals:area-delete": verb("coordinator"),
    "proposals:sheet-list": only("author", *HERE),
    "proposals:sheet-key": only(*HERE),
    "proposals:sheet-confirm": only(*HERE),
    "proposals:sheet-return": verb(*HERE),
    "proposals:merger-create": only("author", "coordinator"),
    "proposals:merger-agree": signed_in(405, acts=("author",)),
    "proposals:merger-decline": only("author"),
    "proposals:support-create": everybody(acts=("author", "moderator", "coordinator", "mentor coordinator")),
    "proposals:support-delete": signed_in(405, acts=("member", "editor")),
    "proposals:follow-create": signed_in(
        405,
        acts=("newcomer", "author", "outsider", "moderator", "coordinator", "mentor coordinator", "other coordinator"),
    ),
    "proposals:follow-delete": signed_in(405, acts=("member", "editor")),
    "proposals:area-follow": signed_in(405, acts=NEIGHBOURS),
    "proposals:area-unfollow": signed_in(405, acts=("author",)),
    "proposals:picture-file": everybody(),
    "proposals:picture-file, draft": row(404, author=200, coordinator=200),
    # Votes
    "voting:round-list": everybody(),
    "voting:round-create": only("coordinator"),
    "voting:round-repeat": only("coordinator"),
    "voting:round-detail, trial": row(404, editor=200, moderator=200, coordinator=200, mentor_coordinator=200),
    "voting:trial-join": signed_in(acts=("author", "member")),
    "voting:trial-discard": row(
        404, editor=403, moderator=403, coordinator=200, mentor_coordinator=403, acts=("coordinator",)
    ),
    "voting:round-detail": everybody(),
    "voting:round-detail, draft": row(404, coordinator=200),
    "voting:ballot-cast": everybody(),
    "voting:ballot-withdraw": signed_in(acts=("author",)),
    "voting:receipt-show": signed_in(ELSEWHERE, author=200, editor=200),  # the editor took paper and is told so
    "voting:receipt-check": everybody(),
    "voting:round-results": everybody(),
    "voting:notice-list": everybody(),
    "voting:notice-detail": everybody(),
    "voting:recount-script": everybody(),
    "voting:recount-script, draft": row(404, coordinator=200),
    "voting:round-file": everybody(),
    "voting:round-file, draft": row(404),
    "voting:round-prepare": row(404, coordinator=200),
    "voting:ballot-preview": row(404, coordinator=200),
    "voting:round-edit": row(404, coordinator=200),
    "voting:project-adopt": row(404, coordinator=405),
    "voting:project-create": row(404, coordinator=200),
    "voting:project-edit": row(404, coordinator=200),
    "voting:pool-create": row(404, coordinator=200),
    "voting:pool-edit": row(404, coordinator=200),
    "voting:pool-remove": row(404, coordinator=405, acts=("coordinator",)),
    "voting:code-print": row(404, coordinator=200),
    "voting:project-remove": row(404, coordinator=405, acts=("coordinator",)),
    "voting:round-announce": row(404, coordinator=405, acts=("coordinator",)),
    "voting:round-open": row(404, coordinator=200, acts=("coordinator",)),
    "voting:round-extend": only("coordinator"),
    "voting:certifiers-name": row(404, coordinator=200),
    "voting:key-half": only("coordinator", "editor"),  # who were named to certify
    "voting:certification": everybody(),
    "voting:minutes": everybody(),
    "voting:certifier-replace": only("coordinator"),
    "voting:roll": only("coordinator", "editor"),
    "voting:annotation-create": only("coordinator"),
    "voting:objection-list": everybody(),
    "voting:objection-create": everybody(),
    "voting:objection-detail": everybody(),
    "voting:objection-answer": only("coordinator"),
    "voting:paper-list": only(*HERE),
    "voting:paper-print": only("coordinator"),
    "voting:paper-receive": only(*HERE, answer=405),
    "voting:paper-settle": only("coordinator", answer=405),
    "voting:paper-key": only(*HERE),
    "voting:paper-set-aside": only("coordinator"),
    "voting:desk": only("coordinator"),
    "voting:desk-open": only("coordinator", answer=404),  # the house's vote is by account
    "voting:paper-issue": verb("coordinator"),
    "voting:assistance-start": only("coordinator", answer=405),
    "voting:assistance-cast": only("coordinator", answer=ELSEWHERE),
    "voting:assistance-receipt": only("coordinator", answer=ELSEWHERE),
    "voting:assistance-end": only("coordinator", answer=405),
    # Village meetings
    "voting:meeting-list": everybody(),
    "voting:meeting-create": only("coordinator"),
    "voting:meeting-detail": everybody(),
    "voting:meeting-detail, draft": row(404, coordinator=200),
    "voting:meeting-detail, minuted": everybody(),
    "voting:meeting-calendar": everybody(),
    "voting:meeting-calendar, draft": row(404),
    "voting:meeting-poster": everybody(),
    "voting:meeting-prepare": only("coordinator", "author"),  # the author chairs this one
    "voting:meeting-edit": row(404, coordinator=200),
    "voting:meeting-chair": only("coordinator", acts=("coordinator",)),
    "voting:meeting-announce": row(404, coordinator=405, acts=("coordinator",)),
    "voting:meeting-call-off": only("coordinator", "author"),
    "voting:motion-adopt": only("coordinator", "author", answer=405),  # an empty choice adopts nothing
    "voting:motion-create": only("coordinator", "author"),
    "voting:motion-edit": only("coordinator", "author"),
    "voting:motion-remove": verb("coordinator", "author"),
    "voting:meeting-hall": only("coordinator", "author"),
    "voting:attendance-count": only("coordinator", "author"),
    "voting:attendance-sheet": only("coordinator", "author"),
    "voting:attendee-list": only("coordinator", "author"),
    "voting:attendee-member": verb("coordinator"),
    "voting:attendee-remove": verb("coordinator", "author"),
    "voting:hands-count": only("coordinator", "author"),
    "voting:minutes-adopt": only("coordinator", "author"),
    "voting:meeting-paper": only("coordinator", "author"),
    "voting:meeting-hand-in": only("coordinator", "author"),
    "voting:remark-create": only("coordinator", "author"),
    # Mentoring: the author is a mentor, the member asks for one
    "mentoring:home": everybody(),
    "mentoring:mine": signed_in(),
    "mentoring:offer-edit": signed_in(),
    "mentoring:offer-pause": signed_in(405, acts=("author", "editor")),
    "mentoring:offer-resume": signed_in(405),  # nothing of theirs is paused
    "mentoring:offer-withdraw": signed_in(404, author=200, editor=200, acts=("author", "editor")),
    "mentoring:request-edit": signed_in(),
    "mentoring:request-pause": signed_in(405, acts=("member", "moderator")),
    "mentoring:request-resume": signed_in(405),
    "mentoring:request-withdraw": signed_in(404, member=200, moderator=200, acts=("member", "moderator")),
    "mentoring:request-best": signed_in(ELSEWHERE, member=200, moderator=200),
    "mentoring:mentorship-create": signed_in(405, acts=("member",)),
    "mentoring:apart-create": signed_in(405, acts=("member", "moderator")),
    # Mentoring: the editor was asked by the moderator; another two have agreed
    "mentoring:mentorship-detail": signed_in(404, editor=200, moderator=200, mentor_coordinator=200),
    "mentoring:mentorship-accept": signed_in(405, acts=("editor",)),
    "mentoring:mentorship-decline": signed_in(405, acts=("editor",)),
    "mentoring:mentorship-end": signed_in(404, editor=403, moderator=200, mentor_coordinator=403, acts=("moderator",)),
    # Mentoring: the author helps somebody, and they write to each other; in another pair something is wrong
    "mentoring:thread": signed_in(404, author=200),
    "mentoring:thread-read": signed_in(405),  # without a number nothing was read
    "mentoring:case-create": signed_in(404, author=200, acts=("author",)),
    "mentoring:case-list": only("mentor coordinator"),
    "mentoring:case-detail": only("mentor coordinator"),
    "mentoring:case-thread": verb("mentor coordinator"),
    "mentoring:case-close": only("mentor coordinator"),
    # Mentoring: the author is the mentor of the coordinator
    "mentoring:agreement-edit": only("author", "coordinator", others=404),
    "mentoring:agreement-confirm": signed_in(405),  # an empty form has read nothing
    "mentoring:goal-list": only("author", "coordinator", others=404),
    "mentoring:goal-mark": signed_in(405, acts=("author", "coordinator")),
    "mentoring:goal-unmark": signed_in(405, acts=("author", "coordinator")),
    "mentoring:goal-remove": signed_in(405, acts=("author", "coordinator")),
    "mentoring:step-create": signed_in(405),
    "mentoring:step-mark": signed_in(405, acts=("author", "coordinator")),
    "mentoring:step-unmark": signed_in(405, acts=("author", "coordinator")),
    "mentoring:step-remove": signed_in(405, acts=("author", "coordinator")),
    "mentoring:feedback-give": only("author", "coordinator", others=404),
    # Mentoring: the editor helps the coordinator, and proposes a second meeting
    "mentoring:mentorship-detail, active": signed_in(404, editor=200, coordinator=200, mentor_coordinator=200),
    "mentoring:meeting-propose": signed_in(404, editor=200, coordinator=200),
    "mentoring:meeting-pick": signed_in(405),  # which of the times?
    "mentoring:meeting-refuse": signed_in(405, acts=("coordinator",)),
    "mentoring:meeting-take-back": signed_in(405, acts=("editor",)),
    "mentoring:meeting-detail": signed_in(404, editor=200, coordinator=200),
    "mentoring:meeting-move": signed_in(404, editor=200, coordinator=200),
    "mentoring:meeting-call-off": signed_in(404, editor=200, coordinator=200, acts=("editor", "coordinator")),
    "mentoring:meeting-attend": signed_in(405),  # what of it?
    "mentoring:meeting-notes": signed_in(405),  # an empty note is none
    "mentoring:meeting-file": signed_in(404, editor=200, coordinator=200),
    "mentoring:calendar": signed_in(acts=MEMBERS),
    "mentoring:calendar-close": signed_in(405),  # nobody has a link
    "mentoring:calendar-feed": row(404),  # a secret that nobody has
    # Mentoring: who brings people together
    "mentoring:offer-list": only("mentor coordinator"),
    "mentoring:offer-detail": only("mentor coordinator"),
    "mentoring:vetting-delete": verb("mentor coordinator"),
    "mentoring:desk": only("mentor coordinator"),
    "mentoring:mentorship-list": only("mentor coordinator"),
    "mentoring:weighing-edit": only("mentor coordinator"),
    "mentoring:weighing-reset": verb("mentor coordinator"),
    "mentoring:run-list": only("mentor coordinator"),
    "mentoring:run-propose": verb("mentor coordinator"),
    "mentoring:run-detail": only("mentor coordinator"),
    "mentoring:run-publish": only("mentor coordinator"),  # an empty POST has not seen the draft
    "mentoring:run-drop": only("mentor coordinator", acts=("mentor coordinator",)),
    "mentoring:run-mentee": only("mentor coordinator"),
    "mentoring:run-fix": verb("mentor coordinator"),
    "mentoring:run-release": verb("mentor coordinator"),
    "mentoring:run-forbid": verb("mentor coordinator"),
    "mentoring:run-set-apart": verb("mentor coordinator"),
    "mentoring:run-allow": verb("mentor coordinator"),
    "mentoring:figure-list": only("mentor coordinator", "coordinator"),
    "mentoring:figure-file": only("mentor coordinator", "coordinator"),
    "mentoring:offer-photo": row(
        404, author=200, member=200, coordinator=200, mentor_coordinator=200
    ),  # who is helped, and who finds the author
    # Pages
    "pages:search, network": everybody(),
    "pages:search": everybody(),
    "pages:tag, network": everybody(),
    "pages:tag": everybody(),
    "pages:tag-follow": signed_in(405, acts=NEIGHBOURS),
    "pages:tag-unfollow": signed_in(405, acts=("author",)),
    "pages:story-feed, network": everybody(),
    "pages:story-feed": everybody(),
    "pages:event-feed, network": everybody(),
    "pages:event-feed": everybody(),
    "pages:event-calendar": everybody(),
    "pages:event-file": everybody(),
    "pages:stories": everybody(),
    "pages:events": everybody(),
    "pages:seat-ask": everybody(acts=("newcomer", "member", "outsider", *HERE, "other coordinator")),
    "pages:seat-asked": everybody(),
    "pages:seat-detail": everybody(),  # whoever holds the link from the mail
    "pages:seat-confirm": row(405),
    "pages:seat-cancel": row(405, acts=ROLES),
    "wagtail_serve": everybody(),
    "wagtail_serve, unpublished": row(404),
    "wagtaildocs_serve": row(404),
    "media": row(404),
    "sitemap": everybody(),
    "robots": everybody(),
}
