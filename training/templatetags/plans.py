"""Plans in words, in the reader's units."""

from django import template

from accounts.models import User
from training.comparing import Change

register = template.Library()


@register.filter
def told_to(change: Change, user: User) -> list[str]:
    """What is different about a workout, a line for each exercise."""
    return change.in_words(user.profile.load_unit)
