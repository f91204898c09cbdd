"""URLs of the citizen's side. Fixed words before `<slug>`, which is a step's name of the public contract."""

from django.urls import URLPattern, URLResolver, path

from registration.intake.views import (
    answer,
    check,
    confirm,
    contact,
    crossing,
    data_rights,
    done,
    duplicate,
    handover,
    keeping,
    own_data,
    resume,
    step,
    track,
    visit,
)

app_name = "intake"
urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-ky/", crossing.crossing, name="crossing"),
    path("dang-ky/sau-khi-dang-ky/", crossing.after, name="after"),
    path("dang-ky/tiep-tuc/", resume.resume, name="resume"),
    path("dang-ky/luu-y/", check.note, name="note"),
    path("dang-ky/muc-luc/", keeping.topics, name="topics"),
    path("dang-ky/da-luu/", keeping.saved, name="saved"),
    path("dang-ky/xoa/", keeping.erase, name="erase"),
    path("dang-ky/xac-nhan/", confirm.confirm, name="confirm"),
    path("dang-ky/tu-van-vien/", handover.handover, name="handover"),
    path("dang-ky/kiem-tra/", check.check, name="check"),
    path("dang-ky/da-dang-ky/", duplicate.duplicate, name="duplicate"),
    path("dang-ky/xong/", done.done, name="done"),
    path("dang-ky/xong/lich-hen/", visit.from_receipt, name="done_visit"),
    path("dang-ky/xong/<slug:form>.pdf", done.form_pdf, name="done_pdf"),
    path("dang-ky/<slug:slug>/", step.step_page, name="step"),
    path("tra-cuu/", track.track, name="track"),
    path("tra-cuu/tra-loi/", answer.answer, name="answer"),
    path("tra-cuu/lich-hen/", visit.from_tracking, name="visit"),
    path("tra-cuu/lien-he/", contact.contact, name="contact"),
    path("tra-cuu/lien-he/xac-nhan/", contact.prove_phone, name="prove_phone"),
    path("tra-cuu/du-lieu/", own_data.own_data, name="own_data"),
    path("tra-cuu/du-lieu/tai-ve/", own_data.download, name="own_data_download"),
    path("tra-cuu/quyen/", data_rights.data_rights, name="data_rights"),
    path("tra-cuu/rut/", track.withdrawal, name="withdraw"),
    path("tra-cuu/thoat/", track.leave, name="track_leave"),
    path("tra-cuu/mau/<slug:form>.pdf", track.form_pdf, name="track_pdf"),
]
