"""The ground under all tests: real PostgreSQL and Valkey out of their wheels, started once under `DATA_DIR/test`."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_home = Path(os.environ.setdefault("TEST_HOME", str((ROOT / os.environ.get("DATA_DIR", "var") / "test").resolve())))
os.environ["DATA_DIR"] = str(_home)  # the parallel worker processes inherit TEST_HOME, and so share the servers
for _name in ("DATABASE_URL", "VALKEY_URL", "DEMO"):
    os.environ.pop(_name, None)
os.environ["VALKEY_PATIENCE_S"] = "20"  # two busy workers share one small machine: a slow answer is no outage
os.environ.setdefault("RULES_FRESH_S", "0")  # the law of the file; the tests of its versions say otherwise
os.environ.setdefault("SMS_TEMPLATES_FRESH_S", "0")  # the wordings of the file, likewise
os.environ.setdefault(
    "LINE_FRESH_S", "0"
)  # the line as it came with the portal; the tests of its changes say otherwise
os.environ.setdefault("STATIC_BACKEND", "django.contrib.staticfiles.storage.StaticFilesStorage")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from portal.ops import embedded, instance  # noqa: E402

instance.prepare(create=True)
_servers = embedded.Servers(_home, durable=False)
_servers.__enter__()

import django  # noqa: E402
import pytest  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402

django.setup()


def _may_empty_the_audit_log(connection, **kwargs):  # type: ignore[no-untyped-def]
    """The audit log refuses TRUNCATE (portal.audit, migration 0002); tests that commit empty tables afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET duongve.allow_audit_truncate = 'on'")


connection_created.connect(_may_empty_the_audit_log)

_tests = itertools.count()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # groups before they are read, order after Django's own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """A file's tests stay with one worker, as they share what is dear to set up; those that commit come after all that
    do not, since they empty the tables behind them; browser tests come last.

    Playwright's loop stays in the thread, and no asynchronous test could run after it. The longest group of them, the
    walks through the running portal, comes first.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            kind = "browser:" if _uses_browser(item) else "commits:" if _commits(item) else ""
            item.add_marker(pytest.mark.xdist_group(f"{kind}{item.path.relative_to(ROOT)}"))
    yield
    items.sort(key=lambda item: (_uses_browser(item), item.get_closest_marker("e2e") is None, _commits(item)))


def _uses_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ()) or item.get_closest_marker("e2e") is not None


def _commits(item: pytest.Item) -> bool:
    """Whether the test really commits, and the tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(marker and marker.kwargs.get("transaction")) or not asked.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _no_jobs_are_left(request, django_db_blocker):  # type: ignore[no-untyped-def]
    """Emptying the tables leaves the jobs, which Django does not manage."""
    yield
    if _commits(request.node):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")


def pytest_unconfigure(config: pytest.Config) -> None:
    _servers.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _separate_valkey_keys(settings):  # type: ignore[no-untyped-def]
    """Parallel test processes share one Valkey: each has its own keys, and each test starts without any."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{worker}-{next(_tests)}"}}


@pytest.fixture(scope="session")
def browser():  # type: ignore[no-untyped-def]
    """A real headless Chromium, driven by Playwright. Missing: skipped, or a failure where CI=true."""
    if CHROMIUM is None:
        message = "no Chromium on this machine; install it with: apt-get install chromium"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop lives in this thread
    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()
