"""When an engine dies under the running portal: a clear page, and recovery without a restart."""

import contextlib
import json
import os
import re
import shutil
import signal
import time
import uuid

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.e2e.conftest import Portal, free_port
from tests.e2e.people import person

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.xdist_group("e2e")]  # one portal for all


def pid_of(portal, name: str) -> int:
    return int((portal.data_dir / f"{name}.pid").read_text())


def wait_until(condition, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def chat_cookie(browser, portal) -> str:
    """A conversation begun in a browser; its cookie for a raw socket."""
    page = person(browser, portal)
    page.goto("/tro-chuyen/")
    page.locator("main button.dv-topic[value=self]").click()
    page.wait_for_url("**/tro-chuyen/**")
    cookies = page.context.cookies(portal.url + "/tro-chuyen/ws")
    page.context.close()
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)


def socket_of(portal, cookie: str):
    return connect(
        f"ws://127.0.0.1:{portal.port}/tro-chuyen/ws", origin=portal.url, additional_headers={"Cookie": cookie}
    )


def close_code(socket) -> int | None:
    """Read until the server closes the line; its close code."""
    try:
        while True:
            socket.recv(timeout=30)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def say(socket, body: str, client_id: str) -> dict:
    """Send one message; its ack."""
    socket.send(json.dumps({"type": "send", "client_id": client_id, "body": body}))
    while True:
        frame = json.loads(socket.recv(timeout=20))
        if frame["type"] == "ack" and frame["client_id"] == client_id:
            return frame


def resume(socket, after: int = 0) -> list[dict]:
    """Everything after `after`, until the last that the welcome names."""
    socket.send(json.dumps({"type": "resume", "after": after}))
    messages, last = [], None
    while last is None or (messages[-1]["seq"] if messages else after) < last:
        frame = json.loads(socket.recv(timeout=20))
        if frame["type"] == "welcome":
            last = frame["last_seq"]
        elif frame["type"] == "message":
            messages.append(frame)
    return messages


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen for seconds"])
@pytest.mark.parametrize("engine", ["postgres", "valkey"])
def test_an_engine_that_goes_away_gives_a_clear_answer_and_comes_back_by_itself(portal, engine, how):
    pid = pid_of(portal, engine)
    os.kill(pid, how)
    if how == signal.SIGSTOP:
        time.sleep(2)
        os.kill(pid, signal.SIGCONT)
    seen = set()

    def well_again() -> bool:
        status, body = portal.get("/tra-cuu/")
        seen.add(status)
        if status == 503:
            assert b"115" in body
        return status == 200 and portal.get("/readyz")[0] == 200

    wait_until(well_again)
    assert seen <= {200, 503}


def test_an_acknowledged_message_survives_the_death_of_every_engine(browser, portal):
    cookie = chat_cookie(browser, portal)
    with socket_of(portal, cookie) as socket:
        resume(socket)
        acked = {say(socket, f"lời thứ {number}", str(uuid.uuid4()))["seq"]: number for number in range(5)}
    for engine in ("valkey", "postgres"):
        os.kill(pid_of(portal, engine), signal.SIGKILL)
    wait_until(lambda: portal.get("/readyz")[0] == 200)
    with socket_of(portal, cookie) as socket:
        kept = {frame["seq"]: frame["body"] for frame in resume(socket)}
    assert {seq: f"lời thứ {number}" for seq, number in acked.items()}.items() <= kept.items()


def test_the_same_client_id_sent_again_on_a_new_line_keeps_its_place(browser, portal):
    cookie, client_id = chat_cookie(browser, portal), str(uuid.uuid4())
    with socket_of(portal, cookie) as socket:
        resume(socket)
        first = say(socket, "một lần thôi", client_id)
    with socket_of(portal, cookie) as socket:
        resume(socket)
        again = say(socket, "một lần thôi", client_id)
    assert (again["seq"], again["client_id"]) == (first["seq"], client_id)


def test_a_frame_that_is_no_json_or_too_big_is_told_so_and_the_line_stays(browser, portal):
    with socket_of(portal, chat_cookie(browser, portal)) as socket:
        resume(socket)
        socket.send("đây không phải json")
        while (frame := json.loads(socket.recv(timeout=20)))["type"] != "error":
            pass
        assert frame["code"] == "bad_frame"
        assert say(socket, "vẫn còn đây", str(uuid.uuid4()))["seq"]


def test_a_frame_above_the_limit_of_the_server_closes_only_its_own_line(browser, portal):
    cookie = chat_cookie(browser, portal)
    with socket_of(portal, cookie) as socket:
        resume(socket)
        socket.send("x" * (1100 * 1024))
        assert close_code(socket) == 1009
    with socket_of(portal, cookie) as socket:
        assert isinstance(resume(socket), list)


def test_a_second_instance_starts_beside_the_first_and_leaves_no_process(browser, portal, tmp_path_factory):
    other = Portal(portal.data_dir.parent / f"{portal.data_dir.name}-second", free_port())
    try:
        other.start()
        assert other.get("/readyz")[0] == portal.get("/readyz")[0] == 200
        cookie = chat_cookie(browser, other)
        assert socket_refused(portal, cookie)
        with socket_of(other, cookie) as socket:
            resume(socket)
            other.process.send_signal(signal.SIGTERM)
            assert close_code(socket) == 1012
        assert other.process.wait(60) == 0
        assert other.processes() == []
        assert not re.search("Traceback", "".join(other.output))
    finally:
        with contextlib.suppress(Exception):
            other.stop(signal.SIGKILL)
        shutil.rmtree(other.data_dir, ignore_errors=True)


def socket_refused(portal, cookie: str) -> bool:
    """Whether the conversation of another instance is unknown here."""
    with socket_of(portal, cookie) as socket:
        with contextlib.suppress(ConnectionClosed):
            socket.send(json.dumps({"type": "resume", "after": 0}))
        return close_code(socket) == 4401
