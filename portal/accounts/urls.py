"""URLs of portal.accounts, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from portal.accounts.views import account, home, sign_in, staff_accounts

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("second-factor/", sign_in.second_factor_step, name="second_factor"),
    path("second-factor/enrol/", sign_in.enrol, name="enrol"),
    path("set-password/<str:token>/", sign_in.set_password, name="set_password"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery_codes"),
    path("account/language/", account.language, name="language"),
    path("accounts/", staff_accounts.accounts, name="accounts"),
    path("accounts/new/", staff_accounts.new, name="account_new"),
    path("accounts/<int:pk>/", staff_accounts.detail, name="account_detail"),
    path("accounts/<int:pk>/deactivate/", staff_accounts.deactivate_account, name="account_deactivate"),
    path("accounts/<int:pk>/reactivate/", staff_accounts.reactivate_account, name="account_reactivate"),
    path("accounts/<int:pk>/second-factor/", staff_accounts.reset_factors, name="account_reset_factors"),
    path("accounts/<int:pk>/password-link/", staff_accounts.password_link, name="account_link"),
    path("accounts/<int:pk>/postings/new/", staff_accounts.new_posting, name="posting_new"),
    path("accounts/<int:pk>/postings/<int:posting>/end/", staff_accounts.end_one_posting, name="posting_end"),
]
