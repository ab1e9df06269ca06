"""Files with places on their way onto the map: for those who keep it."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, View

from community.members.views import StaffMixin, attached
from maps.actions.importing import claim, erase_imports, read_anew
from maps.exchange.records import FileError
from maps.exchange.table import decoded, lines
from maps.file_tasks import check_file, take_file
from maps.file_words import error_text, file_words, told
from maps.forms.importing import ReadingForm, UploadForm
from maps.models import FileKind, ImportRun
from maps.refusing import refused_file

PAGE = 20
SHOWN = 10  # rows of a preview
SMALL = 200_000  # bytes that are read while one waits
State = ImportRun.State


class KeeperMixin(StaffMixin):
    permission = "maps.keep_map"
    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> ImportRun:
        found = ImportRun.objects.for_centre(self.centre).select_related("centre", "member")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def content(self) -> bytes:
        try:
            with self.run.file.open("rb") as file:
                return file.read()
        except FileNotFoundError:
            raise Http404("Erased a moment ago") from None

    def busy(self, request: HttpRequest) -> HttpResponse:
        messages.info(request, _("This file is being worked on already, or done with."))
        return redirect(self.run)

    def work(self, step: Any) -> HttpResponse:
        """A small file at once, a large one in the background."""
        (step.call if self.run.size <= SMALL else step.enqueue)(self.run.pk)
        return redirect(self.run)


class ImportList(KeeperMixin, ListView):
    template_name = "maps/import_list.html"
    paginate_by = PAGE

    def get_queryset(self) -> QuerySet[ImportRun]:
        found = ImportRun.objects.for_centre(self.centre).select_related("centre", "member")
        return found.listed().fetch_mode(models.FETCH_RAISE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": UploadForm()}


class ImportCreate(KeeperMixin, FormView):
    template_name = "maps/import_create.html"
    form_class = UploadForm

    def form_valid(self, form: UploadForm) -> HttpResponse:
        run = form.save(centre=self.centre, by=self.member)
        return redirect(run) if run else self.form_invalid(form)


class ImportDetail(KeeperMixin, DetailView):
    """Where the file stands: its first rows and how they are read, what it would change, what it has changed."""

    template_name = "maps/import_detail.html"
    context_object_name = "run"

    def get_object(self, queryset: Any = None) -> ImportRun:
        return self.run

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, report = self.run, self.run.report
        is_open = run.state in {State.UPLOADED, State.CHECKED, State.FAILED}
        content = self.content() if is_open else b""
        return super().get_context_data(**kwargs) | {
            "form": kwargs.get("form") or (ReadingForm(run=run, content=content) if is_open else None),
            "preview": preview(run, content) if is_open and run.kind == FileKind.CSV else [],
            "error": error_text(*report["error"]) if report.get("error") else "",
            "problems": told(report.get("problems", [])),
            "is_checked": run.state == State.CHECKED,
            "is_done": run.state == State.DONE,
            "changes": [(where, name, ", ".join(fields)) for where, name, fields in report.get("changes", [])],
        }


class ImportCheck(ImportDetail):
    """How the file is read is said, and what it would change worked out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.object = self.run
        if self.run.is_busy or self.run.state == State.DONE:
            return self.busy(request)
        form = ReadingForm(request.POST, run=self.run, content=self.content())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if form.is_reread:
            read_anew(self.run, form.reading())
            messages.info(request, _("Read anew. Please look at the columns again."))
            return redirect(self.run)
        if not claim(self.run, State.CHECKING, form.reading()):
            return self.busy(request)
        return self.work(check_file)


class ImportTake(KeeperMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not claim(self.run, State.RUNNING):
            return self.busy(request)
        return self.work(take_file)


class ImportRefused(KeeperMixin, View):
    """What was refused, with line, field and reason."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.run.state not in {State.CHECKED, State.DONE}:
            raise Http404("Nothing was checked yet")
        return attached(refused_file(self.run, self.content()), name="refused.csv", kind="text/csv; charset=utf-8")


class ImportDelete(KeeperMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        erase_imports([self.run])
        messages.success(request, _("The file is erased. What was taken over stays on the map."))
        return redirect("maps:import-list", centre=self.centre.slug)


def preview(run: ImportRun, content: bytes) -> list[list[str]]:
    try:
        text = decoded(content, run.reading["encoding"])
        shown = [cells for _line, cells in islice(lines(text, run.reading["delimiter"]), 1, SHOWN + 1)]
    except FileError as error:
        return [[file_words(error)]]
    return [[cell[:80] for cell in cells[: len(run.reading["head"])]] for cells in shown]
