from accounts.models.coachings import Coaching
from accounts.models.people import Profile, ProfileGrant, ProfileGroupGrant, Scope, User
from accounts.models.tokens import Token

__all__ = ["Coaching", "Profile", "ProfileGrant", "ProfileGroupGrant", "Scope", "Token", "User"]
