"""The stand-in in a thread of this process, for tests."""

from pathlib import Path

from ..standin.server import Running
from .app import build_app
from .config import Config


class StandIn(Running):
    """`with StandIn(path, webhook_base) as gateway: gateway.url`; messages are taken at `gateway.url + "/send"`."""

    def __init__(self, data_dir: Path, webhook_base: str = "http://127.0.0.1:9", port: int = 0) -> None:
        self.config = Config(data_dir=data_dir, webhook_base=webhook_base)
        super().__init__(build_app(self.config), port)
