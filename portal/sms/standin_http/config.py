"""What one stand-in is told when it starts."""

import os
from dataclasses import dataclass, field
from pathlib import Path

TEST_KEY = "stand-in-http-key"  # generated for tests; it opens nothing anywhere
SHORT_CODE = "8077"


@dataclass(frozen=True)
class Config:
    """The shared key, where messages are kept, and the public address of the portal."""

    data_dir: Path
    webhook_base: str
    key: str = field(default_factory=lambda: os.environ.get("SMS_HTTP_KEY") or TEST_KEY)
