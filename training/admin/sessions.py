from django.contrib import admin

from fitapp.lib.admin import ReadOnlyAdmin
from training.models import Comment, RestTimer, Session, SessionItem, Set, Tombstone


class SetInline(admin.TabularInline):
    model = Set
    extra = 0
    fields = ["position", "kind", "load_mode", "load_kg", "reps", "duration_s", "rpe"]
    readonly_fields = fields
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False


class ItemInline(admin.TabularInline):
    model = SessionItem
    extra = 0
    fields = ["position", "name", "tracking", "group", "skipped_at"]
    readonly_fields = fields
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ["name", "trainee", "day", "started_at", "finished_at", "rpe", "logged_by"]
    list_filter = ["day", ("finished_at", admin.EmptyFieldListFilter)]
    list_select_related = ["trainee", "logged_by"]
    search_fields = ["name", "trainee__email", "trainee__handle"]
    date_hierarchy = "day"
    ordering = ["-started_at", "-pk"]
    inlines = [ItemInline]


@admin.register(SessionItem)
class SessionItemAdmin(ReadOnlyAdmin):
    list_display = ["name", "session", "position", "tracking", "group_kind", "skipped_at"]
    list_filter = ["tracking", "group_kind"]
    list_select_related = ["session"]
    search_fields = ["name", "session__trainee__email"]
    ordering = ["-session__started_at", "position"]
    inlines = [SetInline]


@admin.register(Set)
class SetAdmin(ReadOnlyAdmin):
    list_display = ["exercise", "trainee", "kind", "load_kg", "reps", "rpe", "completed_at"]
    list_filter = ["kind", "load_mode", "completed_at"]
    list_select_related = ["exercise", "trainee"]
    search_fields = ["exercise__name", "trainee__email", "trainee__handle"]
    ordering = ["-completed_at", "-pk"]


@admin.register(RestTimer)
class RestTimerAdmin(ReadOnlyAdmin):
    list_display = ["trainee", "session", "started_at", "ends_at", "sent_at"]
    list_select_related = ["trainee", "session"]
    search_fields = ["trainee__email", "trainee__handle"]
    ordering = ["-ends_at"]


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["text", "author", "session", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["author", "session"]
    search_fields = ["text", "author__email", "author__handle"]
    raw_id_fields = ["session", "author"]
    ordering = ["-created_at", "-pk"]


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnlyAdmin):
    """That something was deleted and when; what it said is nobody's business any more."""

    list_display = ["kind", "trainee", "deleted_at", "buried_at"]
    list_filter = ["kind", "buried_at"]
    list_select_related = ["trainee"]
    search_fields = ["trainee__email", "trainee__handle"]
    ordering = ["-buried_at", "-pk"]
    exclude = ["row"]
