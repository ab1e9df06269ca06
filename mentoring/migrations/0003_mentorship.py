import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("members", "0001_initial"),
        ("mentoring", "0002_vetting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Apart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="since")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.centre"
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "pair kept apart",
                "verbose_name_plural": "pairs kept apart",
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "mentor", "mentee"), name="apart_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentorship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("total", models.PositiveSmallIntegerField(default=0, verbose_name="score in hundredths")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="proposed")),
                ("expires_at", models.DateTimeField(verbose_name="to be answered by")),
                (
                    "mentor_accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="the mentor said yes"),
                ),
                (
                    "mentee_accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="the mentee said yes"),
                ),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="declined")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.centre"
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentorships",
                        to="mentoring.offer",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentorships",
                        to="mentoring.request",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentorship",
                "verbose_name_plural": "mentorships",
                "indexes": [models.Index(fields=["offer"], name="mentorship_of_offer")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("declined_at__isnull", True), ("ended_at__isnull", True)),
                        fields=("request",),
                        name="one_standing_mentorship_a_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mentor__isnull", True),
                            ("mentee__isnull", True),
                            models.Q(("mentor", models.F("mentee")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_mentors_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declined_at__isnull", False),
                            ("ended_at__isnull", False),
                            models.Q(("mentor__isnull", False), ("mentee__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_standing_mentorship_has_both_sides",
                    ),
                ],
            },
        ),
    ]
