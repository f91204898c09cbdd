"""An inbox view that a person keeps under a name: filters and order, no personal data of citizens."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """`filters` are the parameters of the inbox's address (`inbox_filters.py`); a search is never part of them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    filters = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_view_of_a_name")]

    def __str__(self) -> str:
        return self.name
