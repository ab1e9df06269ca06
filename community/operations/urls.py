from django.urls import path

from community.operations import views

app_name = "operations"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("dev/outbox/", views.OutboxView.as_view(), name="outbox-list"),
]
