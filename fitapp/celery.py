"""The Celery application: `celery -A fitapp worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitapp.settings")

app = Celery("fitapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
