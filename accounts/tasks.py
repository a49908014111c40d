import logging

from celery import shared_task
from django.utils import timezone

from accounts import grants, mails
from accounts.visits import forget_ended

log = logging.getLogger(__name__)
MOST_TOLD = 50


@shared_task
def check_grants() -> None:
    """Every night: what trainers may see is what coaching says. Admins hear of what was not."""
    repaired = grants.repair(at=timezone.now())
    for fault in repaired:
        log.warning("Repaired: %s.", fault)
    if repaired:
        mails.send_later(
            to=mails.addresses_of_admins(),
            subject=f"Permissions repaired: {len(repaired)}",
            template="accounts/mail/grants_repaired.txt",
            context={"faults": repaired[:MOST_TOLD], "more": max(0, len(repaired) - MOST_TOLD)},
        )


@shared_task
def forget_ended_sessions() -> None:
    forget_ended(at=timezone.now())
