"""What the tests of signing in share."""

import pytest
from allauth.socialaccount.models import SocialAccount

from accounts.models import User
from accounts.tests.elsewhere import APPLE, SignInElsewhere, pem_of


@pytest.fixture(scope="session")
def server():
    server = SignInElsewhere()
    yield server
    server.close()


@pytest.fixture
def elsewhere(db, server, settings):
    """Google and Apple are set up, and reached on this machine."""
    server.claims, server.asked, server.fails = {}, [], False
    server.signed_with = server.signing
    settings.SOCIAL_SIGN_IN_DETOURS = {
        "https://oauth2.googleapis.com": f"{server.base}/google",
        APPLE: f"{server.base}/apple",
    }
    providers = {name: dict(about) for name, about in settings.SOCIALACCOUNT_PROVIDERS.items()}
    providers["google"]["APPS"] = [{"client_id": "us.google", "secret": "ours"}]
    providers["apple"]["APPS"] = [
        {
            "client_id": "us.apple",
            "secret": "KEYID",
            "key": "TEAM",
            "settings": {"certificate_key": pem_of(server.client_key)},
        }
    ]
    settings.SOCIALACCOUNT_PROVIDERS = providers
    return server


@pytest.fixture
def connected(ana) -> User:
    """Ana, who can sign in with Google."""
    sub = "10769150350006150715113082367"
    SocialAccount.objects.create(
        user=ana, provider="google", uid=sub, extra_data={"email": "g@e.org"}
    )
    return ana
