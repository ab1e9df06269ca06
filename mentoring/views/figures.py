"""Mentoring in figures, for the mentor coordinator and the coordinator of the centre."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from community.members.views import StaffMixin, attached
from mentoring.measuring import figures_of
from mentoring.sheets import figures_file, sheets


class FiguresMixin(StaffMixin):
    permission = "mentoring.view_figures"


class FigureList(FiguresMixin, TemplateView):
    template_name = "mentoring/figure_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        questions = figures_of(self.centre, timezone.now())
        return super().get_context_data(**kwargs) | {"sheets": sheets(questions)}


class FigureFile(FiguresMixin, View):
    """The same as a table."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        content = figures_file(figures_of(self.centre, timezone.now()))
        return attached(content, name=f"mentoring-{self.centre.slug}.csv", kind="text/csv; charset=utf-8")
