"""Choose the language of one's own screens."""

from portal.accounts.models import User


def change_language(user: User, language: str) -> None:
    """Set `language` ("vi" or "en")."""
    user.language = language
    user.save(update_fields=["language"])
