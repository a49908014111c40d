"""A trainer's own videos, for exercises of the library as for any other."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from training.catalogue import Reader
from training.models import Exercise, VideoLink


@dataclass(frozen=True)
class Video:
    url: str
    by: str = ""  # the trainer; nobody where it belongs to the exercise


def set_video(*, exercise: Exercise, trainer: User, url: str) -> VideoLink:
    made, _ = VideoLink.objects.update_or_create(
        exercise=exercise, trainer=trainer, defaults={"url": url}
    )
    return made


def remove_video(*, exercise: Exercise, trainer: User) -> None:
    VideoLink.objects.filter(exercise=exercise, trainer=trainer).delete()


def videos_of(exercise: Exercise, *, reader: Reader) -> list[Video]:
    """The exercise's own, then those of the reader's trainers and the reader's own."""
    own = [Video(exercise.video_url)] if exercise.video_url else []
    if reader is None or not reader.is_authenticated:
        return own
    links = VideoLink.objects.visible_to(reader).filter(exercise=exercise)
    rows = links.select_related("trainer__profile").order_by("pk")
    return own + [Video(link.url, link.trainer.name) for link in rows]
