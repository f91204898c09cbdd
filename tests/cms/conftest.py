"""The ground of the content tests: homes, groups, workflow, library; an editor, two publishers."""

import io

import pytest
from django.core.files.base import File

from cms import demo, foundation
from cms.models import ArticlePage, HomePage, SectionIndexPage
from portal.accounts.models import Posting, Role, User


@pytest.fixture
def home(db) -> HomePage:
    """The Vietnamese home on the laid foundation."""
    return foundation.lay()


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


@pytest.fixture(scope="session")
def quiet() -> File:
    """Somewhere to write that nobody reads."""
    return io.StringIO()


@pytest.fixture
def demo_content(db, quiet):
    """The whole demo content."""
    demo.load(0.1, quiet)


def staff(email: str, role: str) -> User:
    """A member of staff posted today."""
    user = User.objects.create_user(email, "mat-khau-rat-dai", full_name=email.split("@")[0].title())
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
