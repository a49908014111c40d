"""Closed lists: what there is to choose from, all of it on one page."""

from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from accounts.access import Anyone
from fitapp.lib.paging import refuse_unknown
from training.taxonomy import Equipment, Muscle


class NameSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()


def one_page(results):
    """A closed list in the envelope of every list."""
    return {"next": None, "previous": None, "results": results}


def closed_list(serializer_class):
    """How such an answer is described."""
    name = serializer_class.__name__.removesuffix("Serializer")
    fields = {
        "next": serializers.CharField(allow_null=True, help_text="Always null."),
        "previous": serializers.CharField(allow_null=True, help_text="Always null."),
        "results": serializer_class(many=True),
    }
    described = type(f"ClosedListOf{name}Serializer", (serializers.Serializer,), fields)
    return extend_schema_serializer(many=False)(described)


class VocabularyViewSet(viewsets.ViewSet):
    """A closed list of codes and their names."""

    permission_classes = [Anyone]
    serializer_class = NameSerializer

    @extend_schema(responses=closed_list(NameSerializer))
    def list(self, request):
        refuse_unknown(request, self)
        names = [{"id": code, "name": label} for code, label in self.vocabulary.choices]
        return Response(one_page(NameSerializer(names, many=True).data))


class MuscleViewSet(VocabularyViewSet):
    vocabulary = Muscle


class EquipmentViewSet(VocabularyViewSet):
    vocabulary = Equipment
