from rest_framework.routers import SimpleRouter

from social.notifications.api import PushSubscriptionViewSet

router = SimpleRouter()
router.register("push-subscriptions", PushSubscriptionViewSet, basename="push-subscription")

urlpatterns = router.urls
