from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and coaching"

    def ready(self) -> None:
        from accounts import checks, handlers, security_log  # noqa: F401
