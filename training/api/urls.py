from rest_framework.routers import SimpleRouter

from training.api.exercises import EquipmentViewSet, ExerciseViewSet, MuscleViewSet
from training.api.records import RecordViewSet

router = SimpleRouter()
router.register("exercises", ExerciseViewSet, basename="exercise")
router.register("muscles", MuscleViewSet, basename="muscle")
router.register("equipment", EquipmentViewSet, basename="equipment")
router.register("records", RecordViewSet, basename="record")

urlpatterns = router.urls
