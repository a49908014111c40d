"""HTTP. Requests are synchronous Django in every mode."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fitapp.settings")

application = get_wsgi_application()
