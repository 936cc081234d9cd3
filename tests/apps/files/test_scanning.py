"""Viruses: clamd is asked over INSTREAM; without it a file says so; no infected one is kept."""

import io
import socketserver
import struct
import threading

import pytest
from tests.records import picture

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.tasks import scan_waiting

SIGN = b"\x01BAD-BYTES\x02"


class Daemon(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does, and knows one virus."""

    def handle(self):
        command = self.rfile.read(10)
        data = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.seen.append((command, len(data)))
        answer = self.server.says or (b"stream: Test.Bad FOUND" if SIGN in data else b"stream: OK")
        self.wfile.write(answer + b"\0")


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as server:
        server.seen, server.says = [], b""
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def put(data):
    return store(stream=io.BytesIO(data), size=len(data))


def test_without_a_scanner_a_file_says_so(kept, settings):
    settings.CLAMAV_URL = ""
    assert put(picture(1)).get_scan_display() == "未查毒"
    assert (scan_waiting(), len(kept())) == (0, 1)


def test_a_clean_file_says_so(kept, clamd):
    data = picture(1) + b"\0" * 600_000
    assert put(data).get_scan_display() == "已查毒"
    assert (clamd.seen, len(kept())) == ([(b"zINSTREAM\0", len(data))], 1)


def test_an_infected_file_is_never_kept(kept, clamd):
    with pytest.raises(RefusedFileError, match="file_infected") as refused:
        put(picture(1) + SIGN)
    assert refused.value.params == {"virus": "Test.Bad"}
    assert (kept(), StoredFile.objects.count(), len(clamd.seen)) == ([], 0, 1)


def test_while_the_scanner_is_away_files_wait_for_it(kept, settings, clamd):
    there, settings.CLAMAV_URL = settings.CLAMAV_URL, "tcp://127.0.0.1:9"
    clean, bad = put(picture(1)), put(picture(2) + SIGN)
    assert {clean.scan, bad.scan} == {"unscanned"}
    assert scan_waiting() == 0
    settings.CLAMAV_URL = there
    assert scan_waiting() == 2
    states = dict(StoredFile.objects.values_list("digest", "scan"))
    assert states == {clean.digest: "clean", bad.digest: "infected"}
    assert (scan_waiting(), len(kept())) == (0, 2)


def test_a_scanner_that_could_not_look_has_not_called_it_clean(kept, clamd):
    clamd.says = b"INSTREAM size limit exceeded. ERROR"
    assert put(picture(1)).scan == "unscanned"
    assert len(kept()) == 1
