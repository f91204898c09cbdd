"""The style guide at /demo/ui/ (DEMO only): every component on one page, to look at and to measure."""

from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


class SampleForm(forms.Form):
    """One field of each kind of widget."""

    full_name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ", max_length=80)
    born = forms.DateField(label="Ngày sinh", help_text="Ví dụ 01/07/1990")
    sex = forms.ChoiceField(label="Giới tính", choices=(("female", "Nữ"), ("male", "Nam")), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label="Bạn cần hỗ trợ gì",
        required=False,
        choices=(("job", "Việc làm"), ("health", "Sức khỏe"), ("legal", "Giấy tờ")),
        widget=forms.CheckboxSelectMultiple,
    )
    province = forms.ChoiceField(
        label="Tỉnh, thành phố", choices=(("", "—"), ("01", "Hà Nội"), ("79", "TP. Hồ Chí Minh"))
    )
    note = forms.CharField(label="Điều khác", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(
        label="Giấy tờ kèm theo", required=False, help_text="PDF, JPEG, PNG hoặc HEIC, tối đa 10 MB"
    )
    agree = forms.BooleanField(label="Những gì tôi viết là đúng")
    # A hint below one option.
    needs.widget.option_hints = {"job": "Tìm việc, học nghề"}


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
