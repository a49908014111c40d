from accounts.admin import applications, blocks, looks, people, sign_in

__all__ = ["applications", "blocks", "looks", "people", "sign_in"]
