"""What the admin pages of several rooms share."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class DeletesWhole:
    """A row goes with everything beneath it, also with what the admin lets nobody delete alone."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        tree, counts, _, protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        return tree, counts, set(), protected


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are found and read here but written elsewhere: by a verb that keeps other rows in
    step, which a change in the admin would pass by."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
