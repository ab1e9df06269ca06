"""Addresses without a language: the back office, files, and what search engines ask for."""

from django.urls import include, path, re_path
from wagtail.admin import urls as admin_urls
from wagtail.documents.views.serve import authenticate_with_password

from pages.views import files, signin, sitemaps

urlpatterns = [
    path("admin/login/", signin.sign_in, name="wagtailadmin_login"),
    path("admin/", include(admin_urls)),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    re_path(r"^documents/(\d+)/(.*)$", files.document, name="wagtaildocs_serve"),
    path("media/<path:path>", files.media, name="media"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
