from training.admin import exercises, planning, programs, records  # noqa: F401
