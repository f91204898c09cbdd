"""`python -m portal.sms.standin_http --port 8026 --data DIR --webhook-base http://127.0.0.1:8000`"""

import argparse
from pathlib import Path

from ..standin.server import serve
from .app import build_app
from .config import Config


def main() -> None:
    """Read the command line and serve; the key comes from SMS_HTTP_KEY of the environment, else a test value."""
    parser = argparse.ArgumentParser(description="A stand-in of a domestic HTTP gateway for SMS.")
    parser.add_argument("--port", type=int, default=8026)
    parser.add_argument("--data", type=Path, required=True, help="directory that keeps the messages")
    parser.add_argument("--webhook-base", required=True, help="public address of the portal, as its PUBLIC_URL")
    options = parser.parse_args()
    serve(build_app(Config(data_dir=options.data, webhook_base=options.webhook_base)), options.port)


if __name__ == "__main__":
    main()
