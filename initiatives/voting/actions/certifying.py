"""Two names under a result. After the second it stands: nothing counts it anew, and what won goes its way."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.members.models import User
from initiatives.proposals.actions import advance
from initiatives.proposals.stages import TRANSITIONS
from initiatives.voting.actions.rounds import RulesFrozen
from initiatives.voting.certifiers import NEEDED, is_certifier
from initiatives.voting.exports import checksums_file
from initiatives.voting.models import Annotation, Certification, Project, Replacement, Round
from initiatives.voting.pabulib import selected
from initiatives.voting.secrecy import digest
from initiatives.voting.standing import certified_as_shown, results_hash

TYPED = 8  # characters of the seal, read off the signed minutes


class CannotCertify(Exception):
    """What stands in the way, as sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CannotReplace(Exception):
    """Why the two names stay as they are, as a sentence."""


class WrongSeal(Exception):
    """What was typed is not the beginning of this round's seal."""


class NotCertified(Exception):
    """Only a certified winner is remarked upon."""


@transaction.atomic
def name_certifiers(*, round: Round, members: Collection[User]) -> None:
    """The two who certify, of the centre's staff; nobody else once the rules are frozen."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("centre").get(pk=round.pk)
    if locked.is_frozen:
        raise RulesFrozen
    if len({member.pk for member in members}) not in (0, NEEDED):
        raise ValidationError(_("Name exactly two people."))
    serving = set(User.objects.serving(locked.centre).values_list("pk", flat=True))
    if not {member.pk for member in members} <= serving:
        raise ValidationError(_("Only the staff of this centre can certify."))
    locked.certifiers.set(members)


@transaction.atomic
def replace_certifier(*, round: Round, left: User, came: User, reason: str, by: User, at: dt.datetime) -> Replacement:
    """Between the count and the second name; earlier each of the two keeps half of the key. The reason is public."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("centre", "closure").get(pk=round.pk)
    if not by.has_perm("voting.replace_certifier", locked):
        raise PermissionDenied
    signed = set(locked.certifications.values_list("by", flat=True))
    if len(signed) == NEEDED:
        raise CannotReplace(_("The result is certified: both names stand."))
    if left.pk in signed:
        raise CannotReplace(_("This person has certified the result already."))
    if not is_certifier(locked, left):
        raise CannotReplace(_("This person was not named to certify, or was replaced meanwhile."))
    if is_certifier(locked, came) or not User.objects.serving(locked.centre).filter(pk=came.pk).exists():
        raise CannotReplace(_("Only another one of the staff can take the place."))
    locked.certifiers.remove(left)
    locked.certifiers.add(came)
    names = {"left": left, "left_name": str(left), "came": came, "came_name": str(came)}
    return Replacement.objects.create(round=locked, **names, reason=reason, by=by, made_at=at)


def certification_obstacles(round: Round) -> list[str]:
    """Sentences about what must be done before anybody certifies; empty when nothing is. By the database's clock."""
    if not round.is_opened_box or round.results.count() < len(round.counted_by):
        return [_("The ballots are not counted yet.")]
    found = []
    # Nobody objects to a trial, so nobody waits for it.
    if not round.is_trial and not Round.objects.filter(pk=round.pk, objections_until__lte=Now()).exists():
        found.append(_("Objections may still be made."))
    if waiting := round.objections.unanswered().count():
        told = ngettext("%(count)d objection has no answer yet.", "%(count)d objections have no answer yet.", waiting)
        found.append(told % {"count": waiting})
    if digest(checksums_file(round)) != round.closure.seal:
        found.append(_("The published files no longer give the seal. Somebody changed them."))
    if not certified_as_shown(round):
        found.append(_("The stored result is not the one that was certified first. Somebody changed it."))
    return found


@transaction.atomic
def certify(*, round: Round, by: User, seal: str, at: dt.datetime) -> Certification:
    """`by` says that the signed minutes carry this seal. The second name makes the result final."""
    locked = Round.objects.select_for_update(of=("self",)).select_related("centre", "closure").get(pk=round.pk)
    if not is_certifier(locked, by):
        raise PermissionDenied
    names = list(locked.certifications.all())
    if by.pk in [name.by_id for name in names]:
        raise CannotCertify([_("You have certified this result already. The second name is another person's.")])
    if reasons := certification_obstacles(locked):
        raise CannotCertify(reasons)
    if seal.strip().lower() != locked.closure.seal[:TYPED]:
        raise WrongSeal
    certification = Certification.objects.create(
        round=locked,
        position=len(names) + 1,
        by=by,
        name=str(by),
        seal=locked.closure.seal,
        results_hash=results_hash(locked),
        certified_at=at,
    )
    if certification.position == NEEDED:
        send_on(locked, at)
    return certification


def send_on(round: Round, at: dt.datetime) -> None:
    """Initiatives that won are selected, the others are not; what has moved on by itself stays where it is."""
    won = selected(round)
    with translation.override(round.language):
        reason = _("The residents voted on it.")
    for project in round.projects.in_order().exclude(initiative=None).select_related("initiative__centre"):
        verb = "select" if project.external_id in won else "not_select"
        row, initiative = TRANSITIONS.get(verb), project.initiative
        if row and initiative and initiative.state in row.sources:
            advance(verb, initiative=initiative, by=None, at=at, reason=reason)


@transaction.atomic
def annotate(*, project: Project, text: str, by: User, at: dt.datetime) -> Annotation:
    """A remark beside a winner, when the result is certified. The result stays as it is."""
    round = project.round
    if round.certifications.count() < NEEDED or project.external_id not in selected(round):
        raise NotCertified
    return Annotation.objects.create(project=project, text=text, by=by, made_at=at)
