from accounts.models.applications import TrainerApplication
from accounts.models.blocks import Block
from accounts.models.coachings import Coaching
from accounts.models.looks import Look
from accounts.models.people import Profile, ProfileGrant, ProfileGroupGrant, Scope, User
from accounts.models.tokens import Token

__all__ = [
    "Block",
    "Coaching",
    "Look",
    "Profile",
    "ProfileGrant",
    "ProfileGroupGrant",
    "Scope",
    "Token",
    "TrainerApplication",
    "User",
]
