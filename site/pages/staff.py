"""Wagtail's screens for accounts, for a member who has a chosen name instead of a first and a last one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

FIELDS = {"handle", "email", "display_name", "language", "is_superuser", "groups"}


class NewMemberForm(UserCreationForm):
    first_name = last_name = None
    email = forms.EmailField(required=False, label=_("E-mail"))

    class Meta(UserCreationForm.Meta):
        fields = FIELDS


class MemberForm(UserEditForm):
    first_name = last_name = None
    email = forms.EmailField(required=False, label=_("E-mail"))

    class Meta(UserEditForm.Meta):
        fields = FIELDS | {"is_active"}


class MemberIndexView(IndexView):
    search_fields = ["handle", "display_name", "email"]


class MemberViewSet(UserViewSet):
    """For the network's administrators only: members' roles are given at their centre's desk."""

    index_view_class = MemberIndexView

    def get_form_class(self, for_update: bool = False) -> Any:
        return MemberForm if for_update else NewMemberForm
