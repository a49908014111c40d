from training.admin import exercises, planning, programs, records, sessions  # noqa: F401
