"""What a browser says of itself, in words."""

import pytest

from kedeng.lib.devices import device_name

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (CHROME, "Chrome，Windows"),
        (CHROME + " Edg/120.0", "Edge，Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Safari/604.1", "Safari，iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/99 MicroMessenger/8.0", "微信，Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "Firefox，Linux"),
        ("curl/8.0", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_a_device_has_a_name(said, name):
    assert device_name(said) == name
