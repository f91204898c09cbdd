"""Vietnamese letters: folding for search, slugs, and the order of the dictionary and of a class list.

Vietnamese writes one letter in several ways: composed or with combining marks (Unicode NFC,
NFD), and the tone on either vowel (hoà, hòa). Folding takes all marks off, so all of these
meet. Sorting follows the alphabet (a ă â b c d đ e ê …), letters first, tones only between
words of the same letters, in the order level, falling, hook, tilde, rising, dot below.
"""

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # falling, hook above, tilde, rising, dot below

_RANK = {letter: rank for rank, letter in enumerate(ALPHABET, start=100)}

SortKey = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...], str]


def fold(text: str) -> str:
    """`text` in lower case without marks, spaces squeezed: "  Hoà  Bình" → "hoa binh". Idempotent."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def slug(text: str) -> str:
    """`text` as part of an address: "Đăng ký" → "dang-ky". May be empty when no letter or digit is in it."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def sort_key(text: str) -> SortKey:
    """A key that sorts words and names as a Vietnamese dictionary does, word by word."""
    composed = unicodedata.normalize("NFC", text)
    words = composed.casefold().split()
    return tuple(_letters(word) for word in words), tuple(_tones(word) for word in words), composed


def person_sort_key(full_name: str) -> tuple[SortKey, SortKey]:
    """A key that sorts people as a Vietnamese list does: by given name (the last word), then the whole name."""
    given = full_name.split()[-1:] or [""]
    return sort_key(given[0]), sort_key(full_name)


def _letters(word: str) -> tuple[int, ...]:
    """The word's letters as ranks in the alphabet, tones taken off; other signs sort before letters."""
    ranks = []
    for sign in word:
        kept = "".join(part for part in unicodedata.normalize("NFD", sign) if part not in TONES)
        letter = unicodedata.normalize("NFC", kept)
        if letter in _RANK:
            ranks.append(_RANK[letter])
        elif letter.isalpha():
            # A foreign letter: after z, in Unicode's order.
            ranks.append(1000 + ord(letter[0]))
        elif letter:
            ranks.append(min(ord(letter[0]), 99) if letter.isascii() else 99)
    return tuple(ranks)


def _tones(word: str) -> tuple[int, ...]:
    """One number for each sign: 0 level, 1 falling … 5 dot below."""
    marks = []
    for sign in word:
        tone = next((part for part in unicodedata.normalize("NFD", sign) if part in TONES), "")
        marks.append(TONES.index(tone) + 1 if tone else 0)
    return tuple(marks)
