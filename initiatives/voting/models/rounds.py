"""The round: what is decided, by whom, when and how it is counted."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.members.models import Centre, Register, User
from initiatives.voting.models.finding import RoundQuerySet


class Phase(models.TextChoices):
    DRAFT = "draft", _("draft")
    COMING = "coming", _("coming")
    COLLECTING = "collecting", _("collecting ideas")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Round(models.Model):
    """A civic budget or another vote. Its rules are frozen and published before the first ballot and never change."""

    class Purpose(models.TextChoices):
        BUDGET = "budget", _("money: what is paid for")
        POLL = "poll", _("a question: what people want")

    class BallotKind(models.TextChoices):
        APPROVAL = "approval", _("choose some, up to a number")
        POINTS = "points", _("give points")
        RANKING = "ranking", _("put in order, the best first")
        YES_NO = "yesno", _("yes or no to each")
        CHOICE = "choice", _("choose one answer")

    class Identifier(models.TextChoices):
        MEMBER = "member", _("the member's account")
        LETTER = "letter", _("a code from a letter")
        REGISTER = "register", _("an entry in the register")

    class Eligibility(models.TextChoices):
        DECLARED = "declared", _("Everybody who declares to live here")
        VERIFIED = "verified", _("Verified residents only")
        LETTER = "letter", _("Whoever has a letter with a voting code")
        REGISTER = "register", _("Whoever stands in the register that the commune lent")

    class Paper(models.TextChoices):
        NONE = "none", _("no paper ballots")
        PAPER = "paper", _("paper comes first: whoever takes one at the desk gives up the ballot cast here")
        ONLINE = "online", _("online comes first: whoever voted here gets no paper ballot")

    class Rule(models.TextChoices):
        EQUAL_SHARES = "equal-shares", _("Method of Equal Shares")
        GREEDY = "greedy", _("Most votes first")
        MAJORITY = "majority", _("More yes than no")

    class Misfit(models.TextChoices):
        SKIP = "skip", _("skip it and go on with the next")
        STOP = "stop", _("stop there")

    class Completion(models.TextChoices):
        NONE = "none", _("none: what is left stays unspent")
        ADD1 = "add1", _("raise every voter's share step by step (Add1)")
        ADD1U = "add1u", _("Add1, then fill up by votes")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="rounds")
    language = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("in one or two sentences"), max_length=400, blank=True)
    about = models.TextField(_("what residents should know before they vote"), max_length=20_000, blank=True)
    translations = models.JSONField(_("the texts in other languages"), default=dict, blank=True)

    # Said when it is made, and frozen with its rules: a trial never turns into a vote, nor a vote into a trial.
    is_trial = models.BooleanField(_("only a trial"), default=False, db_default=False)
    guests = models.ManyToManyField(
        User, related_name="+", blank=True, editable=False, verbose_name=_("members invited to this trial")
    )

    purpose = models.CharField(_("what is decided"), max_length=6, choices=Purpose, default=Purpose.BUDGET)

    collects_from = models.DateTimeField(_("collects ideas from"), null=True, blank=True)
    collects_until = models.DateTimeField(_("ideas are taken until"), null=True, blank=True)
    checks_until = models.DateTimeField(_("ideas are checked until"), null=True, blank=True)
    appeals_until = models.DateTimeField(_("refusals may be appealed against until"), null=True, blank=True)
    opens_at = models.DateTimeField(_("voting opens"))
    closes_at = models.DateTimeField(_("voting closes"))
    results_at = models.DateTimeField(_("results are announced"), null=True, blank=True)

    objections_until = models.DateTimeField(_("objections are heard until"), null=True, blank=True)
    # Paper may be keyed in until then, or until a coordinator declares that all of it is settled.
    papers_until = models.DateTimeField(_("paper ballots are keyed in until"), null=True, blank=True)
    papers_settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    delivers_until = models.DateTimeField(_("what wins is done by"), null=True, blank=True)

    currency = models.CharField(_("currency"), max_length=3)
    # In the currency's minor unit; the sum of the pools where there are any. In a poll, how many answers may win.
    budget = models.PositiveBigIntegerField(_("budget"), validators=[MinValueValidator(1)])
    ballot_kind = models.CharField(_("ballot"), max_length=12, choices=BallotKind, default=BallotKind.APPROVAL)
    min_choices = models.PositiveSmallIntegerField(_("choose at least"), default=1, validators=[MinValueValidator(1)])
    max_choices = models.PositiveSmallIntegerField(
        _("choose at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    points = models.PositiveSmallIntegerField(
        _("points to give"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    identifier = models.CharField(
        _("a voter is known by"), max_length=10, choices=Identifier, default=Identifier.MEMBER
    )
    eligibility = models.CharField(_("who may vote"), max_length=10, choices=Eligibility, default=Eligibility.DECLARED)
    register = models.ForeignKey(
        Register, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("register")
    )
    min_age = models.PositiveSmallIntegerField(
        _("youngest age, 0 for none"), default=0, validators=[MaxValueValidator(99)]
    )
    age_grounds = models.CharField(_("the law that sets this age"), max_length=300, blank=True)
    paper = models.CharField(_("paper ballots"), max_length=6, choices=Paper, default=Paper.NONE)
    certifiers = models.ManyToManyField(
        User, related_name="+", blank=True, verbose_name=_("the two who certify the result")
    )

    rule = models.CharField(_("counting rule that decides"), max_length=14, choices=Rule, default=Rule.EQUAL_SHARES)
    completion = models.CharField(_("completion"), max_length=6, choices=Completion, default=Completion.ADD1)
    increment = models.PositiveIntegerField(
        _("step of Add1 in whole units of money, 0 for automatic"), default=0, validators=[MaxValueValidator(1_000_000)]
    )
    comparison = models.BooleanField(_("keep Equal Shares only if more voters gain than lose by it"), default=False)
    threshold = models.PositiveSmallIntegerField(_("divisor of the eligibility threshold, 0 for none"), default=0)
    at_first_misfit = models.CharField(
        _("most votes first: when a project does not fit"), max_length=4, choices=Misfit, default=Misfit.SKIP
    )
    min_votes = models.PositiveIntegerField(
        _("minimum votes for a project"), default=1, validators=[MaxValueValidator(1_000_000)]
    )

    announced_at = models.DateTimeField(null=True, blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    rules: Any = models.JSONField(null=True, blank=True, editable=False)
    rules_hash = models.CharField(max_length=64, blank=True, editable=False)
    key_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Where a real election was taken from, and what its city decided; null for a vote of our own.
    imported: Any = models.JSONField(null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="round_opens_before_it_closes"),
            models.CheckConstraint(
                condition=Q(collects_from__isnull=True) | Q(collects_from__lt=F("opens_at")),
                name="round_collects_before_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(results_at__isnull=True) | Q(results_at__gte=F("closes_at")),
                name="round_results_after_it_closes",
            ),
            models.CheckConstraint(condition=Q(budget__gt=0), name="round_budget_positive"),
            models.CheckConstraint(condition=Q(min_age=0) | ~Q(age_grounds=""), name="round_age_has_its_law"),
            models.CheckConstraint(
                condition=Q(objections_until__isnull=True) | Q(objections_until__gt=F("closes_at")),
                name="round_objections_after_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(papers_until__isnull=True) | Q(papers_until__gte=F("closes_at")),
                name="round_papers_after_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(paper="none") | Q(papers_until__isnull=False),
                name="round_with_paper_says_until_when",
            ),
            models.CheckConstraint(
                condition=Q(min_choices__gte=1, max_choices__gte=F("min_choices")), name="round_choices_possible"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, rules__isnull=True, rules_hash="")
                | Q(frozen_at__isnull=False, announced_at__isnull=False, rules__isnull=False) & ~Q(rules_hash=""),
                name="round_frozen_with_its_rules",
            ),
            models.CheckConstraint(
                condition=Q(is_trial=False) | Q(identifier="member", paper="none", imported__isnull=True),
                name="trial_by_account_and_screen",
            ),
            models.CheckConstraint(
                condition=Q(is_trial=False) | Q(announced_at__isnull=True) | Q(frozen_at__isnull=False),
                name="trial_is_never_announced",
            ),
            models.CheckConstraint(
                condition=Q(rules__isnull=True)
                | Q(is_trial=True, rules__has_key="trial")
                | Q(Q(is_trial=False), ~Q(rules__has_key="trial")),
                name="trial_frozen_as_one",
            ),
        ]

    def __str__(self) -> str:
        return self.local_title

    def get_absolute_url(self) -> str:
        return reverse("voting:round-detail", kwargs={"centre": self.centre.slug, "pk": self.pk})

    def phase(self, *, at: dt.datetime) -> Phase:
        if self.announced_at is None:
            return Phase.DRAFT
        if self.is_frozen and self.is_closed(at=at):
            return Phase.CLOSED
        if self.is_frozen and self.opens_at <= at:
            return Phase.OPEN
        return Phase.COLLECTING if self.is_collecting(at=at) else Phase.COMING

    def is_collecting(self, *, at: dt.datetime) -> bool:
        """The single-object twin of `collecting`."""
        until = self.collects_until or self.opens_at
        return bool(not self.is_frozen and self.collects_from and self.collects_from <= at < min(until, self.opens_at))

    def is_closed(self, *, at: dt.datetime) -> bool:
        return self.closes_at <= at or self.is_opened_box

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def takes_paper(self) -> bool:
        return self.paper != self.Paper.NONE

    def is_issuing_paper(self, *, at: dt.datetime) -> bool:
        """Whether the desk hands out paper ballots: as long as one can vote here too."""
        return self.takes_paper and self.phase(at=at) == Phase.OPEN

    def is_keying_paper(self, *, at: dt.datetime) -> bool:
        """The single-object twin of `taking_paper`."""
        return bool(
            self.takes_paper
            and self.is_frozen
            and self.papers_until
            and self.opens_at <= at < self.papers_until
            and self.papers_settled_at is None
            and not self.is_opened_box
        )

    @property
    def is_opened_box(self) -> bool:
        """The box was opened and its ballots are counted; see `Closure`."""
        return hasattr(self, "closure")

    @property
    def is_imported(self) -> bool:
        return self.imported is not None

    @property
    def is_poll(self) -> bool:
        return self.purpose == self.Purpose.POLL

    @property
    def counted_by(self) -> list[str]:
        """The rules by which it is counted, the one that decides first; money is always counted by both."""
        if self.is_poll:
            return [self.rule]
        return sorted([self.Rule.EQUAL_SHARES, self.Rule.GREEDY], key=lambda rule: rule != self.rule)

    @property
    def last_day(self) -> dt.datetime:
        """A round that closes at midnight was open on the day before."""
        return self.closes_at - dt.timedelta(microseconds=1)

    @property
    def text(self) -> dict[str, str]:
        """Title, summary and about in the reader's language, else as they were written."""
        own = {"language": self.language, "title": self.title, "summary": self.summary, "about": self.about}
        wanted = translation.get_language() or self.language
        for code in (wanted, "en"):
            if code == self.language:
                return own
            if self.translations.get(code, {}).get("title"):
                return {**own, "summary": "", "about": "", **self.translations[code], "language": code}
        return own

    @property
    def local_title(self) -> str:
        return self.text["title"]

    def clean(self) -> None:
        """The same dates and numbers that the database insists on, as sentences at the fields."""
        errors: dict[str, Any] = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("Voting must close after it opens.")
        if self.collects_from and self.opens_at and self.collects_from >= self.opens_at:
            errors["collects_from"] = _("Ideas are collected before voting opens.")
        if self.results_at and self.closes_at and self.results_at < self.closes_at:
            errors["results_at"] = _("Results come after the close.")
        if self.objections_until and self.closes_at and self.objections_until <= (self.results_at or self.closes_at):
            errors["objections_until"] = _("Objections are heard after the results.")
        before = self.collects_from
        for name in ("collects_until", "checks_until", "appeals_until"):
            moment = getattr(self, name)
            if moment and before and moment <= before:
                errors[name] = _("This comes after the day before it in this list.")
            if moment and self.opens_at and moment > self.opens_at:
                errors[name] = _("This comes before voting opens.")
            before = moment or before
        if self.delivers_until and self.closes_at and self.delivers_until <= self.closes_at:
            errors["delivers_until"] = _("What won is done after the close.")
        if self.min_choices and self.max_choices and self.max_choices < self.min_choices:
            errors["max_choices"] = _("This must be at least the smallest number of choices.")
        if errors:
            raise ValidationError(errors)
