"""What the audit log says of the figures."""

from django.utils.translation import gettext_lazy as _

WORDS = {"hotline.figures_exported": _("figures of the line taken along")}
