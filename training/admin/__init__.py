from training.admin import planning  # noqa: F401
