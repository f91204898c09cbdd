"""Phone numbers: what people type becomes E.164, or `BadPhone`. `phonenumbers` decides; Vietnam is the home region.

The 11-digit mobile numbers of before September 2018 are still on paper and in memories: their prefixes are turned
into today's (decision 798/QĐ-BTTTT of 2014 as carried out in 2018).
"""

import re
import unicodedata

import phonenumbers

OLD_MOBILE_PREFIXES = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip

_OLD_MOBILE = re.compile(r"^(?:\+?84|0084|0)(1[2689]\d{8})$")
_PUNCTUATION = re.compile(r"[\s.\-()/\u00ad\u200b-\u200d\u2060\ufeff\u00a0]+")
_MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


class BadPhone(ValueError):
    """The text is no phone number that could be reached."""


def normalise(text: str, *, mobile: bool = False) -> str:
    """`text` as E.164 (`+84…`). With `mobile`, only a number that can receive SMS. Raises BadPhone."""
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))
    if not plain or len(plain) > 20 or not re.fullmatch(r"\+?\d+", plain):
        raise BadPhone("no phone number")
    plain = "".join(char if char == "+" else str(unicodedata.digit(char)) for char in plain)
    old = _OLD_MOBILE.match(plain)
    if old and "0" + old[1][:3] in OLD_MOBILE_PREFIXES:
        plain = OLD_MOBILE_PREFIXES["0" + old[1][:3]] + old[1][3:]
    elif plain.startswith("0084"):
        plain = "+" + plain[2:]
    elif plain.startswith("84") and len(plain) == 11:
        plain = "+" + plain
    try:
        number = phonenumbers.parse(plain, "VN")
    except phonenumbers.NumberParseException as error:
        raise BadPhone("no phone number") from error
    if not phonenumbers.is_valid_number(number):
        raise BadPhone("no such number")
    if mobile and phonenumbers.number_type(number) not in _MOBILE:
        raise BadPhone("not a mobile number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def sender(text: str) -> str:
    """An inbound sender: E.164 where it is a number, else the short code or name as it came (64 characters)."""
    try:
        return normalise(text)
    except BadPhone:
        return text.strip()[:64]


def masked(number: str) -> str:
    """A number as staff may see it in lists: the last three digits."""
    return "•••" + number[-3:]
