from training.admin import exercises, gyms, planning, programs, records, sessions  # noqa: F401
