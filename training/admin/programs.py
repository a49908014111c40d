from django.contrib import admin
from django.db.models import Count, Max, Q
from django.utils import timezone

from fitapp.lib.admin import DeletesWhole, ReadOnlyAdmin
from training.models import (
    Block,
    Group,
    Item,
    Program,
    ProgramVersion,
    ProgressionRule,
    SetPrescription,
    Workout,
)


class ReadOnlyInline(admin.TabularInline):
    """Looked at here, written through the document alone."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class VersionInline(ReadOnlyInline):
    model = ProgramVersion
    fields = readonly_fields = ["number", "created_at", "created_by"]
    ordering = ["-number"]


class BlockInline(ReadOnlyInline):
    model = Block
    fields = readonly_fields = ["position", "name", "cycles", "cycle_days", "workout_names"]
    ordering = ["position"]
    show_change_link = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("workouts")

    @admin.display(description="workouts")
    def workout_names(self, block):
        rows = sorted(block.workouts.all(), key=lambda workout: workout.position)
        return ", ".join(f"day {workout.day}: {workout.name}" for workout in rows)


@admin.register(Program)
class ProgramAdmin(DeletesWhole, admin.ModelAdmin):
    list_display = ["name", "owner", "goal", "level", "is_public", "version", "users", "updated_at"]
    list_filter = ["is_public", "goal", "level", ("archived_at", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["name", "slug", "owner__email", "owner__handle"]
    date_hierarchy = "created_at"
    ordering = ["-updated_at"]
    raw_id_fields = ["owner"]
    fields = [
        *("name", "owner", "slug", "summary", "goal", "level", "is_public", "copied_from"),
        *("created_at", "updated_at", "updated_by", "archived_at"),
    ]
    readonly_fields = ["slug", "copied_from", "created_at", "updated_at", "updated_by"]
    inlines = [VersionInline]

    def get_queryset(self, request):
        running = Q(versions__assignments__ended_at=None)
        return (
            super()
            .get_queryset(request)
            .annotate(
                newest=Max("versions__number"),
                running=Count("versions__assignments", filter=running, distinct=True),
            )
        )

    def save_model(self, request, obj, form, change):
        """Whoever has it open hears of it before writing over it."""
        obj.note_change(by=request.user, at=timezone.now())
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request):
        return False

    @admin.display(ordering="newest")
    def version(self, program):
        return program.newest

    @admin.display(description="in use by", ordering="running")
    def users(self, program):
        return program.running


@admin.register(ProgramVersion)
class ProgramVersionAdmin(admin.ModelAdmin):
    list_display = ["program", "number", "created_at", "created_by", "block_count"]
    list_select_related = ["program", "created_by"]
    search_fields = ["program__name", "program__owner__email"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    fields = readonly_fields = ["program", "number", "created_at", "created_by"]
    inlines = [BlockInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(block_number=Count("blocks"))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """With its program, and not without."""
        return False

    @admin.display(description="blocks", ordering="block_number")
    def block_count(self, version):
        return version.block_number


class PartAdmin(ReadOnlyAdmin):
    """A part of a program, which is written through the document alone."""

    ordering = ["-pk"]


@admin.register(Block)
class BlockAdmin(PartAdmin):
    list_display = ["name", "version", "position", "cycles", "cycle_days"]
    list_select_related = ["version__program"]
    list_filter = ["cycle_days"]
    search_fields = ["name", "version__program__name"]


@admin.register(Workout)
class WorkoutAdmin(PartAdmin):
    list_display = ["name", "block", "day", "position"]
    list_select_related = ["block"]
    list_filter = ["day"]
    search_fields = ["name", "block__name", "block__version__program__name"]


@admin.register(Group)
class GroupAdmin(PartAdmin):
    list_display = ["kind", "workout", "position", "rounds", "rest_s", "interval_s", "time_cap_s"]
    list_select_related = ["workout"]
    list_filter = ["kind"]
    search_fields = ["workout__name", "workout__block__version__program__name"]


@admin.register(Item)
class ItemAdmin(PartAdmin):
    list_display = ["exercise", "workout", "position", "notes"]
    list_select_related = ["exercise", "group__workout"]
    list_filter = ["group__kind"]
    search_fields = ["exercise__name", "group__workout__block__version__program__name"]

    @admin.display(ordering="group__workout__name")
    def workout(self, item):
        return item.group.workout


@admin.register(SetPrescription)
class SetPrescriptionAdmin(PartAdmin):
    list_display = [
        *("item", "position", "kind", "reps_min", "reps_max", "duration_s"),
        *("load_kind", "load_kg", "load_percent", "rpe", "rest_s"),
    ]
    list_select_related = ["item__exercise"]
    list_filter = ["kind", "load_kind", "side"]
    search_fields = ["item__exercise__name"]


@admin.register(ProgressionRule)
class ProgressionRuleAdmin(PartAdmin):
    list_display = ["item", "position", "axis", "step", "when", "max_rpe", "ceiling", "on_fail"]
    list_select_related = ["item__exercise"]
    list_filter = ["axis", "when", "on_ceiling", "on_fail"]
    search_fields = ["item__exercise__name"]
