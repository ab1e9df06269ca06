"""What this room forgets by the clock."""

import datetime as dt

from django.tasks import task
from django.utils import timezone

from community.members.models import Invitation, User

UNCONFIRMED_LASTS = dt.timedelta(days=7)
INVITATION_LASTS = dt.timedelta(days=30)


@task
def forget_lapsed() -> None:
    """Accounts whose address was never confirmed, and invitations nobody took."""
    now = timezone.now()
    User.objects.filter(
        joined_at__lt=now - UNCONFIRMED_LASTS, last_login__isnull=True, emailaddress__verified=False
    ).exclude(emailaddress__verified=True).delete()
    Invitation.objects.filter(accepted_at__isnull=True, expires_at__lt=now - INVITATION_LASTS).delete()
