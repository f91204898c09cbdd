"""An editor writes and submits, a publisher approves, the visitor sees it. Nobody publishes alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import Locale, Page, TaskState

from cms.models import ArticlePage, wrote_last
from portal.accounts.models import Posting, Role, Team, User

PASSWORD = "mat-khau-rat-dai"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(settings):
    """Signs somebody in with both factors, over the pages, and returns their own browser; once for each person."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    browsers: dict[str, Client] = {}

    def as_person(user):
        if user.email not in browsers:
            user.set_password(PASSWORD)
            user.save()
            device = TOTPDevice.objects.create(user=user, name="authenticator")
            browsers[user.email] = client = Client()
            client.post("/staff/sign-in/", {"email": user.email, "password": PASSWORD})
            answer = client.post("/staff/second-factor/", {"otp_token": f"{totp(device.bin_key):06d}"})
            assert answer.status_code == 302, answer.content.decode()
        return browsers[user.email]

    return as_person


def staff(email: str, role: str, **place: Team) -> User:
    """A member of staff posted today."""
    user = User.objects.create_user(email, full_name="Người Thử")
    Posting.objects.create(user=user, role=role, **place)
    return user


def page_form(**changes) -> dict[str, str]:
    """The fields of the article form as the editor's browser sends them."""
    fields = {
        "title": "Hỏi đáp buổi tối",
        "slug": "hoi-dap-buoi-toi",
        "summary": "Một câu trả lời ngắn.",
        "audience": "family",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-value": "Tối nay",
        "body-0-id": "",
        "sources-TOTAL_FORMS": "0",
        "sources-INITIAL_FORMS": "0",
        "sources-MIN_NUM_FORMS": "0",
        "sources-MAX_NUM_FORMS": "1000",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
    }
    return fields | changes


def create(client, section, **changes):
    """Create an article as the signed-in person; the page."""
    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", section.pk])
    response = client.post(address, page_form(**changes))
    assert response.status_code == 302, response.context and response.context["form"].errors
    return ArticlePage.objects.latest("pk")


def approve(client, page):
    """Press "approve"; the response."""
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": ""})


def is_public(page):
    """Whether a visitor gets the page."""
    return Client().get(page.get_url()).status_code == 200


def test_what_an_editor_submits_a_publisher_approves_and_the_visitor_sees(sign_in, section, editor, publisher):
    page = create(sign_in(editor), section, **{"action-submit": "1"})
    assert not is_public(page)
    approve(sign_in(publisher), page)
    page.refresh_from_db()
    assert page.live
    assert is_public(page)


def test_an_editor_who_asks_to_publish_only_saves_a_draft(sign_in, section, editor):
    page = create(sign_in(editor), section, **{"action-publish": "1"})
    assert not page.live


def test_an_editor_cannot_approve(sign_in, section, editor):
    page = create(sign_in(editor), section, **{"action-submit": "1"})
    approve(sign_in(editor), page)
    page.refresh_from_db()
    assert not page.live


def test_a_publisher_cannot_approve_what_they_wrote_themselves(sign_in, section, publisher):
    page = create(sign_in(publisher), section, **{"action-submit": "1"})
    approve(sign_in(publisher), page)
    page.refresh_from_db()
    assert not page.live


def test_another_publisher_approves_what_a_publisher_wrote(sign_in, section, publisher, second_publisher):
    page = create(sign_in(publisher), section, **{"action-submit": "1"})
    approve(sign_in(second_publisher), page)
    page.refresh_from_db()
    assert page.live


def test_a_publisher_who_edits_during_moderation_becomes_the_author(sign_in, section, editor, publisher):
    page = create(sign_in(editor), section, **{"action-submit": "1"})
    page.title = "Sửa trong lúc duyệt"
    page.save_revision(user=publisher)
    assert wrote_last(page, publisher)
    approve(sign_in(publisher), page)
    page.refresh_from_db()
    assert not page.live


def test_a_new_page_that_a_publisher_publishes_directly_stays_a_draft(sign_in, section, publisher):
    page = create(sign_in(publisher), section, **{"action-publish": "1"})
    assert not page.live
    assert not is_public(page)


def test_a_live_page_that_a_publisher_publishes_directly_keeps_its_old_text(sign_in, article, publisher):
    page = article("Bài đang hiện")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sign_in(publisher).post(address, page_form(title="Lời mới", slug=page.slug, **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.live
    assert page.title == "Bài đang hiện"
    assert page.get_latest_revision_as_object().title == "Lời mới"


def test_pages_cannot_be_published_in_bulk(sign_in, article, publisher):
    page = article("Bài nháp", live=False)
    page.save_revision(user=publisher)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    sign_in(publisher).post(f"{address}?id={page.pk}&next=/cms/")
    page.refresh_from_db()
    assert not page.live


def test_the_publish_button_is_not_offered(sign_in, article, publisher):
    page = article("Bài đang hiện")
    form = sign_in(publisher).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-submit"' in form
    assert 'name="action-publish"' not in form


def test_the_editor_offers_our_slug_rule_and_the_checks(sign_in, article, editor):
    page = article("Chuyện con nghiện", live=False)
    form = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "data-w-slug-formatters-value" in form
    assert "người đang cần hỗ trợ" in form


def test_a_preview_shows_the_page_that_is_being_written(sign_in, article, editor):
    page = article("Bài nháp", live=False)
    client = sign_in(editor)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(address, page_form(title="Đang viết", slug=page.slug)).json()
    assert answer["is_valid"]
    shown = client.get(address)
    assert "Đang viết" in shown.content.decode()
    assert shown.headers.get("X-Frame-Options", "SAMEORIGIN").upper() == "SAMEORIGIN"


def test_somebody_without_such_a_posting_does_not_enter_the_editors_room(sign_in, home):
    counsellor = staff("tu.van@example.org", Role.COUNSELLOR, team=Team.objects.create(name="Đội thử"))
    assert sign_in(counsellor).get("/cms/").status_code == 403


def test_a_posting_that_ended_yesterday_opens_nothing(sign_in, editor):
    assert sign_in(editor).get("/cms/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    editor.postings.update(starts_on=yesterday, ends_on=yesterday)
    assert sign_in(editor).get("/cms/").status_code == 403


def test_wagtails_own_groups_and_workflow_are_not_in_use(home):
    page = Page.objects.get(pk=home.pk)
    assert page.get_workflow().name == "Kiểm duyệt"
    assert type(page.get_workflow().tasks.get().specific).__name__ == "FourEyesTask"


def test_an_editor_copies_a_page_into_the_other_language_as_a_draft(sign_in, home, editor):
    page = home.add_child(instance=ArticlePage(title="Bài cần dịch"))
    english = Locale.objects.get(language_code="en")
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    sign_in(editor).post(address, {"locales": [english.pk], "include_subtree": ""})
    twin = page.get_translation(english)
    assert not twin.live
    assert twin.title == page.title
