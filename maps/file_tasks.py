"""What is done with files in the background and by the clock."""

from django.tasks import task
from django.utils import timezone

from community.members.models import Centre
from maps.actions.giving import write_data_file
from maps.actions.importing import carry_out, check_run, erase_imports
from maps.models import FileKind, ImportRun


@task
def check_file(pk: int) -> None:
    check_run(pk=pk)


@task
def take_file(pk: int) -> None:
    carry_out(pk=pk)


@task
def write_data_files() -> None:
    for centre in Centre.objects.open():
        for kind in FileKind:
            write_data_file(centre=centre, kind=kind, at=timezone.now())


@task
def forget_imports() -> None:
    erase_imports(ImportRun.objects.outdated(timezone.now()).order_by("pk"))
