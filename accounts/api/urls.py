from django.urls import include, path
from rest_framework.routers import SimpleRouter

from accounts.api.access_log import AccessLogViewSet
from accounts.api.applications import ApplicationViewSet
from accounts.api.blocks import BlockViewSet
from accounts.api.coachings import CoachingViewSet
from accounts.api.me import MeView, MyPictureView
from accounts.api.tokens import TokenViewSet
from accounts.api.trainees import TraineeViewSet
from accounts.api.trainers import TrainerViewSet
from accounts.api.users import UserViewSet

router = SimpleRouter()
router.register("me/access-log", AccessLogViewSet, basename="access-log")
router.register("auth/tokens", TokenViewSet, basename="token")
router.register("blocks", BlockViewSet, basename="block")
router.register("coachings", CoachingViewSet, basename="coaching")
# Before the trainers, one of whom it would else be taken for.
router.register("trainers/applications", ApplicationViewSet, basename="trainer-application")
router.register("trainers", TrainerViewSet, basename="trainer")
router.register("trainees", TraineeViewSet, basename="trainee")
router.register("users", UserViewSet, basename="user")

urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("me/picture/", MyPictureView.as_view(), name="my-picture"),
    path("", include(router.urls)),
]
