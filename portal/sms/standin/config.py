"""What one stand-in is told when it starts."""

import os
from dataclasses import dataclass, field
from pathlib import Path

# Generated for tests; they open nothing anywhere.
TEST_ACCOUNT_SID = "AC" + "d0" * 16
TEST_AUTH_TOKEN = "stand-in-auth-token"  # noqa: S105
TEST_FROM = "+15005550006"


@dataclass(frozen=True)
class Config:
    """Credentials, where messages are kept, and the address under which Twilio was told of the portal's webhooks."""

    data_dir: Path
    webhook_base: str
    account_sid: str = field(default_factory=lambda: os.environ.get("TWILIO_ACCOUNT_SID") or TEST_ACCOUNT_SID)
    auth_token: str = field(default_factory=lambda: os.environ.get("TWILIO_AUTH_TOKEN") or TEST_AUTH_TOKEN)
    own_number: str = field(default_factory=lambda: os.environ.get("TWILIO_FROM") or TEST_FROM)

    @property
    def inbound_url(self) -> str:
        """Where an inbound SMS is posted."""
        return self.webhook_base.rstrip("/") + "/webhooks/twilio/sms"
