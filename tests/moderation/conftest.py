import pytest

from community.members.models import Centre, User
from initiatives.proposals.models import Initiative
from tests.factories import make_member
from tests.proposals.making import make_published


@pytest.fixture
def author(centre: Centre) -> User:
    return make_member(centre, display_name="Adam Author", language="pl")


@pytest.fixture
def initiative(centre: Centre, author: User) -> Initiative:
    return make_published(centre, author, title="Sąsiad i jego płot")
