"""The ground of the content tests: homes, groups, workflow, library; an editor, two publishers."""

import io

import pytest
from django.db import transaction

from cms import demo, foundation
from cms.models import ArticlePage, HomePage, SectionIndexPage
from portal.accounts.models import Posting, Role, User


def _kept_for_the_module(blocker, work):
    """Run `work` once for a module; its rows are there for every test and gone after the last."""
    with blocker.unblock(), transaction.atomic():
        yield work()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """Languages, homes, groups, workflow, library."""
    yield from _kept_for_the_module(django_db_blocker, foundation.lay)


@pytest.fixture(scope="module")
def demo_world(ground, django_db_blocker):
    """The whole demo content. A module that uses it has it in all of its tests."""
    yield from _kept_for_the_module(django_db_blocker, lambda: demo.load(0.1, io.StringIO()))


@pytest.fixture
def home(ground, db) -> HomePage:
    """The Vietnamese home on the laid foundation."""
    return HomePage.objects.get(pk=ground.pk)


@pytest.fixture
def section(home) -> SectionIndexPage:
    """A live section under the home."""
    page = home.add_child(instance=SectionIndexPage(title="Tìm hiểu", summary="Đọc trước, quyết định sau."))
    page.save_revision().publish()
    return page


@pytest.fixture
def article(section):
    """Makes live articles: `article("Tiêu đề", body=[(block, value)])`."""

    def make(title: str, live: bool = True, **fields) -> ArticlePage:
        page = section.add_child(instance=ArticlePage(title=title, live=False, **fields))
        if live:
            page.save_revision().publish()
        section.refresh_from_db()
        return page

    return make


@pytest.fixture
def quiet() -> io.StringIO:
    """Somewhere to write that nobody reads."""
    return io.StringIO()


@pytest.fixture
def demo_content(demo_world, db):
    """The demo content."""


def staff(email: str, role: str) -> User:
    """A member of staff posted today."""
    user = User.objects.create_user(email, full_name=email.split("@", maxsplit=1)[0].title())
    Posting.objects.create(user=user, role=role)
    return user


@pytest.fixture
def editor(home) -> User:
    return staff("bien.tap@example.org", Role.EDITOR)


@pytest.fixture
def publisher(home) -> User:
    return staff("xuat.ban@example.org", Role.PUBLISHER)


@pytest.fixture
def second_publisher(home) -> User:
    return staff("xuat.ban.hai@example.org", Role.PUBLISHER)
