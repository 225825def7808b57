"""Several workers on one run, on the command line and behind a queue; each may be killed and gone on with."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from .processes import archive, begun, finish, look, start

COUNT = 150


def number_of(output: str) -> str:
    return re.search(r"Körning (\d+)", output)[1]


def kill(process) -> None:
    """The process and whatever it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@pytest.mark.slow
def test_a_second_process_helps_the_first_and_a_stopped_run_is_gone_on_with(url, tmp_path):
    folder = archive(tmp_path, count=COUNT)
    first = start(url, tmp_path, "import_articles", str(folder), "--publish")
    number = begun(first)
    helper = start(url, tmp_path, "import_articles", "--resume", number)
    ended = [finish(first), finish(helper)]
    assert ended[0][0] == 0, ended
    # Unless the first had finished before the helper came, it takes part, and neither makes a page twice.
    assert ended[1][0] == 0 or "redan klar" in ended[1][1], ended
    found = look(url, tmp_path)
    assert found["problems"] == []
    assert found["pages"] == COUNT
    assert found["runs"] == [[int(number), "finished", COUNT, COUNT]]


@pytest.mark.slow
def test_a_run_in_the_database_queue_survives_the_death_of_its_worker(url, tmp_path):
    worker = ["db_worker", "--backend", "imports", "--queue-name", "imports", "--batch"]
    behind_a_queue(url, tmp_path, worker, TEST_QUEUE="database")


@pytest.mark.slow
def test_a_run_in_a_queue_in_redis_survives_the_death_of_its_worker(url, tmp_path):
    pytest.importorskip("django_tasks_rq", reason="pip install django-tasks-rq")
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    socket = tmp_path / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    redis = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            time.sleep(0.05)
        worker = ["rqworker", "--burst", "--job-class", "django_tasks_rq.Job", "imports"]
        behind_a_queue(url, tmp_path, worker, TEST_QUEUE="redis", TEST_REDIS=f"unix://{socket}?db=0")
    finally:
        redis.terminate()
        redis.wait()


def behind_a_queue(url, folder, worker, **settings):
    """Queue a run, kill its worker at work, queue it again, and let another worker finish it."""
    documents = archive(folder, count=COUNT)
    status, output = finish(start(url, folder, "import_articles", str(documents), "--background", **settings))
    assert status == 0, output
    assert "ligger i kö" in output
    number = number_of(output)
    assert look(url, folder)["pages"] == 0
    process = start(url, folder, *worker, **settings)
    deadline = time.monotonic() + 60
    while (found := look(url, folder))["runs"][0][1] == "queued" and time.monotonic() < deadline:
        time.sleep(0.1)
    kill(process)
    status, output = finish(start(url, folder, "import_articles", "--resume", number, "--background", **settings))
    assert status == 0 or "redan klar" in output, output
    status, output = finish(start(url, folder, *worker, **settings))
    assert status == 0, output
    found = look(url, folder)
    assert found["problems"] == []
    assert found["pages"] == COUNT
    assert found["runs"][0][1] == "finished"
    order = (
        "from brygga.importers.models import ImportRun; from brygga.importers.runs import tasks;"
        f"tasks.enqueue_undo(ImportRun.objects.get(pk={number}), 'prov')"
    )
    for killed in (True, False):
        status, output = finish(start(url, folder, "shell", "-v0", "-c", order, **settings))
        assert status == 0, output
        assert look(url, folder)["runs"][0][1] == "undo_queued"
        process = start(url, folder, *worker, **settings)
        while killed and (found := look(url, folder))["runs"][0][1] == "undo_queued" and process.poll() is None:
            time.sleep(0.1)
        if killed and found["pages"]:
            kill(process)
        else:
            status, output = finish(process)
            assert status == 0, output
            break
    found = look(url, folder)
    assert (found["problems"], found["pages"], found["runs"][0][1]) == ([], 0, "rolled_back")
