"""What members are told about initiatives."""

from django.utils.translation import gettext_lazy as _

from community.notifications.kinds import Kind, through

INITIATIVE = through("initiative")

KINDS = [
    # To who follows a tag or a part of the commune
    Kind("proposals.published", _("A new initiative with a tag or for a place that I follow"), once=True),
    # Steps: at once for the authors
    Kind("proposals.formal", _("The formal check begins"), seen=INITIATIVE),
    Kind("proposals.merit", _("The check of what it costs and needs begins"), seen=INITIATIVE),
    Kind("proposals.admitted", _("An initiative is admitted"), seen=INITIATIVE),
    Kind("proposals.refused", _("An initiative is refused"), seen=INITIATIVE),
    Kind("proposals.appealed", _("Somebody appeals against a refusal"), seen=INITIATIVE),
    Kind("proposals.rejected", _("An appeal is rejected"), seen=INITIATIVE),
    Kind("proposals.on_ballot", _("An initiative comes on the ballot"), seen=INITIATIVE),
    Kind("proposals.taken_up", _("An initiative is taken up"), seen=INITIATIVE),
    Kind("proposals.selected", _("An initiative is selected"), seen=INITIATIVE),
    Kind("proposals.not_selected", _("An initiative is not selected"), seen=INITIATIVE),
    Kind("proposals.in_delivery", _("The work begins"), seen=INITIATIVE),
    Kind("proposals.done", _("The work is done"), seen=INITIATIVE),
    Kind("proposals.withdrawn", _("An initiative is withdrawn"), seen=INITIATIVE),
    Kind("proposals.merged", _("Two initiatives become one"), seen=INITIATIVE),
    Kind("proposals.milestone_done", _("A part of the work is done"), seen=INITIATIVE),
    Kind("proposals.milestone_slipped", _("A part of the work will be done later"), seen=INITIATIVE),
    Kind("proposals.amendment_accepted", _("The wording of an initiative changes")),
    # To authors, and to who answers them
    Kind("proposals.backed", _("Enough people stand behind an initiative"), concerns_me=True),
    Kind("proposals.amendment_suggested", _("Somebody suggests another wording to me"), concerns_me=True),
    Kind("proposals.amendment_declined", _("My suggested wording is declined"), concerns_me=True),
    Kind("proposals.help_offered", _("Somebody offers me help"), concerns_me=True, seen=INITIATIVE),
    Kind("proposals.coauthor_invited", _("I am asked to write together"), concerns_me=True, seen=INITIATIVE),
    Kind("proposals.coauthor_accepted", _("Somebody writes with me"), concerns_me=True, seen=INITIATIVE),
    Kind("proposals.coauthor_declined", _("Somebody does not want to write with me"), concerns_me=True),
    Kind("proposals.merger_proposed", _("My initiative may be merged"), concerns_me=True, seen=through("source")),
    Kind("proposals.merger_declined", _("A merger is declined"), concerns_me=True, seen=through("source")),
]
