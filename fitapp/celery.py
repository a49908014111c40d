"""The Celery application: `celery -A fitapp worker`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["filesystem"] = "fitapp.lib.broker:Transport"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitapp.settings")

app = Celery("fitapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def first_beat(**_: Any) -> None:
    """The scheduler beats every 20 seconds; /health/ready need not wait for the first."""
    app.send_task("fitapp.pages.tasks.beat")
