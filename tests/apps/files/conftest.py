"""The store of a test: a folder, or the bucket that FILES_URL names (the trial of S3 does)."""

from collections.abc import Callable

import pytest
from django.core.files.storage import storages

from kedeng.apps.files.stores import BucketStore


@pytest.fixture
def kept(db, settings, tmp_path) -> Callable[[], list[str]]:
    """Give an empty store, as a call that lists the names in it."""
    del db
    store = storages["default"]
    if isinstance(store, BucketStore):
        store.bucket.objects.delete()
        return lambda: sorted(item.key for item in store.bucket.objects.all())
    settings.MEDIA_ROOT = tmp_path
    return lambda: sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    )
