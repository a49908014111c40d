from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "metrics.integrations"
    verbose_name = "Imports and connections"

    def ready(self) -> None:
        from metrics.integrations import handlers  # noqa: F401
