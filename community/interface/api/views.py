"""The answers: read-only, without cookies, open to pages of every origin, limited per network address."""

import json
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from community.interface.api import cursors, openapi
from community.interface.api.parameters import Parameter, read
from community.interface.api.problems import Problem
from community.interface.api.resources import USUAL, Resource, resources
from community.operations.ratelimit import network_of, seconds_to_wait, spend

READS = "GET, HEAD, OPTIONS"
MINUTE = 60
LONGEST_QUERY = 4096
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link, Retry-After"}
PREFLIGHT = {
    "Allow": READS,
    "Access-Control-Allow-Methods": READS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@method_decorator(csrf_exempt, name="dispatch")  # nothing is ever changed: other methods are told so
class ApiView(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN | PREFLIGHT)
        try:
            response = self.answer(request, **kwargs)
        except Problem as problem:
            response = problem.response()
        for name, text in OPEN.items():
            response[name] = text
        return response

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            raise Problem(405, "This API is only read.", Allow=READS)
        most = settings.API_CALLS_A_MINUTE
        network = network_of(request)
        if not spend("api", network, limit=most, seconds=MINUTE):
            wait = str(seconds_to_wait("api", network))
            raise Problem(429, f"At most {most} calls a minute from one network address.", Retry_After=wait)
        told = self.get(request, **kwargs)
        body = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()
        return kept(request, body, next_page=told.get("next"))

    def get(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        raise Problem(404, "There is nothing here. All there is stands in /api/v1/openapi.json.")

    def asked(self, request: HttpRequest, known: tuple[Parameter, ...]) -> dict[str, Any]:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            raise Problem(414, "The query is too long.")
        try:
            return read(request.GET, known)
        except TooManyFieldsSent:
            raise Problem(400, "Too many parameters.") from None


def kept(request: HttpRequest, body: bytes, next_page: str | None) -> HttpResponse:
    """The body, or 304 for who has it already."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    links = [f'<{openapi.LICENCE["url"]}>; rel="license"', f'<{openapi.ADDRESS}>; rel="service-desc"']
    links += [f'<{next_page}>; rel="next"'] if next_page else []
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={MINUTE}", "Link": ", ".join(links)}
    response = HttpResponse(body, "application/json", headers=headers)
    answered = get_conditional_response(request, etag, response=response)
    assert isinstance(answered, HttpResponse)
    return answered


class ResourceView(ApiView):
    resource: Resource = None  # type: ignore[assignment]  # given by as_view()


class ListView(ResourceView):
    def get(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        resource = self.resource
        asked = self.asked(request, resource.parameters)
        language, size = asked.get("language", ""), asked.get("limit", min(USUAL, resource.most))
        rows = resource.fetched(language)
        for parameter in resource.parameters:
            if parameter.name in asked:
                rows = parameter.narrow(rows, asked[parameter.name])
        found = list(rows[: size + 1])
        with translation.override(language or None):
            data = [resource.shape.of(row) for row in found[:size]]
        return {"data": data, "next": self.next_page(request, found[size - 1]) if len(found) > size else None}

    def next_page(self, request: HttpRequest, last: Any) -> str:
        cursor = cursors.write(self.resource.name, self.resource.key, last)
        query = urlencode(sorted((request.GET.dict() | {"cursor": cursor}).items()))
        return f"{settings.BASE_URL}{self.resource.path}?{query}"


class DetailView(ResourceView):
    def get(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        resource = self.resource
        language = self.asked(request, resource.languages).get("language", "")
        try:
            wanted = resource.identity.parse(kwargs["id"])
        except ValueError:
            wanted = None
        found = resource.fetched(language).filter(**{resource.identity.lookup: wanted})[:1] if wanted else ()
        with translation.override(language or None):
            for row in found:
                return resource.shape.of(row)
        raise Problem(404, f"There is no such {resource.noun}, or it is not public.")


class DocumentView(ApiView):
    def get(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        self.asked(request, ())
        return openapi.document()


class DevelopersView(TemplateView):
    """The same for people: what there is, how to ask for it, and within which limits."""

    template_name = "interface/developers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "resources": resources(),
            "root": f"{settings.BASE_URL}/api/v1",
            "document": openapi.ADDRESS,
            "licence": openapi.LICENCE,
            "a_minute": settings.API_CALLS_A_MINUTE,
            "usual": USUAL,
        }
        return super().get_context_data(**kwargs) | facts
