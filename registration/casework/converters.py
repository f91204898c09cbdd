"""A registration code in an address: any spelling that people use arrives as the ten signs, anything else is 404."""

from . import codes


class RegistrationCode:
    """Path converter `<regcode:code>`."""

    regex = r" ?[0-9A-Za-z][0-9A-Za-z -]{8,20} ?"

    def to_python(self, value: str) -> str:
        return codes.normalise(value)

    def to_url(self, value: str) -> str:
        return codes.display(codes.normalise(value))
