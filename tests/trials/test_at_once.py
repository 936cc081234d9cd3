"""Many processes on one PostgreSQL, at the same moment (issue "Done when", 5)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.trials.crew import alone, together

pytestmark = pytest.mark.trial
PROCESSES, THREADS, RECORDS = 8, 10, 400


def test_a_hundred_identical_submits_have_one_effect_and_one_receipt(database):
    [code] = alone(database, "make", "draft", ["百次提交的成果"])
    receipts = together(database, "submit_often", [(code, 0, THREADS)] * 10)
    all_receipts = [receipt for of_process in receipts for receipt in of_process]
    assert len(all_receipts) == 100
    assert all_receipts == [all_receipts[0]] * 100
    assert (all_receipts[0]["code"], all_receipts[0]["state"]) == (code, "in_review")
    assert alone(database, "effects_of", code) == {
        "state": "in_review",
        "version": 1,
        "moves": 1,
        "revisions": 1,
        "stops": 5,
        "broken": None,
    }


def test_eight_processes_give_400_records_the_serials_1_to_400(server, database):
    titles = [f"演示成果第{number}号" for number in range(RECORDS)]
    shares = [titles[place::PROCESSES] for place in range(PROCESSES)]
    made = together(database, "make", [("accepted", share) for share in shares])
    codes = [code for share in made for code in share]
    # Every record lies before two processes: the same move by the same person, twice.
    both = [made[place] + made[(place + 1) % PROCESSES] for place in range(PROCESSES)]
    with connections_killed(server, database) as killed:
        told = together(
            database, "register_all", [(share, seed) for seed, share in enumerate(both)]
        )
    undone = sum(of_process["undone"] for of_process in told)
    noticed = sum(of_process["killed"] for of_process in told)
    found = alone(database, "numbers", codes)
    print(  # noqa: T201 - what it was like is part of the result, and of a failure
        f"\n{undone} moves undone, {len(killed)} connections killed, {noticed} noticed;"
        f" counter {found['counter']}, registering moves of a record {found['moves']}"
    )
    receipts: dict[str, set[str]] = {code: set() for code in codes}
    for of_process in told:
        for code, receipt in of_process["receipts"].items():
            receipts[code].add(receipt["number"])
    assert {len(given) for given in receipts.values()} == {1}
    assert found["numbers"] == [f"9142025R{serial:04d}" for serial in range(1, RECORDS + 1)]
    assert (found["counter"], found["moves"], found["broken"]) == (RECORDS, [1], [])
    assert undone > PROCESSES
    assert len(killed) > PROCESSES


def test_a_hundred_saves_of_one_section_lose_no_acknowledged_text(database):
    [code] = alone(database, "make", "draft", ["百次保存的成果"])
    start = alone(database, "stored_text", code)
    words = [f"词{number:03d}" for number in range(100)]
    told = together(database, "add_words", [(code, words[place::10]) for place in range(10)])
    acknowledged = dict(item for of_process in told for item in of_process["acknowledged"])
    assert sorted(acknowledged) == list(range(start[0] + 1, start[0] + 101))
    versions = {start[0]: start[1], **acknowledged}
    texts = [versions[version] for version in sorted(versions)]
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert sorted(texts[-1].removeprefix(start[1]).split()) == words
    refused = [item for of_process in told for item in of_process["refused"]]
    assert all(versions[version] == text for version, text in refused)
    assert alone(database, "stored_text", code) == (start[0] + 100, texts[-1])


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_identical_results_one_is_submitted(database, attempt):
    title = f"同一成果 {attempt}"
    codes = alone(database, "make", "draft", [title, f"同一　成果—{attempt}。"])
    ends = together(
        database,
        "submit_one",
        [("author", codes[0]), ("clerk", codes[1])],
    )
    assert sorted(end["ended"] for end in ends) == ["duplicate", "in_review"]
    [refusal] = [end for end in ends if end["ended"] == "duplicate"]
    assert refusal["params"] == {"unit": "演示大学", "department": "演示省教育厅"}


@contextmanager
def connections_killed(server: str, database: str) -> Iterator[list[int]]:
    """Kill a working connection of the trial now and then, as a failing network would."""
    over, killed = threading.Event(), []
    name = urlsplit(database).path.strip("/")

    def kill() -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            while not over.wait(0.3):
                killed.extend(
                    pid
                    for (pid, done) in connection.execute(
                        "select pid, pg_terminate_backend(pid) from ("
                        "select pid from pg_stat_activity where datname = %s and xact_start is not"
                        " null and pid <> pg_backend_pid() order by random() limit 1) as one",
                        [name],
                    )
                    if done
                )

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()
