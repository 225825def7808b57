"""Several processes, some of them killed: each source id ends as exactly one page."""

import random
import signal
import time

from .processes import archive, begun, finish, look, start

DOCUMENTS = 24


def test_a_run_that_is_killed_again_and_again_ends_with_one_page_for_each_document(url, tmp_path):
    folder = archive(tmp_path)
    chance = random.Random(7)
    killed = 0
    for _ in range(4):
        process = start(url, tmp_path, "import_articles", str(folder), "--publish")
        begun(process)
        time.sleep(chance.uniform(0.0, 1.5) if killed else 0.0)  # a quick machine is killed at work too
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        finish(process)
    status, output = finish(start(url, tmp_path, "import_articles", str(folder), "--publish"))
    assert status == 0, output
    assert killed
    found = look(url, tmp_path)
    assert found["problems"] == []
    assert (found["items"], found["pages"]) == (DOCUMENTS, DOCUMENTS)
    assert len(set(found["titles"])) == DOCUMENTS


def test_two_processes_on_one_source_and_two_on_two_sources_make_each_page_once(url, tmp_path):
    one, two = archive(tmp_path, "ett"), archive(tmp_path, "tva", 6)
    for file in two.iterdir():
        file.write_text(file.read_text().replace("Kök nummer", "Verkstad nummer").replace("grupp", "lag"))
    processes = [
        start(url, tmp_path, "import_articles", str(one), "--publish"),
        start(url, tmp_path, "import_articles", str(one), "--publish"),
        start(url, tmp_path, "import_articles", str(two), "--publish", "--source", "annan"),
    ]
    ended = [finish(process) for process in processes]
    statuses = [status for status, _ in ended]
    # Of the two on one source, one is told that the other is at work, unless it came after it had finished.
    assert statuses[2] == 0, ended[2]
    assert 0 in statuses[:2], ended
    assert all(status == 0 or (status == 2 and "pågår redan" in output) for status, output in ended), ended
    found = look(url, tmp_path)
    assert found["problems"] == []
    assert found["pages"] == DOCUMENTS + 6, (ended, found)
