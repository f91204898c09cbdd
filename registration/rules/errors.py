"""Why a step with a version of the law is refused, in words for the one who tried it."""


class Refused(Exception):
    """Nothing was changed; the message says why, in the reader's language."""
