"""The style guide at /demo/ui/ (DEMO only): every component on one page, to look at and to measure."""

from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


class SampleForm(forms.Form):
    """One field of each kind of widget."""

    full_name = forms.CharField(label=_("Full name"), help_text=_("As on the paper"), max_length=80)
    born = forms.DateField(label=_("Date of birth"), help_text=_("For example 01/07/1990"))
    sex = forms.ChoiceField(
        label=_("Sex"), choices=(("female", _("Female")), ("male", _("Male"))), widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        label=_("What would help"),
        required=False,
        choices=(
            ("job", (_("Work"), _("Looking for work, learning a trade"))),
            ("health", _("Health")),
            ("legal", _("Papers")),
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    province = forms.ChoiceField(label=_("Province"), choices=(("", "—"), ("01", "Hà Nội"), ("79", "TP. Hồ Chí Minh")))
    note = forms.CharField(label=_("Anything else"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label=_("A paper"), required=False, help_text=_("PDF, JPEG, PNG or HEIC, at most 10 MB"))
    agree = forms.BooleanField(label=_("What I wrote is true"))


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component, once empty of mistakes and, with ?sai=1, with mistakes."""
    form = SampleForm({} if request.GET.get("sai") else None)
    steps = [
        {"state": "done", "title": "Đã chuẩn bị hồ sơ", "when": datetime(2026, 11, 23, 2, 5, tzinfo=UTC)},
        {
            "state": "now",
            "title": "Đã tiếp nhận",
            "when": datetime(2026, 11, 24, 2, 40, tzinfo=UTC),
            "text": "Bàn tiếp nhận phải trả lời trước 09:40 ngày 25/11/2026.",
            "clock": {"percent": 70, "text": "Còn 7 giờ", "state": "near"},
        },
        {"state": "next", "title": "Quyết định"},
        {"state": "next", "title": "Bắt đầu điều trị"},
    ]
    doors = [
        {
            "url": "#",
            "icon": "talk",
            "title": "Nói chuyện với tư vấn viên",
            "text": "Không cần tên. Đang có người trực.",
        },
        {"url": "#", "icon": "read", "title": "Tìm hiểu", "text": "Cho tôi, cho gia đình, cho bạn trẻ."},
        {"url": "#", "icon": "register", "title": "Đăng ký điều trị tự nguyện", "text": "Xem trước điều gì sẽ xảy ra."},
    ]
    return render(request, "ui/pages/style_guide.html", {"form": form, "steps": steps, "doors": doors})
