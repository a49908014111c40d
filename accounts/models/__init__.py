from accounts.models.applications import TrainerApplication
from accounts.models.coachings import Coaching
from accounts.models.people import Profile, ProfileGrant, ProfileGroupGrant, Scope, User
from accounts.models.tokens import Token

__all__ = [
    "Coaching",
    "Profile",
    "ProfileGrant",
    "ProfileGroupGrant",
    "Scope",
    "Token",
    "TrainerApplication",
    "User",
]
