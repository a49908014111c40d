from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages that compose across rooms. Owns no table."""

    name = "fitapp.pages"

    def ready(self) -> None:
        from fitapp.pages import checks  # noqa: F401
