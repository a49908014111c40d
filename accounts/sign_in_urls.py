"""Every door of signing in, by name. What allauth offers beyond these is not there."""

from allauth.account import views as account
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.apple import views as apple
from allauth.socialaccount.providers.google import views as google
from django.urls import include, path, re_path

from accounts.proof import proved_first
from accounts.views.confirm import confirm_code
from accounts.views.social import apple_callback

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/", confirm_code, name="account_email_verification_sent"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", proved_first(account.password_set), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", social.connections, name="socialaccount_connections"),
    path("3rdparty/signup/", social.signup, name="socialaccount_signup"),
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", social.login_error, name="socialaccount_login_error"),
    path("google/login/", google.oauth2_login, name="google_login"),
    path("google/login/callback/", google.oauth2_callback, name="google_callback"),
    path("apple/login/", apple.oauth2_login, name="apple_login"),
    path("apple/login/callback/", apple_callback, name="apple_callback"),
    path("apple/login/callback/finish/", apple.oauth2_finish_login, name="apple_finish_callback"),
]
