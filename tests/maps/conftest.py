"""A notice, and somebody who writes about it."""

import pytest

from community.members.models import Centre, User
from maps.models import Enquiry, Offer
from tests.factories import make_member
from tests.maps.offering import make_notice, write_about


@pytest.fixture
def author(centre: Centre) -> User:
    return make_member(centre, display_name="Anna Amsel")


@pytest.fixture
def asker(centre: Centre) -> User:
    return make_member(centre, display_name="Bruno Buk")


@pytest.fixture
def offer(centre: Centre, author: User) -> Offer:
    return make_notice(centre, author)


@pytest.fixture
def enquiry(offer: Offer, asker: User) -> Enquiry:
    return write_about(offer, asker, "Is it free on Saturday?")
