"""What the person's pages share: kept nowhere on the way, found by no search engine, posted only from our own pages."""

from hotline.origin import own_pages_only
from portal.ui.private_pages import View, private


def person_page(view: View) -> View:
    """Answers of `view` are not kept anywhere; a post from another site is refused."""
    return own_pages_only(private(view))
