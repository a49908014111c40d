from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import applications, coaching, factors
from accounts.access import signed_in
from accounts.forms import (
    PictureForm,
    PrivacyForm,
    ProfileForm,
    TokenForm,
    TrainingForm,
    UnitsForm,
)
from accounts.models import Block, Coaching, Token
from accounts.proof import proved, proved_first
from accounts.roles import delete_account
from accounts.switches import switches
from fitapp.lib.errors import Refused
from fitapp.lib.pictures import drop_picture, keep_picture

FORMS = {
    "profile": ProfileForm,
    "units": UnitsForm,
    "training": TrainingForm,
    "privacy": PrivacyForm,
}
ELEMENT_IDS = "token_%s"  # of the token form: the profile on the same page has a name, too


@signed_in
@require_GET
def settings(request):
    return page(request)


def page(request, status=200, **told):
    """The whole page, with the one form that was wrong as it was sent."""
    user = request.user
    is_minor = user.profile.is_minor_at(timezone.now())
    mine = Coaching.objects.with_people().filter(trainee=user)
    trainers = coaching.with_scopes(mine.under_way().order_by("started_at", "pk"))
    for relation in trainers:
        relation.switches = switches(relation.scopes, is_minor=is_minor)
    forms = {name: form(instance=user.profile) for name, form in FORMS.items()}
    context = {
        "forms": {**forms, "token": TokenForm(auto_id=ELEMENT_IDS), "picture": PictureForm()},
        "trainers": trainers,
        "invitations": invitations_to(user),
        "application": None if user.is_trainer else applications.last_of(user),
        "is_minor": is_minor,
        "blocks": Block.objects.visible_to(user).with_blocked().newest_first(),
        "tokens": Token.objects.visible_to(user).order_by("-pk"),
        "factors": factors.described(user),
        "now": timezone.now(),
    }
    for name in set(told) & set(context["forms"]):
        context["forms"][name] = told.pop(name)
    return render(request, "accounts/settings.html", {**context, **told}, status=status)


def invitations_to(user):
    invited = Coaching.objects.visible_to(user).exclude(trainer=user).open_at(timezone.now())
    found = list(invited.with_people().newest_first())
    is_minor = user.profile.is_minor_at(timezone.now())
    for invitation in found:
        invitation.switches = switches([], is_minor=is_minor)
    return found


def section(name):
    return redirect(f"{reverse('accounts:settings')}#{name}")


@signed_in
@require_POST
def change(request, part):
    """Save one part of the profile: who I am, units, training."""
    form = FORMS[part](request.POST, instance=request.user.profile)
    if form.is_valid():
        try:
            form.save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if not form.is_valid():
        request.user.profile.refresh_from_db()
        return page(request, 400, **{part: form})
    messages.success(request, "Saved.")
    return section(part)


@signed_in
@require_POST
def picture(request):
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            keep_picture(request.user.profile, form.cleaned_data["picture"])
        except ValidationError as error:
            form.add_error("picture", error)
    if not form.is_valid():
        return page(request, 400, picture=form)
    messages.success(request, "Your new photo is kept.")
    return section("profile")


@signed_in
@require_POST
def no_picture(request):
    drop_picture(request.user.profile)
    messages.success(request, "Your photo is deleted.")
    return section("profile")


@signed_in
@require_POST
@proved
def make_token(request):
    """The secret is on this one answer and never again."""
    form = TokenForm(request.POST, auto_id=ELEMENT_IDS)
    if not form.is_valid():
        return page(request, 400, token=form)
    now = timezone.now()
    asked = form.cleaned_data
    days = asked.pop("lasts")
    ends = now + timedelta(days=days) if days else None
    token, secret = Token.issue(user=request.user, at=now, expires_at=ends, **asked)
    return page(request, made=token, secret=secret)


@signed_in
@require_POST
def revoke_token(request, pk):
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    if not token.can_be_edited_by(request.user):
        raise PermissionDenied
    token.revoke(at=timezone.now())
    messages.success(request, f"“{token.name}” no longer opens anything.")
    return section("tokens")


@signed_in
@require_http_methods(["GET", "POST"])
@proved_first
def delete(request):
    if request.method == "GET":
        return render(request, "accounts/delete.html")
    user = request.user
    delete_account(user=user, by=user, at=timezone.now())
    logout(request)
    messages.success(request, "Your account and everything in it is deleted.")
    return redirect("/")
