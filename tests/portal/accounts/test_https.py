"""Behind an https address the cookies are bound to it and the browser is told to stay."""

import json
import os
import subprocess
import sys

NAMES = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
]
NAMES += ["SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_EXPIRE_AT_BROWSER_CLOSE"]


def settings_at(url: str) -> dict:
    code = f"import json; from portal import settings; print(json.dumps({{n: getattr(settings, n) for n in {NAMES}}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PUBLIC_URL": url}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_over_https_cookies_are_secure_and_bound_to_the_host():
    found = settings_at("https://duongve.example")
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_the_session_cookie_is_unreadable_for_scripts_and_gone_with_the_browser_everywhere():
    for url in ("https://duongve.example", "http://127.0.0.1:8000"):
        found = settings_at(url)
        assert found["SESSION_COOKIE_HTTPONLY"], url
        assert found["SESSION_COOKIE_SAMESITE"] == "Lax", url
        assert found["SESSION_EXPIRE_AT_BROWSER_CLOSE"], url


def test_hsts_is_sent_over_https(client, settings, db):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/staff/sign-in/", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")
