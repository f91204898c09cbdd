"""One rule for addresses, in the editor and on the server: "Đăng ký cai nghiện" → dang-ky-cai-nghien.

The rule is `portal.ui.vietnamese.slug`. For the editor it is turned into the pairs of pattern and replacement that
Wagtail's slug field takes, so the browser needs no script of ours. (Wagtail's own rule writes "djang-k".)
"""

import re
import string
from functools import cache

from wagtail.admin.widgets.slug import SlugInput

from portal.ui.vietnamese import fold

_LATIN = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))


@cache
def formatters() -> list[tuple[re.Pattern[str], str]]:
    """Pattern and replacement, in order: marks off, every marked Latin letter to its bare one, the rest to hyphens."""
    letters: dict[str, list[str]] = {}
    for code in _LATIN:
        bare = fold(chr(code))
        if len(bare) == 1 and bare in string.ascii_lowercase:
            letters.setdefault(bare, []).append(chr(code))
    pairs = [(re.compile("[\u0300-\u036f]"), "")]
    pairs += [(re.compile(f"[{''.join(found)}]"), bare) for bare, found in sorted(letters.items())]
    pairs.append((re.compile("[^a-zA-Z0-9]+"), "-"))
    pairs.append((re.compile("^-|-$"), ""))
    return pairs


class VietnameseSlugInput(SlugInput):
    """Wagtail's slug field with our rule for letters."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, formatters=formatters(), locale="und")
