"""Health of the processes, and the demonstration's mails."""

import asyncio
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.generic import ListView

from community.operations.models import Heartbeat, OutgoingMail
from community.operations.worker import GONE_AFTER

ECHO_WITHIN = 5  # seconds


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Everything this process needs answers: 200, otherwise 503 with what is wrong."""
    found = {name: check() for name, check in CHECKS.items()}
    return JsonResponse(found, status=200 if all(state == "ok" for state in found.values()) else 503)


def check_database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def check_migrations() -> str:
    try:
        return "pending" if pending_migrations() else "ok"
    except DatabaseError:
        return "unreachable"


def pending_migrations() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_worker() -> str:
    try:
        alive = Heartbeat.objects.filter(beat_at__gte=timezone.now() - GONE_AFTER).exists()
    except DatabaseError:
        return "unreachable"
    return "ok" if alive else "no pulse"


def check_channel_layer() -> str:
    async def echo() -> Any:
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.send(channel, {"type": "echo"})
        return await asyncio.wait_for(layer.receive(channel), ECHO_WITHIN)

    try:
        async_to_sync(echo)()
    except Exception as error:  # each layer's driver raises classes of its own
        return type(error).__name__
    return "ok"


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "worker": check_worker,
    "channel layer": check_channel_layer,
}


class OutboxView(ListView):
    """The demonstration's mails, readable by whoever sits at this machine."""

    template_name = "operations/outbox_list.html"
    context_object_name = "mails"
    paginate_by = 20

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not settings.DEMO or request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1"}:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        return OutgoingMail.objects.all()
