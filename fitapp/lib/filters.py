"""Filters of lists, as strict as what is written."""

from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.filters import SearchFilter


class Searched:
    """`?search=` in the view's `search_fields`, beside its filters."""

    filter_backends = [filters.DjangoFilterBackend, SearchFilter]


@extend_schema_field(serializers.BooleanField())
class YesNo(filters.TypedChoiceFilter):
    """`true` or `false`. Anything else is refused: django-filter's own would answer with
    everything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = [("true", "Yes"), ("false", "No")]
        super().__init__(*args, choices=choices, coerce=lambda said: said == "true", **kwargs)
