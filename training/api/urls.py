from django.urls import path
from rest_framework.routers import SimpleRouter

from training.api.assignments import AssignmentViewSet
from training.api.exercises import ExerciseViewSet
from training.api.gyms import GymViewSet
from training.api.planned_sessions import PlannedSessionViewSet
from training.api.programs import ProgramViewSet
from training.api.records import RecordViewSet
from training.api.sessions import SessionViewSet
from training.api.sets import CommentViewSet, ItemViewSet, SetViewSet
from training.api.summary import TraineeSummaryView
from training.api.sync import SyncView
from training.api.vocabulary import EquipmentViewSet, MuscleViewSet

router = SimpleRouter()
router.register("exercises", ExerciseViewSet, basename="exercise")
router.register("muscles", MuscleViewSet, basename="muscle")
router.register("equipment", EquipmentViewSet, basename="equipment")
router.register("programs", ProgramViewSet, basename="program")
router.register("gyms", GymViewSet, basename="gym")
router.register("records", RecordViewSet, basename="record")
router.register("assignments", AssignmentViewSet, basename="assignment")
router.register("planned-sessions", PlannedSessionViewSet, basename="planned-session")
router.register("sessions", SessionViewSet, basename="session")
OF_SESSION = "sessions/(?P<session_pk>[0-9a-f-]{36})"
router.register(f"{OF_SESSION}/sets", SetViewSet, basename="session-set")
router.register(f"{OF_SESSION}/items", ItemViewSet, basename="session-item")
router.register(f"{OF_SESSION}/comments", CommentViewSet, basename="session-comment")

urlpatterns = [
    path("sync/", SyncView.as_view(), name="sync"),
    path("trainees/<int:pk>/summary/", TraineeSummaryView.as_view(), name="trainee-summary"),
    *router.urls,
]
