from django.contrib import admin
from django.db import models
from django.utils import timezone

from fitapp.lib.admin import ReadOnlyAdmin
from training import catalogue, exercises
from training.models import (
    Exercise,
    ExerciseEquipment,
    ExerciseMark,
    ExerciseMuscle,
    Popularity,
    Substitute,
    VideoLink,
)
from training.recounting import ask_for_recount


class MuscleInline(admin.TabularInline):
    model = ExerciseMuscle
    extra = 0


class EquipmentInline(admin.TabularInline):
    model = ExerciseEquipment
    extra = 0


class SubstituteInline(admin.TabularInline):
    model = Substitute
    fk_name = "exercise"
    raw_id_fields = ["substitute"]
    ordering = ["position"]
    extra = 0


@admin.register(ExerciseMark)
class ExerciseMarkAdmin(ReadOnlyAdmin):
    list_display = ["user", "exercise", "kind", "reason", "marked_at"]
    list_filter = ["kind", "reason"]
    list_select_related = ["user", "exercise"]
    search_fields = ["user__handle", "exercise__name"]
    ordering = ["-marked_at", "-pk"]


@admin.register(Popularity)
class PopularityAdmin(ReadOnlyAdmin):
    list_display = ["exercise", "experience", "sex", "people"]
    list_filter = ["experience", "sex"]
    list_select_related = ["exercise"]
    search_fields = ["exercise__name"]
    ordering = ["-people", "pk"]


@admin.register(VideoLink)
class VideoLinkAdmin(ReadOnlyAdmin):
    """A video that should not be there can be taken away."""

    list_display = ["trainer", "exercise", "url"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_select_related = ["trainer", "exercise"]
    search_fields = ["trainer__handle", "exercise__name", "url"]
    ordering = ["-pk"]

    def has_delete_permission(self, request, obj=None):
        return True


@admin.register(Exercise)
class ExerciseAdmin(admin.ModelAdmin):
    """What an admin changes here becomes the admin's own; loading the library leaves it alone."""

    list_display = ["name", "slug", "pattern", "level", "tracking", "origin", "owner", "retired_at"]
    list_filter = [
        *("origin", "is_staple", ("retired_at", admin.EmptyFieldListFilter)),
        *("level", "mechanics", "tracking", "pattern"),
    ]
    list_select_related = ["owner"]
    search_fields = ["name", "slug", "aliases"]
    raw_id_fields = ["owner"]
    readonly_fields = ["origin", "retired_at"]
    exclude = ["picture"]  # its owner sends it, and it is made anew before it is kept
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    ordering = ["name", "pk"]
    inlines = [MuscleInline, EquipmentInline, SubstituteInline]
    actions = ["retire", "bring_back"]

    def has_delete_permission(self, request, obj=None):
        return False  # history and programs hold on to it: it is retired instead

    def save_model(self, request, obj, form, change):
        if obj.owner_id is not None:
            obj.origin = Exercise.Origin.PRIVATE
        elif obj.origin == Exercise.Origin.SHIPPED:
            obj.origin = Exercise.Origin.ADDED
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        catalogue.changed()
        catalogue.changed(form.instance)
        if any(one.model is ExerciseMuscle and one.has_changed() for one in formsets):
            ask_for_recount(exercise_ids=[form.instance.pk], at=timezone.now())

    @admin.action(description="Retire the chosen exercises")
    def retire(self, request, queryset):
        for exercise in queryset:
            exercises.retire(exercise=exercise, at=timezone.now())

    @admin.action(description="Bring the chosen exercises back")
    def bring_back(self, request, queryset):
        for exercise in queryset:
            exercises.restore(exercise=exercise)
