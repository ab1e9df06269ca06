"""The pages themselves, below a language and after every room: whatever is left is looked for in the tree."""

from django.urls import path, re_path
from wagtail import views as wagtail_views
from wagtail.urls import serve_pattern

from pages.views import serving, signin

urlpatterns = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", signin.sign_in, name="wagtailcore_login"),
    re_path(serve_pattern, serving.serve, name="wagtail_serve"),
]
