"""What the worker does for this room by the clock."""

from django.tasks import task
from django.utils import timezone

from initiatives.proposals.models import CoAuthor


@task
def forget_lapsed_invitations() -> None:
    """Addresses of people who never answered are not ours to keep."""
    CoAuthor.objects.lapsed(timezone.now()).delete()
