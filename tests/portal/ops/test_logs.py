"""The logs hold no word of a person."""

import json
import logging

import pytest

from portal.ops.log_format import configuration


@pytest.fixture
def lines(capsys):
    """Everything written to the log since, as parsed JSON lines."""
    formatter_class = configuration("INFO")["formatters"]["json"]
    options = {key: value for key, value in formatter_class.items() if key != "()"}
    formatter = formatter_class["()"](**options)
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(formatter.format(record))

    handler = Keep()
    root = logging.getLogger()
    root.addHandler(handler)
    before = root.level
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)


def test_an_exception_is_logged_by_class_and_place_without_its_message(lines):
    try:
        raise ValueError("Nguyễn Văn Bí Mật")
    except ValueError:
        logging.getLogger("portal.test").exception("job failed")
    entry = json.loads(lines[-1])
    assert entry["exception"] == "ValueError"
    assert "Bí Mật" not in lines[-1]
    assert "test_logs.py" in entry["frames"][-1]


@pytest.mark.django_db
def test_a_request_is_logged_by_route_and_not_by_path(lines, client):
    client.get("/healthz?phone=0912345678")
    client.get("/khong-co/0912345678/")
    assert lines
    assert not [line for line in lines if "0912345678" in line]
