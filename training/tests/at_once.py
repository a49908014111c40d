"""Several people, or one on several devices, at the same moment."""

from threading import Barrier, Thread

from django.db import connections
from rest_framework.test import APIClient


def at_once(*acts):
    """Each in a thread and on a connection of its own, beginning together."""
    begin, answers = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            begin.wait()
            answers[place] = act()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def signed_in(user):
    client = APIClient()
    client.force_login(user)
    return client
