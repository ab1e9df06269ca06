from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.interface.styleguide import sample


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "interface/styleguide.html", sample(request))
