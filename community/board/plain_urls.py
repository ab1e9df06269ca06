"""An address without a language: short enough to be typed from a screen."""

from django.urls import path

from community.board import views

urlpatterns = [path("ask/<int:pk>/", views.ShortAddress.as_view(), name="ask")]
