from accounts.admin import applications, looks, people

__all__ = ["applications", "looks", "people"]
