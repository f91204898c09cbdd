"""The samples for a real server fit the portal: their settings and commands exist, and they write no address down."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"


def test_every_setting_of_the_sample_environment_is_explained():
    names = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "duong-ve.env").read_text(), re.M))
    explained = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    assert names
    assert names - explained == set()


def test_the_sample_environment_holds_no_secret():
    text = (DEPLOY / "duong-ve.env").read_text()
    assert re.findall(r"^(?:SECRET_KEY|FIELD_KEYS|INDEX_KEY|METRICS_TOKEN|TWILIO_AUTH_TOKEN)=(.+)$", text, re.M) == []


def test_the_services_run_commands_that_exist():
    ran = {name for unit in DEPLOY.glob("*.service") for name in re.findall(r"manage\.py (\w+)", unit.read_text())}
    assert ran == {"serve", "work", "backup"}
    assert ran <= set(get_commands())


def test_the_proxy_writes_no_address_and_keeps_the_metrics_inside():
    text = (DEPLOY / "nginx.conf").read_text()
    assert text.count("server {") == text.count("access_log off;")
    assert re.search(r"location = /metrics \{\s+return 404;", text)
    assert "$proxy_add_x_forwarded_for" not in text
