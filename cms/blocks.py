"""What an article is made of. Each block has one template of the same name in templates/cms/blocks/.

The blocks carry meaning, never looks: an editor says "do not", the design system draws it. How to add one: a class
here, its template, a line in `ContentBlocks`; no migration.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .services import CHOICES, service_url

INLINE = ["bold", "link", "document-link"]
RICH = [*INLINE, "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page title is the first."""

    class Meta:
        icon = "title"
        template = "cms/blocks/heading.html"
        label = _("Heading")


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=[*RICH, "h3"], **kwargs)

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/paragraph.html"
        label = _("Running text")


class CareCardBlock(blocks.StructBlock):
    """Where to turn, by urgency. Use "now" only where a life may be in danger."""

    level = blocks.ChoiceBlock(
        choices=[("plan", _("When it suits")), ("soon", _("Soon")), ("now", _("Emergency, now"))], label=_("Urgency")
    )
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    body = blocks.RichTextBlock(features=RICH, label=_("Running text"))
    phone = blocks.RegexBlock(
        regex=r"^[0-9+ ]{3,20}$", required=False, label=_("Phone number to call"), help_text=_("Leave empty if none.")
    )

    class Meta:
        icon = "warning"
        template = "cms/blocks/care_card.html"
        label = _("Care card")


class AdviceBlock(blocks.StructBlock):
    """A list of short pieces of advice of one kind."""

    heading = blocks.CharBlock(required=False, max_length=80, label=_("Heading"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=250), min_num=1, label=_("Items"))


class DoBlock(AdviceBlock):
    """What helps."""

    class Meta:
        icon = "tick"
        template = "cms/blocks/do.html"
        label = _("Do")


class DontBlock(AdviceBlock):
    """What hurts."""

    class Meta:
        icon = "cross"
        template = "cms/blocks/dont.html"
        label = _("Do not")


class StepBlock(blocks.StructBlock):
    """One step."""

    heading = blocks.CharBlock(max_length=120, label=_("Step"))
    text = blocks.TextBlock(required=False, max_length=600, label=_("In more words"))


class StepsBlock(blocks.StructBlock):
    """Steps in order."""

    steps = blocks.ListBlock(StepBlock(), min_num=2, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"
        label = _("Steps")


class DetailsBlock(blocks.StructBlock):
    """Something to open for those who want to know more; also a question with its answer."""

    summary = blocks.CharBlock(max_length=150, label=_("Question or summary"))
    body = blocks.RichTextBlock(features=RICH, label=_("Running text"))

    class Meta:
        icon = "help"
        template = "cms/blocks/details.html"
        label = _("Details to open")


class InsetBlock(blocks.StructBlock):
    """One thought set apart."""

    text = blocks.RichTextBlock(features=INLINE, label=_("Running text"))

    class Meta:
        icon = "radio-full"
        template = "cms/blocks/inset.html"
        label = _("Set apart")


class QuoteBlock(blocks.StructBlock):
    """Somebody's words. Names only with written consent."""

    text = blocks.TextBlock(max_length=600, label=_("Words"))
    who = blocks.CharBlock(required=False, max_length=100, label=_("Who (no real names without consent)"))

    class Meta:
        icon = "openquote"
        template = "cms/blocks/quote.html"
        label = _("Quote")


class TableBlock(blocks.StructBlock):
    """A table with a caption; the first column names the row."""

    caption = blocks.CharBlock(max_length=200, label=_("Caption"))
    table = TypedTableBlock([("text", blocks.CharBlock(label=_("Running text")))], label=_("Table"))

    class Meta:
        icon = "table"
        template = "cms/blocks/table.html"
        label = _("Table")


class PictureBlock(ImageBlock):
    """A picture: words for those who do not see it are required, unless it only decorates."""

    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"
        label = _("Picture")


class LegalDocumentChooserBlock(SnippetChooserBlock):
    """A document of the library; arrives with its status of today."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        found = self.model_class.objects.with_status().in_bulk([value for value in values if value is not None])
        return [found.get(value) for value in values]


class CitationBlock(blocks.StructBlock):
    """Which article of which text says so. A text that has lapsed is marked as lapsed by itself."""

    document = LegalDocumentChooserBlock("cms.LegalDocument", label=_("Document"))
    article = blocks.CharBlock(max_length=120, label=_("Article"))
    text = blocks.TextBlock(required=False, max_length=600, label=_("What it says, in plain words"))

    class Meta:
        icon = "doc-full"
        template = "cms/blocks/citation.html"
        label = _("Legal source")


class NumbersBlock(blocks.StaticBlock):
    """All help numbers with what they are for; kept in one place (snippet "help numbers"), dated."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["numbers"] = apps.get_model("cms", "HelpNumber").objects.all()
        return context

    class Meta:
        icon = "mobile-alt"
        template = "cms/blocks/numbers.html"
        label = _("Help numbers")
        admin_text = _("Shows the help numbers as they are kept under “Help numbers”.")


class CallBlock(blocks.StructBlock):
    """The way on: exactly one of a page, a door of the portal, a phone number."""

    label = blocks.CharBlock(max_length=80, label=_("Label"))
    text = blocks.CharBlock(required=False, max_length=160, label=_("One line below"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    service = blocks.ChoiceBlock(choices=CHOICES, required=False, label=_("Door of the portal"))
    phone = blocks.RegexBlock(regex=r"^[0-9+ ]{3,20}$", required=False, label=_("Phone number"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if sum(bool(cleaned.get(name)) for name in ("page", "service", "phone")) != 1:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose exactly one: a page, a door or a phone number."))]
            )
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context["url"] = self._url(value, context)
        return context

    def _url(self, value: Any, context: dict[str, Any]) -> str:
        if value["phone"]:
            return "tel:" + value["phone"].replace(" ", "")
        if value["service"]:
            return service_url(value["service"])
        page = value["page"]
        return (page.get_url(context.get("request")) or "") if page and page.live else ""

    class Meta:
        icon = "link"
        template = "cms/blocks/call.html"
        label = _("Way on (button)")


class ContentBlocks(blocks.StreamBlock):
    """All that an article may hold."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    care_card = CareCardBlock()
    do_list = DoBlock()
    dont_list = DontBlock()
    steps = StepsBlock()
    details = DetailsBlock()
    inset = InsetBlock()
    quote = QuoteBlock()
    table = TableBlock()
    picture = PictureBlock()
    citation = CitationBlock()
    numbers = NumbersBlock()
    call = CallBlock()
