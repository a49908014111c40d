from accounts.admin import applications, blocks, looks, people

__all__ = ["applications", "blocks", "looks", "people"]
