"""Several workers on one run, on the command line and behind a queue; each may be killed and gone on with."""

import os
import re
import shutil
import signal
import subprocess
import time
from types import SimpleNamespace

import pytest
from django.utils import timezone

from brygga.importers.archive.stored import documents
from brygga.importers.models import ImportRun, RunWorker
from brygga.importers.runs import launch, tasks

from .processes import archive, begun, finish, look, run_state, start, waited_for

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


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["en annan värd", ""])
def test_a_worker_called_to_help_lets_those_at_work_go_on(tmp_path, monkeypatch, host):
    """And a run that no other process works on waits for the worker that is called."""
    called = []
    monkeypatch.setattr(tasks, "carry_out_run", SimpleNamespace(enqueue=called.append))
    folder = archive(tmp_path, count=1)
    run = launch.begin(launch.source_for("arkiv", folder=folder), documents([folder]))
    if host:
        RunWorker.objects.create(run=run, token="w", host=host, pid=1, heartbeat_at=timezone.now())
    tasks.enqueue(run)
    run.refresh_from_db()
    assert run.state == (ImportRun.State.RUNNING if host else ImportRun.State.QUEUED)
    assert RunWorker.objects.filter(run=run, host=host or "x").exists() == bool(host)
    assert called == [run.pk]


@pytest.mark.slow
def test_a_run_in_the_database_queue_survives_the_death_of_its_worker(url, tmp_path):
    worker = ["db_worker", "--backend", "imports", "--queue-name", "imports", "--batch"]
    behind_a_queue(url, tmp_path, worker, TEST_QUEUE="database")


@pytest.fixture
def redis(tmp_path):
    """The address of a Redis of the test's own."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    socket = tmp_path / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            assert server.poll() is None
            time.sleep(0.05)
        yield str(socket)
    finally:
        server.terminate()
        server.wait()


RQ = ["rqworker", "--burst", "--job-class", "django_tasks_rq.Job", "imports"]
CELERY = ["-m", "celery", "-A", "tests.importers.process_celery", "worker", "-Q", "imports", "-P", "solo"]


@pytest.mark.slow
def test_a_run_in_a_queue_in_redis_survives_the_death_of_its_worker(url, tmp_path, redis):
    pytest.importorskip("django_tasks_rq", reason="pip install django-tasks-rq")
    behind_a_queue(url, tmp_path, RQ, TEST_QUEUE="redis", TEST_REDIS=f"unix://{redis}?db=0")


@pytest.mark.slow
def test_a_run_in_celerys_queue_survives_the_death_of_its_worker(url, tmp_path, redis):
    pytest.importorskip("celery", reason="pip install celery[redis]")
    behind_a_queue(url, tmp_path, CELERY, TEST_QUEUE="celery", TEST_REDIS=f"redis+socket://{redis}?virtual_host=0")


@pytest.mark.slow
def test_several_workers_behind_a_queue_share_one_run(url, tmp_path, redis):
    pytest.importorskip("celery", reason="pip install celery[redis]")
    settings = {"TEST_QUEUE": "celery", "TEST_REDIS": f"redis+socket://{redis}?virtual_host=0"}
    documents = archive(tmp_path, count=COUNT)
    status, output = finish(start(url, tmp_path, "import_articles", str(documents), "--background", **settings))
    assert status == 0, output
    more = ["--resume", number_of(output), "--background"]
    status, output = finish(start(url, tmp_path, "import_articles", *more, **settings))
    assert status == 0, output
    workers = [start(url, tmp_path, *CELERY, "-n", f"w{number}@%h", **settings) for number in (1, 2)]
    try:
        waited_for(url, "finished")
    finally:
        for process in workers:
            kill(process)
    found = look(url, tmp_path)
    assert (found["problems"], found["pages"], found["runs"][0][2:]) == ([], COUNT, [COUNT, COUNT])


def ended(url, folder, worker, settings, state):
    """Let a worker bring the run to that state, whether it goes when the queue is empty or waits for more."""
    process = start(url, folder, *worker, **settings)
    if worker is not CELERY:
        status, output = finish(process)
        assert status == 0, output
        return
    try:
        waited_for(url, state)
    finally:
        kill(process)


def behind_a_queue(url, folder, worker, **settings):
    """Queue a run, kill its worker at work, queue it again, and let another worker finish it."""
    documents = archive(folder, count=COUNT)
    status, output = finish(start(url, folder, "import_articles", str(documents), "--background", **settings))
    assert status == 0, output
    assert "ligger i kö" in output
    number = number_of(output)
    assert run_state(url) == "queued"
    process = start(url, folder, *worker, **settings)
    waited_for(url, "running", "finished", process=process)
    kill(process)
    status, output = finish(start(url, folder, "import_articles", "--resume", number, "--background", **settings))
    assert status == 0 or "redan klar" in output, output
    ended(url, folder, worker, settings, "finished")
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
        assert run_state(url) == "undo_queued"
        if not killed:
            ended(url, folder, worker, settings, "rolled_back")
            break
        process = start(url, folder, *worker, **settings)
        waited_for(url, "rolling_back", "rolled_back", process=process)
        kill(process)
        if run_state(url) == "rolled_back":  # it was done before it was killed
            break
    found = look(url, folder)
    assert (found["problems"], found["pages"], found["runs"][0][1]) == ([], 0, "rolled_back")
