from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import coaching
from accounts.events import SessionsEnded
from accounts.models import Coaching, Profile, ProfileGrant, ProfileGroupGrant, Token, User
from accounts.models.people import TRAINEES
from accounts.profiles import protect_minor
from accounts.roles import delete_account, set_active, set_roles
from fitapp.lib.admin import DeletesWhole, ReadOnlyAdmin

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """The roles. They are three, and the code knows them by name."""

    list_display = search_fields = ["name"]
    ordering = ["name"]


class ReadOnly:
    """Rows that verbs make; an admin looks at them."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ProfileInline(admin.StackedInline):
    model = Profile
    can_delete = False
    extra = 0


class NewUserForm(AdminUserCreationForm):
    name = forms.CharField(max_length=80)

    class Meta:
        model = User
        fields = ["email"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, commit=True):
        self.instance.handle = User.objects.free_handle(self.cleaned_data["name"])
        return super().save(commit=commit)


@admin.register(User)
class UserAdmin(DeletesWhole, DjangoUserAdmin):
    add_form = NewUserForm
    list_display = ["email", "handle", "name", "roles", "is_active", "date_joined", "last_login"]
    list_filter = ["is_active", "groups", "is_staff", "date_joined"]
    search_fields = ["email", "handle", "profile__name"]
    ordering = ["-date_joined"]
    date_hierarchy = "date_joined"
    readonly_fields = ["date_joined", "last_login"]
    filter_horizontal = ["groups", "user_permissions"]
    fieldsets = [
        (None, {"fields": ["email", "handle", "password"]}),
        ("Rights", {"fields": ["is_active", "groups"]}),
        ("Dates", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]}),
    ]
    inlines = [ProfileInline]

    def get_queryset(self, request):
        people = super().get_queryset(request)
        return people.select_related("profile").prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """An address changes where it can be confirmed: in the person's own settings."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "email"] if obj else fields

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    @admin.display(ordering="profile__name")
    def name(self, user):
        return user.profile.name

    def roles(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all()))

    def save_related(self, request, form, formsets, change):
        """Roles are more than groups: who stops being a trainer stops seeing people's data."""
        roles = form.cleaned_data.pop("groups", None)
        super().save_related(request, form, formsets, change)
        if not change:
            Profile.objects.create(user=form.instance, name=form.cleaned_data["name"])
            form.instance.groups.add(Group.objects.get(name=TRAINEES))
        elif roles is not None:
            names = {group.name for group in roles}
            set_roles(user=form.instance, roles=names, by=request.user, at=timezone.now())
        if "is_active" in form.changed_data:
            active = form.instance.is_active
            set_active(user=form.instance, active=active, by=request.user, at=timezone.now())
        protect_minor(profile=Profile.objects.get(user=form.instance), at=timezone.now())

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST":
            SessionsEnded(user_id=int(id)).publish()
        return response

    def delete_model(self, request, obj):
        delete_account(user=obj, by=request.user, at=timezone.now())

    def delete_queryset(self, request, queryset):
        for user in queryset:
            self.delete_model(request, user)


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    list_display = ["name", "user", "load_unit", "time_zone", "experience", "is_private"]
    list_select_related = ["user"]
    list_filter = ["load_unit", "experience", "sex", "is_private"]
    search_fields = ["name", "user__email", "user__handle"]
    autocomplete_fields = ["user"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        protect_minor(profile=obj, at=timezone.now())

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """With its person, and not without."""
        return obj is None or request.resolver_match.url_name.startswith("accounts_user")


@admin.register(Coaching)
class CoachingAdmin(ReadOnly, admin.ModelAdmin):
    """Changed by its verbs alone, so that grants and status never disagree."""

    list_display = ["trainer", "trainee", "email", "status", "is_lead", "started_at", "ended_at"]
    list_filter = ["status", "is_lead", "invited_at"]
    list_select_related = ["trainer", "trainee"]
    search_fields = ["email", "trainer__email", "trainer__handle", "trainee__handle"]
    autocomplete_fields = ["trainer", "trainee", "ended_by"]
    exclude = ["token_digest"]
    date_hierarchy = "invited_at"
    ordering = ["-invited_at"]
    actions = ["end"]

    @admin.action(description="End coaching, or withdraw the invitation", permissions=["delete"])
    def end(self, request, queryset):
        under_way = queryset.exclude(status=Coaching.Status.ENDED)
        for relation in under_way:
            coaching.end(coaching=relation, by=request.user, at=timezone.now())
        messages.success(request, "Ended.")

    def delete_model(self, request, obj):
        if obj.status != Coaching.Status.ENDED:
            coaching.end(coaching=obj, by=request.user, at=timezone.now())
        obj.delete()

    def delete_queryset(self, request, queryset):
        for relation in queryset:
            self.delete_model(request, relation)


@admin.register(Token)
class TokenAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "user", "scope", "created_at", "last_used_at", "expires_at", "revoked"]
    list_filter = ["scope", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email", "user__handle"]
    autocomplete_fields = ["user"]
    exclude = ["digest"]
    ordering = ["-created_at"]
    actions = ["revoke"]

    @admin.display(boolean=True)
    def revoked(self, token):
        return token.revoked_at is not None

    @admin.action(description="Revoke", permissions=["delete"])
    def revoke(self, request, queryset):
        for token in queryset:
            token.revoke(at=timezone.now())
        messages.success(request, "Revoked.")


@admin.register(ProfileGrant)
class ProfileGrantAdmin(ReadOnlyAdmin):
    """What each trainer may see; given and taken by the trainee."""

    list_display = ["user", "content_object", "permission"]
    list_filter = [("permission", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "content_object__user", "permission__content_type"]
    search_fields = ["user__email", "content_object__user__email"]
    ordering = ["-pk"]


@admin.register(ProfileGroupGrant)
class ProfileGroupGrantAdmin(ReadOnlyAdmin):
    """Empty by design: nothing is granted to a group."""

    list_display = ["group", "content_object", "permission"]
    list_select_related = ["group", "content_object__user", "permission__content_type"]
    search_fields = ["group__name"]
