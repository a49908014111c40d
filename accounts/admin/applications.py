from django.contrib import admin, messages
from django.utils import timezone

from accounts import applications
from accounts.models import TrainerApplication
from fitapp.lib.errors import Refused


class AnswerFilter(admin.SimpleListFilter):
    """The open ones wait for an admin."""

    title = "answer"
    parameter_name = "answer"
    ANSWERS = {"open": None, "approved": True, "declined": False}

    def lookups(self, request, model_admin):
        return [(answer, answer.capitalize()) for answer in self.ANSWERS]

    def queryset(self, request, queryset):
        if self.value() not in self.ANSWERS:
            return queryset
        return queryset.filter(approved=self.ANSWERS[self.value()])


@admin.register(TrainerApplication)
class TrainerApplicationAdmin(admin.ModelAdmin):
    """Who would like to be a trainer. The reason is written on the page of an application before
    it is declined; the person reads it."""

    list_display = ["user", "applied_at", "approved", "decided_at", "decided_by"]
    list_filter = [AnswerFilter, "applied_at"]
    list_select_related = ["user", "decided_by"]
    search_fields = ["user__email", "user__handle", "user__profile__name", "about"]
    date_hierarchy = "applied_at"
    ordering = ["-applied_at"]
    actions = ["approve", "decline"]

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        fields = ["user", "about", "applied_at", "decided_at", "decided_by", "approved"]
        return fields if obj is not None and obj.is_open else [*fields, "reason"]

    @admin.action(description="Approve", permissions=["change"])
    def approve(self, request, queryset):
        for row in queryset.select_related("user__profile"):
            self.answer(request, row, applications.approve)

    @admin.action(description="Decline, with the reason on its page", permissions=["change"])
    def decline(self, request, queryset):
        for row in queryset.select_related("user__profile"):
            self.answer(request, row, applications.decline, reason=row.reason)

    def answer(self, request, row, verb, **said):
        try:
            verb(application=row, by=request.user, at=timezone.now(), **said)
        except Refused as refusal:
            messages.error(request, f"{row.user.name}: {refusal}")
        else:
            messages.success(request, f"{row.user.name} is told.")
