import json
import os
import subprocess
import sys

from django.conf import settings

PROGRAM = """
import json
from fitapp import settings
print(json.dumps({name: value for name, value in vars(settings).items()
                  if name.isupper() and name in NAMES}, default=str))
"""


def settings_with(data_dir, *names, **environment) -> dict:
    """These settings as a process with this environment would read them."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("NAMES", repr(names))],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATA_DIR": str(data_dir), **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(found.stdout)
