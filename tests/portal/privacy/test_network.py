"""Only trusted proxies speak for a client, and no address leaves the function."""

import time

import pytest
from django.test import RequestFactory

from portal.privacy.network import client_network, network_key

PROXIES = ["10.0.0.1", "10.0.1.0/24"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "network"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.9", "203.0.113.5"),  # a client that sets the header itself
        ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.9", "198.51.100.9"),  # the left part is the client's own claim
        ("10.0.0.1", "198.51.100.9, 10.0.1.7", "198.51.100.9"),
        ("10.0.0.1", "nonsense", "unknown"),
        ("", "", "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "", "203.0.113.5"),
    ],
)
def test_the_network_is_the_last_hop_that_a_trusted_server_saw(remote, forwarded, network):
    assert client_network(remote, forwarded, PROXIES) == network


def test_the_key_differs_by_network_and_by_day_and_hides_the_address(time_machine):
    first = network_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.5"))
    assert first == network_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.5"))
    assert first != network_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.6"))
    assert "203" not in first or len(first) == 32
    time_machine.move_to(time.time() + 24 * 3600)
    assert first != network_key(RequestFactory().get("/", REMOTE_ADDR="203.0.113.5"))
