import pytest

from accounts.devices import is_handheld, named

MOZILLA = "Mozilla/5.0"
KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name", "handheld"),
    [
        (f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox on Linux", False),
        (f"{MOZILLA} (Linux; Android 15; Pixel 9) {KIT} Chrome/140.0.0.0 Mobile Safari/537.36",
         "Chrome on Android", True),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
         "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone", True),
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64) {KIT} Chrome/140.0.0.0 Safari/537.36 "
         "Edg/140.0.0.0", "Edge on Windows", False),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.5 Safari/605.1.15", "Safari on macOS", False),
        (f"{MOZILLA} (Linux; Android 14; SM-S918B) {KIT} SamsungBrowser/25.0 Chrome/121.0.0.0 "
         "Mobile Safari/537.36", "Samsung Internet on Android", True),
        (f"{MOZILLA} (X11; CrOS x86_64 16181.0.0) {KIT} Chrome/140.0.0.0 Safari/537.36",
         "Chrome on ChromeOS", False),
        ("curl/8.5.0", "An unknown device", False),
        ("", "An unknown device", False),
    ],
)  # fmt: skip
def test_a_device_is_named_as_its_person_knows_it(agent, name, handheld):
    assert (named(agent), is_handheld(agent)) == (name, handheld)
