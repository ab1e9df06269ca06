from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Staff sign in where everybody does."""
    return redirect_to_login(request.GET.get("next", "/admin/"), resolve_url(settings.LOGIN_URL))
