from django.urls import path
from rest_framework.routers import SimpleRouter

from training.api.assignments import AssignmentViewSet
from training.api.exercises import EquipmentViewSet, ExerciseViewSet, MuscleViewSet
from training.api.planned_sessions import PlannedSessionViewSet
from training.api.programs import ProgramViewSet
from training.api.records import RecordViewSet
from training.api.summary import TraineeSummaryView

router = SimpleRouter()
router.register("exercises", ExerciseViewSet, basename="exercise")
router.register("muscles", MuscleViewSet, basename="muscle")
router.register("equipment", EquipmentViewSet, basename="equipment")
router.register("programs", ProgramViewSet, basename="program")
router.register("records", RecordViewSet, basename="record")
router.register("assignments", AssignmentViewSet, basename="assignment")
router.register("planned-sessions", PlannedSessionViewSet, basename="planned-session")

urlpatterns = [
    path("trainees/<int:pk>/summary/", TraineeSummaryView.as_view(), name="trainee-summary"),
    *router.urls,
]
