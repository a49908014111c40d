from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import IsTrainer
from accounts.coaching import may_see
from accounts.models import User
from training.needs import needs_of


class ShareSerializer(serializers.Serializer):
    done = serializers.IntegerField()
    due = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True)


class AdherenceSerializer(serializers.Serializer):
    days_7 = ShareSerializer()
    days_30 = ShareSerializer()
    days_90 = ShareSerializer()


class LastSessionSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    day = serializers.DateField()
    started_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class NextPlannedSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    date = serializers.DateField()


class FlagSerializer(serializers.Serializer):
    code = serializers.CharField()
    level = serializers.ChoiceField(["bad", "warn", "info", "pr"])
    reason = serializers.CharField()


class SummarySerializer(serializers.Serializer):
    """Where a trainee stands, and why somebody should look. Most urgent flag first."""

    trainee = serializers.CharField()
    adherence = AdherenceSerializer()
    last_session = LastSessionSerializer(allow_null=True)
    next_planned = NextPlannedSerializer(allow_null=True)
    flags = FlagSerializer(many=True)


class TraineeSummaryView(APIView):
    permission_classes = [IsTrainer]

    @extend_schema(responses=SummarySerializer)
    def get(self, request, pk):
        if pk == request.user.pk or not may_see(request.user, pk):
            raise Http404
        trainee = get_object_or_404(User.objects.select_related("profile"), pk=pk)
        standing, flags = needs_of([trainee], at=timezone.now())[trainee.pk]
        told = {
            "trainee": str(trainee.pk),
            "adherence": {f"days_{span}": share for span, share in standing.shares.items()},
            "last_session": standing.last_session,
            "next_planned": standing.next_planned,
            "flags": flags,
        }
        return Response(SummarySerializer(told).data)
