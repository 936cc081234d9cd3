"""Files in a bucket of a real S3 server (issue "Evidence"; "Done when", 3)."""

import io
import os
import re
import subprocess
import sys

import boto3
import pytest
from tests.records import picture
from tests.trials.s3_server import KEY, SECRET, NoServerError, s3_server

from kedeng.apps.files.actions import store
from kedeng.apps.files.inspection import RefusedFileError
from kedeng.apps.files.models import StoredFile
from kedeng.apps.files.queries import open_file
from kedeng.apps.files.stores import StoreAwayError
from kedeng.project.environment import BOTO, files

pytestmark = pytest.mark.trial
SUITE = ["tests/apps/files", "tests/apps/registrations/test_evidence_files.py"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    try:
        with s3_server(tmp_path_factory.mktemp("swift")) as address:
            boto3.client(
                "s3",
                endpoint_url=f"http://{address}",
                aws_access_key_id=KEY,
                aws_secret_access_key=SECRET,
                region_name="us-east-1",
                config=BOTO,
            ).create_bucket(Bucket="kedeng")
            yield address
    except NoServerError as missing:
        pytest.skip(f"no S3 server: {missing}")


def address_of(server, secret=SECRET):
    return f"s3+http://{KEY.replace(':', '%3A')}:{secret}@{server}/kedeng"


def put(data):
    return store(stream=io.BytesIO(data), size=len(data))


def test_the_whole_suite_of_the_room_passes_on_the_server(server):
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", *SUITE],
        env=os.environ | {"FILES_URL": address_of(server), "KEDENG_TEST_RUN": f"s3{os.getpid()}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-3000:]
    last = told.stdout.strip().splitlines()[-1]
    print(f"\non S3: {last}")  # noqa: T201 - what ran is part of the result
    assert int(re.search(r"(\d+) passed", last)[1]) > 20
    assert "skipped" not in last


@pytest.mark.django_db
def test_a_wrong_secret_is_refused_and_nothing_is_kept(server, settings):
    here = settings.STORAGES
    settings.STORAGES = here | {"default": files(address_of(server))}
    kept = put(picture(1))
    settings.STORAGES = here | {"default": files(address_of(server, "wrong"))}
    with pytest.raises(RefusedFileError, match="store_away"):
        put(picture(2))
    with pytest.raises(StoreAwayError):
        open_file(kept)
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db
def test_a_server_that_is_gone_is_told_in_seconds(settings):
    settings.STORAGES = settings.STORAGES | {"default": files(address_of("127.0.0.1:9"))}
    with pytest.raises(RefusedFileError, match="store_away"):
        put(picture(3))
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_a_large_file_goes_up_in_parts_and_comes_back_identical(server, settings):
    settings.STORAGES = settings.STORAGES | {"default": files(address_of(server))}
    data = picture(5) + os.urandom(40 * 1024 * 1024)  # in three parts
    with open_file(put(data)) as stream:
        assert stream.read() == data
