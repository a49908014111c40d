from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import condition, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import public, require_trainer, signed_in
from training import catalogue, exercises, marks
from training.api.unchanged import fragment_unless_unchanged
from training.cards import cards, doable, gear_in_words, in_words
from training.fitting import Means
from training.forms.exercises import ExerciseForm, LibraryForm, MarkForm, VideoForm
from training.models import Exercise, ExerciseMark
from training.popularity import ranking_for
from training.substituting import offers
from training.taxonomy import Muscle
from training.videos import remove_video, set_video, videos_of
from training.views.exercise_history import history_of

PER_PAGE = 24
INSTEAD = 5


@public
@vary_on_headers("HX-Request")
def library(request: HttpRequest) -> HttpResponse:
    """The exercise library: searched, filtered, a page at a time."""
    form, shelf = LibraryForm(request.GET), catalogue.shelf(request.user)
    means = Means.of(request.user.profile) if request.user.is_authenticated else Means()
    found, ranking = _found(request, form, shelf)
    within = doable(found, means)
    pages = Paginator(within.possible if form.value("here") else found, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "found": pages.count,
        "total": len(shelf.everything),
        "means": means,
        "doable": within,
        "ranking": ranking,
        "cards": cards(page.object_list, shelf=shelf),
        "next_url": form.link(page=page.next_page_number()) if page.has_next() else "",
        "chips": form.chips(),
        "pick": form.link_start("muscle"),
        "equipment": form.equipment_choices(shelf.everything),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return fragment_unless_unchanged(request, "training/_library_parts.html", context)
    return render(request, "training/exercises.html", context)


@public
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise: how to do it, what it trains, and what one has done with it."""
    return _page(request, _visible(request, slug))


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """An exercise of one's own."""
    form = ExerciseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = form.save(owner=request.user)
        if made is not None:
            return redirect("training:exercise", made.slug)
    status = 422 if form.errors else 200
    return render(request, "training/exercise_form.html", {"form": form}, status=status)


@signed_in
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = _own(request, slug)
    form = ExerciseForm(request.POST or None, request.FILES or None, exercise=exercise)
    if request.method == "POST" and form.is_valid() and form.save(owner=request.user) is not None:
        return redirect("training:exercise", exercise.slug)
    context = {"form": form, "exercise": exercise}
    status = 422 if form.errors else 200
    return render(request, "training/exercise_form.html", context, status=status)


@signed_in
@require_POST
def retire(request: HttpRequest, slug: str) -> HttpResponse:
    exercises.retire(exercise=_own(request, slug), at=timezone.now())
    return redirect("training:exercise", slug)


@signed_in
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    exercises.restore(exercise=_own(request, slug))
    return redirect("training:exercise", slug)


@signed_in
@require_POST
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """A favourite, or never to be suggested again; without a kind, neither."""
    exercise = _visible(request, slug)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise SuspiciousOperation("There is no such mark.")
    said = form.cleaned_data
    if said["kind"]:
        marks.mark(exercise=exercise, user=request.user, at=timezone.now(), **said)
    else:
        marks.unmark(exercise=exercise, user=request.user)
    if request.htmx:
        context = {"exercise": exercise, "mark": said["kind"]}
        return render(request, "training/_favourite.html", context)
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return redirect(came_from if ours else reverse("training:exercise", args=[slug]))


@require_trainer
@require_POST
def video(request: HttpRequest, slug: str) -> HttpResponse:
    """The trainer's own video of any exercise she sees."""
    exercise = _visible(request, slug)
    form = VideoForm(request.POST)
    if not form.is_valid():
        return _page(request, exercise, status=422, video_form=form)
    if form.cleaned_data["url"]:
        set_video(exercise=exercise, trainer=request.user, url=form.cleaned_data["url"])
    else:
        remove_video(exercise=exercise, trainer=request.user)
    return redirect("training:exercise", slug)


@public
@require_safe
@condition(etag_func=lambda request, slug: _picture_etag(request, slug))
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of an exercise, for those who may see the exercise."""
    exercise = _visible(request, slug)
    if not exercise.picture:
        raise Http404
    try:
        stored = exercise.picture.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stored, content_type="image/webp")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _picture_etag(request, slug):
    found = Exercise.objects.visible_to(request.user).filter(slug=slug).first()
    return f'"{found.picture.name}"' if found else None


def _found(request, form, shelf):
    """What is looked for, and the ranking it is ordered by where that is asked."""
    found = shelf.find(form.value("q"), form.filters())
    if form.value("order") != "popular" or not request.user.is_authenticated:
        return found, None
    ranking = ranking_for(request.user)
    return sorted(found, key=ranking.of), ranking


def _page(request, exercise, status=200, **told):
    main, helping = catalogue.main_muscles(exercise), catalogue.helping_muscles(exercise)
    context = {
        "exercise": exercise,
        "gear": gear_in_words(exercise),
        "main": main,
        "helping": helping,
        "main_in_words": in_words(Muscle(muscle).label for muscle in main),
        "helping_in_words": in_words(Muscle(muscle).label for muscle in helping),
        "videos": videos_of(exercise, reader=request.user),
    }
    if request.user.is_authenticated:
        context |= history_of(request, exercise)
        context |= _words(request.user, context["trainee"], exercise)
    context["substitutes"] = _instead(request.user, context.get("trainee"), exercise)
    return render(request, "training/exercise.html", {**context, **told}, status=status)


def _visible(request, slug):
    visible = Exercise.objects.visible_to(request.user).prefetch_related("muscles", "equipment")
    return get_object_or_404(visible, slug=slug)


def _own(request, slug):
    """An exercise this person may change: 404 where it is hidden, 403 where it is not theirs."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), slug=slug)
    if not exercise.can_be_edited_by(request.user):
        raise PermissionDenied
    return exercise


def _instead(reader, trainee, exercise):
    """What this person could do in its place, as when one swaps it in a workout."""
    reader = reader if reader.is_authenticated else None
    found = offers(exercise, trainee=trainee, reader=reader)
    return [offer for offer in found if not offer.why_not][:INSTEAD]


def _words(user, trainee, exercise):
    """What the reader thinks of it and may change, and what speaks against it for the trainee."""
    rows = ExerciseMark.objects.filter(user__in={user.pk, trainee.pk}, exercise=exercise)
    marks_by = {row.user_id: row for row in rows}
    mark = marks_by.get(user.pk)
    link = user.video_links.filter(exercise=exercise).first() if user.is_trainer else None
    return {
        "mark": mark,
        "mark_form": MarkForm(initial={"reason": mark.reason if mark else ""}),
        "noted": marks_by.get(trainee.pk),
        "why_not": catalogue.why_not(Means.of(trainee.profile), exercise),
        "video_form": VideoForm(initial={"url": link.url if link else ""}),
        "may_edit": exercise.can_be_edited_by(user),
    }
