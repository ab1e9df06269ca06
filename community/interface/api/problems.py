"""Errors as RFC 9457 wants them. They are written for whoever writes a program, in English."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse


class Problem(Exception):
    """Why there is no answer; `parameter` names what was asked for wrongly."""

    def __init__(self, status: int, detail: str, *, parameter: str = "", **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter, self.headers = status, detail, parameter, headers

    def response(self) -> HttpResponse:
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.parameter:
            told["parameter"] = self.parameter
        headers = {"Cache-Control": "no-store"} | {name.replace("_", "-"): text for name, text in self.headers.items()}
        return HttpResponse(json.dumps(told), "application/problem+json", self.status, headers=headers)
