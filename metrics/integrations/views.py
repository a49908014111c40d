from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import signed_in
from metrics.integrations import imports as verbs
from metrics.integrations import matching, progress
from metrics.integrations.formats.tables import Unreadable
from metrics.integrations.forms import AnswersForm, FileForm
from metrics.integrations.models import Import
from training import catalogue
from training.models import Session


def find(request, pk):
    return get_object_or_404(
        Import.objects.visible_to(request.user).select_related("user__profile"), pk=pk
    )


@signed_in
def imports(request):
    """Send a file, and see what was sent before."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source, is_new = verbs.receive_file(
                user=request.user, filename=file.name, content=file.read(), at=timezone.now()
            )
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            if not is_new:
                messages.info(request, "You sent this file before. Here it is.")
            return redirect("integrations:import", pk=source.pk)
    sent = Import.objects.visible_to(request.user).newest_first()[:50]
    return render(request, "integrations/imports.html", {"form": form, "imports": sent})


@signed_in
@require_GET
def show(request, pk):
    """The preview, the progress or the result: whatever it has come to."""
    source = find(request, pk)
    return render(request, "integrations/import.html", context_of(source))


@signed_in
@require_POST
def apply(request, pk):
    source = find(request, pk)
    if source.state != Import.State.PREVIEWED:
        raise verbs.ImportNotWaiting("This import has been decided already.")
    form = AnswersForm(
        request.POST, source=source, meanings=matching.meanings_of(source, suggest=True)
    )
    if not form.is_valid():
        return render(request, "integrations/import.html", context_of(source, form=form))
    verbs.apply(source, at=timezone.now(), **form.said())
    return redirect("integrations:import", pk=pk)


@signed_in
@require_POST
def undo(request, pk):
    source = find(request, pk)
    verbs.undo(source, at=timezone.now())
    return redirect("integrations:import", pk=pk)


@signed_in
@require_GET
def show_progress(request, pk):
    """The bar alone, asked for every second while the worker is at it."""
    source = find(request, pk)
    response = render(request, "integrations/_progress.html", context_of(source))
    if not source.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


def context_of(source, form=None):
    context = {"import": source, "counts": source.counts, "progress": progress.heard(source.pk)}
    if source.state == Import.State.PREVIEWED:
        context["form"] = form or AnswersForm(
            source=source, meanings=matching.meanings_of(source, suggest=True)
        )
        context["library"] = catalogue.everything(source.user)
    if source.state == Import.State.APPLIED:
        brought = Session.objects.filter(imported__source=source).with_totals()
        context["sessions"] = brought.newest_first()[:10]
    return context
