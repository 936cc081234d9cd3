"""A hundred and twenty hostile files do no harm (issue "Done when", 2; trust.md 1.9)."""

import json
import subprocess
import sys

import pytest
from tests.hostile import corpus, jpeg

pytestmark = pytest.mark.trial
SECONDS = 5
GROWTH = 100  # MB


def test_each_is_refused_or_held_in_five_seconds_and_nothing_grows(tmp_path):
    samples = corpus()
    assert len(samples) >= 120
    assert len({sample.name for sample in samples}) == len(samples)
    # First a good file, so that what is loaded once is loaded.
    (tmp_path / "0000").write_bytes(jpeg(1000, 1000))
    for number, sample in enumerate(samples, start=1):
        (tmp_path / f"{number:04}").write_bytes(sample.data)
    told = subprocess.run(
        [sys.executable, "-m", "tests.trials.judge", tmp_path], capture_output=True, check=True
    )
    first, *rest = [json.loads(line) for line in told.stdout.splitlines()]
    wrong = [
        (sample.name, line["code"] or "taken", sorted(sample.codes))
        for sample, line in zip(samples, rest, strict=True)
        if sample.codes and line["code"] not in sample.codes
    ]
    slowest = max(rest, key=lambda line: line["seconds"])
    here, checker = ((rest[-1][who] - first[who]) // 1024 for who in ("here", "checker"))
    print(  # noqa: T201 - what it was like is part of the result
        f"\n{len(samples)} files, {sum(bool(line['code']) for line in rest)} refused; slowest "
        f"{slowest['seconds']:.2f} s ({samples[slowest['number'] - 1].name}); the calling process "
        f"grew by {here} MB, the largest checker was {checker} MB larger than the first"
    )
    assert wrong == []
    assert slowest["seconds"] < SECONDS
    assert here < GROWTH
    assert checker < GROWTH
