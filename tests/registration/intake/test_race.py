"""Two presses at once on "finish", and two saves at once, on a real database with real threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portal.places.models import Province, Ward
from portal.privacy.uploads import checking
from registration.casework.models import Registration
from registration.intake import drafts, finishing, papers
from registration.intake.steps import BY_SLUG

from .conftest import NOW

ANSWERS = {
    "writer": "self", "determination_result": "yes", "determination_date": "2026-10-01",
    "full_name": "Nguyễn Văn Ẩn", "date_of_birth": "1990-02-01", "sex": "male", "id_kind": "none",
    "residence_province": "01", "residence_ward": "00082", "residence_address": "5 Hàng Thử", "residence_stable": "yes",
    "phone": "+84900000123", "contact_consent": "none", "intended_place": "undecided",
    "truthful": "yes", "consent_processing": "yes",
}  # fmt: skip


def at_once(work, times):
    def one(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.fixture
def ready(transactional_db):
    province, _new = Province.objects.get_or_create(code="01", defaults={"name": "Hà Nội", "folded": "ha noi"})
    Ward.objects.get_or_create(
        code="00082", defaults={"name": "Cửa Nam", "folded": "cua nam", "kind": "phuong", "province": province}
    )
    begun = drafts.begin()
    begun.draft.answers = ANSWERS
    begun.draft.save()
    return begun.token


def test_ten_finishes_at_once_are_one_registration(ready):
    found = at_once(lambda _number: finishing.finish(ready, NOW.date()).pk, 10)
    assert len(set(found)) == 1
    assert Registration.objects.count() == 1


def test_ten_saves_at_once_lose_no_field(ready):
    slugs = ["hoc-van-viec-lam", "tinh-trang", "lien-he", "noi-o", "nguyen-vong"] * 2

    def save(number):
        step = BY_SLUG[slugs[number]]
        drafts.save_step(ready, step, {name: f"{step.slug}-{name}" for name in step.fields}, {})

    at_once(save, 10)
    answers = drafts.load(ready).answers
    for slug in set(slugs):
        for name in BY_SLUG[slug].fields:
            assert answers[name] == f"{slug}-{name}"


def test_twelve_files_at_once_are_still_five(ready):
    draft = drafts.load(ready)
    paper = checking.CheckedFile("a.jpg", b"x", "image/jpeg")

    def one(_number):
        try:
            return papers.keep(paper, draft.pk)
        except checking.BadFile as error:
            return error.reason

    answers = at_once(one, 12)
    assert len(papers.of_draft(draft.pk)) == checking.MAX_FILES
    assert answers.count("too_many") == 12 - checking.MAX_FILES
