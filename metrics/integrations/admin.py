from django.contrib import admin

from metrics.integrations.models import ExerciseAlias, Import, ImportedSession


@admin.register(Import)
class ImportAdmin(admin.ModelAdmin):
    list_display = ["filename", "user", "kind", "state", "created_at", "applied_at", "attempts"]
    list_filter = ["state", "kind"]
    list_select_related = ["user"]
    search_fields = ["filename", "user__email", "user__handle"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    raw_id_fields = ["user"]
    exclude = ["file"]  # somebody's training: no link to it, not even here
    readonly_fields = ["sha256", "counts", "mapping", "row_errors", "heartbeat_at", "attempts"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """With its person, or undone by them: else its file and its sessions would stay behind."""
        return obj is None or request.resolver_match.url_name.startswith("accounts_user")


@admin.register(ImportedSession)
class ImportedSessionAdmin(admin.ModelAdmin):
    list_display = ["session", "user", "kind", "source"]
    list_filter = ["kind"]
    list_select_related = ["session", "user", "source__user"]
    search_fields = ["user__email", "session__name"]
    ordering = ["-pk"]
    raw_id_fields = ["session", "user", "source"]


@admin.register(ExerciseAlias)
class ExerciseAliasAdmin(admin.ModelAdmin):
    list_display = ["name", "app", "exercise", "user"]
    list_filter = ["app"]
    list_select_related = ["exercise", "user"]
    search_fields = ["name", "exercise__name", "user__email"]
    ordering = ["name"]
    raw_id_fields = ["exercise", "user"]
