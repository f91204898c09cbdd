"""One instance of the portal = one `DATA_DIR`: its generated secrets and its embedded servers.

`prepare()` puts the instance's own environment (secrets, `DEMO`) into `os.environ` where the caller's environment
does not say otherwise. `servers()` starts or joins PostgreSQL and Valkey (see `embedded`) and leaves them when the
last user of the instance is gone.
"""

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.ops import embedded

ROOT = Path(__file__).resolve().parents[2]


def data_dir() -> Path:
    """Where this instance keeps its state: `DATA_DIR`, by default `var` in the checkout."""
    return (ROOT / os.environ.get("DATA_DIR", "var")).resolve()


def prepare(*, create: bool, demo: bool = False) -> None:
    """Load `instance.env` of the data directory; with `create`, write it first where there is none.

    Only an embedded instance (no `DATABASE_URL`) or a demo gets generated secrets: production must bring its own.
    """
    path = data_dir() / "instance.env"
    if not path.exists():
        if not create or ("DATABASE_URL" in os.environ and not demo):
            return
        _write(path, demo)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        if name and not name.startswith("#"):
            os.environ.setdefault(name, value)
    if demo:
        os.environ.setdefault("DEMO", "true")


@contextmanager
def servers() -> Iterator[embedded.Servers | None]:
    """Keep the embedded servers that this instance needs running inside the block; None where it brings its own."""
    needs_postgres = "DATABASE_URL" not in os.environ
    needs_valkey = "VALKEY_URL" not in os.environ
    if not (needs_postgres or needs_valkey):
        yield None
        return
    with embedded.Servers(data_dir(), postgres=needs_postgres, valkey=needs_valkey) as running:
        yield running


def _write(path: Path, demo: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(
        [
            "# Made at the first start of this instance. Keep it secret; without FIELD_KEYS the data cannot be read.",
            f"SECRET_KEY={secrets.token_urlsafe(48)}",
            f"FIELD_KEYS=k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            f"INDEX_KEY={secrets.token_urlsafe(32)}",
            f"TWILIO_ACCOUNT_SID=AC{secrets.token_hex(16)}",
            f"TWILIO_AUTH_TOKEN={secrets.token_hex(16)}",
            "TWILIO_FROM=+15005550006",
            *(["DEMO=true", "SMS_FREE_TEXT=true"] if demo else []),
            "",
        ]
    )
    draft = path.with_suffix(".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
