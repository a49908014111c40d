from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "social.notifications"

    def ready(self) -> None:
        from social.notifications import checks, handlers  # noqa: F401
