"""A private page for those who already work with a counsellor: code and PIN, appointments, plan, referrals."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hotline.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
    visitor_cookies = (("dv_case", "/tro-chuyen/ho-so"), ("dv_case_en", "/tro-chuyen/ho-so"))

    def ready(self) -> None:
        """Nothing leads to a forgotten conversation; the counsellor of a page acts for its person."""
        from hotline.cases.services.begin import acts_for
        from hotline.cases.services.end import let_go
        from hotline.conversations import belongings, erasure

        erasure.register(let_go)
        belongings.register_owner(acts_for)
