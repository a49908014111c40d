"""Where one trains, and what there is: the page and its forms."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from accounts.access import signed_in
from fitapp.lib.api import sentences
from fitapp.lib.errors import Refused
from training import equipping
from training.forms.gyms import GymForm
from training.models import Gym


@signed_in
def gyms(request):
    """The gym in use, or a new one: where there is none, or `?new` asks for it."""
    if request.method == "POST":
        return _save(request, None)
    gym = None if "new" in request.GET else Gym.objects.of(request.user.pk)
    return _page(request, gym, _form(request, gym))


@signed_in
def gym(request, pk):
    """One of several; its form saves it, uses it from now on or deletes it."""
    gym = get_object_or_404(Gym.objects.visible_to(request.user), pk=pk)
    if not gym.can_be_edited_by(request.user):
        raise PermissionDenied("Only who trains there writes down what it has.")
    if request.method != "POST":
        return _page(request, gym, _form(request, gym))
    act = request.POST.get("act")
    if act == "use":
        gym.use(at=timezone.now())
        messages.success(request, f"You train in {gym.name} now.")
        return redirect("training:gym", gym.pk)
    if act == "delete":
        equipping.delete_gym(gym=gym, at=timezone.now())
        messages.success(request, f"{gym.name} deleted.")
        return redirect("training:gyms")
    return _save(request, gym)


def _form(request, gym, data=None):
    return GymForm(data, unit=request.user.profile.load_unit, gym=gym)


def _save(request, gym):
    form = _form(request, gym, request.POST)
    if form.is_valid():
        try:
            gym = _write(request, gym, form.document)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, gym, form, status=409)
        except ValidationError as error:
            texts = sentences(error.detail).values()
            form.add_error(None, [text for found in texts for text in found])
    if not form.is_valid():
        return _page(request, gym, form, status=400)
    messages.success(request, f"{gym.name} saved. Loads are rounded to what it has.")
    return redirect("training:gym", gym.pk)


def _write(request, gym, document):
    if gym is None:
        return equipping.add_gym(owner=request.user, document=document, at=timezone.now())
    equipping.change_gym(gym=gym, document=document, at=timezone.now())
    return gym


def _page(request, gym, form, status=200):
    all_gyms = Gym.objects.filter(owner=request.user).oldest_first()
    context = {"gyms": all_gyms, "gym": gym, "form": form}
    return render(request, "training/gyms.html", context, status=status)
