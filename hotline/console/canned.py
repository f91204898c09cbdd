"""Ready sentences for the console: kept and changed in `hotline.line`."""

from hotline.line.canned import Canned, canned_replies

__all__ = ["Canned", "canned_replies"]
