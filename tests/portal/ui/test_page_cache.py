"""The cache in front of Django: who is served from it, what it forgets, and that it never gets in the way."""

import asyncio
import gzip

import pytest
from django.core.cache import cache

from portal.ui import public_pages
from portal.ui.page_cache import PageCache


class Django:
    """Answers like Django behind the cache, and counts how often it is asked."""

    def __init__(self, **headers: str) -> None:
        self.asked = 0
        self.headers = {"content-type": "text/html", "X-Page-Cache": "public"} | headers

    async def __call__(self, scope, receive, send):
        self.asked += 1
        nonce = f"nonce-{self.asked}-0123456789"
        policy = f"script-src 'nonce-{nonce}'"
        headers = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
        headers.append((b"content-security-policy", policy.encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": f"<script nonce='{nonce}'>số {self.asked}".encode()})


@pytest.fixture
def ask():
    """Ask a cache once; status, headers and body of its answer."""

    async def get(pages: PageCache, path="/", query=b"", method="GET", **headers):
        sent = []

        async def send(message):
            sent.append(message)

        pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": pairs}
        await pages(scope, None, send)
        return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]

    return get


async def test_the_second_visitor_is_answered_from_memory(ask):
    django = Django()
    pages = PageCache(django)
    assert (await ask(pages))[2][-1:] == (await ask(pages))[2][-1:]
    assert django.asked == 1


async def test_every_answer_has_a_nonce_of_its_own_in_policy_and_page(ask):
    pages = PageCache(Django())
    answers = [await ask(pages) for _ in range(3)]
    nonces = {headers[b"content-security-policy"].split(b"'nonce-")[1].split(b"'")[0] for _, headers, _ in answers}
    assert len(nonces) == 3
    assert all(any(nonce in body for nonce in nonces) for _, _, body in answers)


@pytest.mark.parametrize(
    "asked",
    [{"cookie": "dv_staff=abc"}, {"query": b"q=1"}, {"method": "POST"}, {"method": "HEAD"}],
    ids=["staff session", "query", "post", "head"],
)
async def test_others_go_on_to_django(ask, asked):
    django = Django()
    pages = PageCache(django)
    await ask(pages)
    await ask(pages, **asked)
    assert django.asked == 2


@pytest.mark.parametrize("headers", [{"X-Page-Cache": ""}, {"set-cookie": "a=b"}], ids=["not marked", "sets a cookie"])
async def test_answers_that_are_not_for_everybody_are_not_kept(ask, headers):
    django = Django(**headers)
    if headers.get("X-Page-Cache") == "":
        del django.headers["X-Page-Cache"]
    pages = PageCache(django)
    await ask(pages)
    await ask(pages)
    assert django.asked == 2


async def test_the_mark_never_leaves_the_server(ask):
    pages = PageCache(Django())
    for asked in ({}, {}, {"cookie": "dv_staff=abc"}):
        assert b"x-page-cache" not in (await ask(pages, **asked))[1]


@pytest.mark.django_db(transaction=True)
async def test_a_change_is_seen_at_once(ask):
    django = Django()
    pages = PageCache(django)
    await ask(pages)
    await asyncio.to_thread(public_pages.drop)
    await ask(pages)
    assert django.asked == 2


async def test_without_valkey_everybody_is_answered_by_django(ask, settings):
    settings.VALKEY_URL = "unix:///nowhere/valkey.sock"
    django = Django()
    pages = PageCache(django)
    await ask(pages)
    assert (await ask(pages))[0] == 200
    assert django.asked == 2


async def test_a_browser_that_takes_gzip_gets_it(ask):
    pages = PageCache(Django())
    await ask(pages)
    _status, headers, body = await ask(pages, accept_encoding="gzip, br")
    assert headers[b"content-encoding"] == b"gzip"
    assert "số 1" in gzip.decompress(body).decode()


def test_the_name_of_the_generation_is_the_same_for_both_sides():
    cache.set(public_pages.GENERATION, 7, None)
    assert cache.make_key(public_pages.GENERATION).endswith(public_pages.GENERATION)
