"""What the figures are called, and a sentence how to read each table."""

from django.utils.translation import gettext_lazy as _

LAST_SAID = _("The mean of what each side answered last, on a scale from 1 to 5.")
# Question → title and how to read it
QUESTIONS = {
    "waiting": (
        _("How long people wait"),
        _(
            "From a request to the day on which both had said yes. Half waited at most as many days as the large "
            "number says, the middle half between the two small ones. Who still waits is counted up to today."
        ),
    ),
    "share": (
        _("How many find a mentor"),
        _(
            "Of those who asked in these months and did not give up, the share that has found a mentor. The bar is the "
            "share; the line across it is how far chance alone may have moved it (95 % interval)."
        ),
    ),
    "mentorships": (
        _("Mentorships by state"),
        _("By the months in which they were proposed, each with the state in which it is today."),
    ),
    "meetings": (_("Meetings held"), _("By the months in which they took place.")),
    "goals": (
        _("Goals reached"),
        _("Of the goals that were set in these months, how many have been reached by today."),
    ),
    "feedback_1": (_("“We get on well.”"), LAST_SAID),
    "feedback_2": (
        _("“It brings me further.”"),
        LAST_SAID,
    ),
    "feedback_3": (
        _("“I would recommend it to others.”"),
        LAST_SAID,
    ),
}
# Measure → head of its column, and how it is written
MEASURES = {
    "requests": (_("requests"), "count"),
    "paired": (_("found a mentor"), "count"),
    "days_until_yes": (_("days until then"), "days"),
    "still_waiting": (_("still wait"), "count"),
    "days_so_far": (_("days so far"), "days"),
    "share": (_("share"), "share"),
    "mentorships": (_("proposed"), "count"),
    "open": (_("wait for an answer"), "count"),
    "active": (_("under way"), "count"),
    "ended": (_("ended"), "count"),
    "not_agreed": (_("did not come about"), "count"),
    "held": (_("meetings"), "count"),
    "goals": (_("goals"), "count"),
    "reached": (_("reached"), "count"),
    "answers": (_("answers"), "count"),
    "mean": (_("mean"), "score"),
}
