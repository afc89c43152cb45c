"""Sweeps: the same bits in this process, on Dask, after a kill and on a lost worker; files of finished jobs; cards that are tried."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import DataError, LimitReached, ModelError
from foedus.simulate.cards import CARDS, read, with_values
from foedus.simulate.running import drawn
from foedus.simulate.sweep import sobol
from foedus.simulate.sweep.executors import Dask, InProcess, executor_for
from foedus.simulate.sweep.finished import Finished, record, records
from foedus.simulate.sweep.sweep import How, run_means, run_rows, sweep_rows, write_rows
from foedus.simulate.yearly import prepare
from yearly import settlement

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def ready():
    return prepare(settlement("soft-secession"), vs=(), worlds=40, years=2)


@pytest.fixture(scope="module")
def rows():
    return sweep_rows(read(["a_income=0,4,3"]))


@pytest.fixture(scope="module")
def here(ready, rows):
    with InProcess() as executor:
        return [one.digest for _, one in run_rows(ready, rows, How(executor, "reference"))]


# ---- cards


def test_cards_are_read_as_values_or_as_ranges():
    asked = read(["kappa=.3", "a_income=0,4,5"])
    assert asked.values == {"kappa": 0.3}
    assert asked.tried == {"a_income": (0.0, 1.0, 2.0, 3.0, 4.0)}
    assert len(sweep_rows(read(["kappa=0,1,3", "delta=0,.05,2"]))) == 6
    assert sweep_rows(read([])) == [{}]


@pytest.mark.parametrize("option", ["kappa", "kappa=x", "kappa=1,2", "kappa=1,0,3", "kappa=0,1,1", "kappa=99", "luck=1", "kappa=nan", "kappa=inf"])
def test_other_cards_are_told_with_a_mend(option):
    with pytest.raises(ModelError) as told:
        read([option])
    assert "mend:" in str(told.value)


def test_every_card_says_what_it_is_and_what_speaks_against_it():
    for card in CARDS.values():
        assert card.title
        assert card.unit
        assert card.source
        assert card.against.endswith(".")
        assert card.low <= card.default <= card.high
        assert with_values({card.name: card.low})[card.name] == card.low


def test_cards_drawn_from_their_priors_keep_to_their_range_and_shape():
    u = (np.arange(4000) + 0.5) / 4000
    from foedus.simulate.draws import normals

    for card in CARDS.values():
        values = drawn(card.name, u, normals(u))
        assert values.min() >= card.low
        assert values.max() <= card.high
    assert drawn("a_income", u, normals(u)).mean() == pytest.approx(2.0, abs=0.05)
    assert np.median(drawn("hazard", u, normals(u))) == pytest.approx(0.1, rel=0.01)


def test_too_many_rows_are_refused():
    with pytest.raises(LimitReached, match="rows of cards"):
        sweep_rows(read([f"{name}=0,1,60" for name in ("kappa", "smoothing", "hazard")]))


# ---- finished jobs


def test_a_torn_tail_is_dropped_and_what_is_whole_is_kept(tmp_path):
    path = tmp_path / "finished"
    path.write_bytes(record("a" * 32, b"first") + record("b" * 32, b"second")[:-7])
    kept = Finished(path)
    assert kept.kept == {"a" * 32: b"first"}
    assert kept.dropped > 0
    kept.add("c" * 32, b"third")
    kept.close()
    assert [key for key, _, _ in records(path)] == ["a" * 32, "c" * 32]


def test_an_altered_record_ends_what_is_believed(tmp_path):
    path = tmp_path / "finished"
    whole = bytearray(record("a" * 32, b"first") + record("b" * 32, b"second"))
    whole[50] ^= 1
    path.write_bytes(bytes(whole))
    assert Finished(path).kept == {}


def test_a_file_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="cannot be used for finished jobs"):
        Finished(tmp_path / "file" / "finished")


def test_a_finished_sweep_computes_nothing_again(ready, rows, here, tmp_path):
    path, counted = tmp_path / "finished", []
    for _ in range(2):
        with InProcess() as executor:
            again = run_rows(ready, rows, How(executor, "reference", path, lambda done, whole: counted.append(done)))
        assert [one.digest for _, one in again] == here
    assert len(counted) == len(rows)


_SWEEP = """
import sys; sys.path[:0] = ['src', 'tests']
from pathlib import Path
from yearly import settlement
from foedus.simulate.cards import read
from foedus.simulate.sweep.executors import InProcess
from foedus.simulate.sweep.sweep import How, run_rows, sweep_rows
from foedus.simulate.yearly import prepare
ready = prepare(settlement('soft-secession'), vs=(), worlds=40, years=2)
with InProcess(1) as executor:
    rows = sweep_rows(read(['a_income=0,4,3']))
    found = run_rows(ready, rows, How(executor, 'reference', Path(sys.argv[1]), lambda done, whole: print(done, flush=True)))
import json
print(json.dumps([one.digest for _, one in found]))
"""


def test_a_run_that_is_killed_goes_on_to_the_same_bits(here, tmp_path):
    path = tmp_path / "finished"
    command = [sys.executable, "-c", _SWEEP, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "1"
        os.kill(first.pid, signal.SIGKILL)
    with path.open("ab") as file:
        file.write(b"torn")
    assert 1 <= len(list(records(path))) < 3
    second = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert json.loads(second.stdout.splitlines()[-1]) == here


def test_a_full_disk_keeps_what_was_finished(tmp_path):
    path = tmp_path / "finished"
    code = (
        "import resource, signal, sys; sys.path.insert(0, 'src')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\n"
        "from foedus.simulate.sweep.finished import Finished\n"
        "kept = Finished(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "kept.add('a' * 32, b'x' * 500)\n"
        "try:\n    kept.add('b' * 32, b'x' * 900)\n"
        "except Exception as problem:\n    print(type(problem).__name__, problem)\n"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "DataError" in told.stdout, told.stderr
    assert "goes on from what is finished" in told.stdout
    assert [key for key, _, _ in records(path)] == ["a" * 32]


# ---- Dask


def _dies_once(marker: str, task, engine, first, count):
    """A worker that dies at its first job."""
    from foedus.simulate.sweep.jobs import compute

    if not Path(marker).exists():
        Path(marker).write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return compute(task, engine, first, count)


@pytest.fixture(scope="module")
def cluster():
    pytest.importorskip("distributed", reason="the extra `sweep` is not installed")
    with Dask(workers=2) as executor:
        yield executor


def test_dask_gives_the_same_bits(ready, rows, here, cluster):
    assert [one.digest for _, one in run_rows(ready, rows, How(cluster, "reference"))] == here


def test_a_worker_that_dies_loses_nothing(ready, rows, here, cluster, tmp_path, monkeypatch):
    from functools import partial

    from foedus.simulate.sweep import sweep as sweeping

    monkeypatch.setattr(sweeping, "compute", partial(_dies_once, str(tmp_path / "died")))
    assert [one.digest for _, one in run_rows(ready, rows, How(cluster, "reference"))] == here
    assert (tmp_path / "died").exists()


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    distributed = pytest.importorskip("distributed")

    def nobody(address, timeout):
        raise OSError(f"timed out on {address} after {timeout}")

    monkeypatch.setattr(distributed, "Client", nobody)
    with pytest.raises(ModelError, match="no Dask scheduler at tcp://127"):
        executor_for("tcp://127.0.0.1:1")


def test_dask_is_not_imported_before_it_is_used():
    code = (
        "import sys; sys.path.insert(0, 'src'); import foedus; foedus.simulate; import foedus.simulate.sweep.sweep;"
        "print('distributed' in sys.modules, 'numba' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.split() == ["False", "False"]


# ---- shares of variance


def test_shares_of_variance_name_the_cards_that_move_a_number(ready):
    rows = sobol.rows(4)
    assert len(rows) == 4 * (len(sobol._problem()["names"]) + 2)
    with InProcess() as executor:
        values = run_means(ready, rows, How(executor, "reference"))
    shares = sobol.shares(values, ready, "policy_rate_misfit@Federation")
    assert {shares.cards[0][0], shares.cards[1][0]} & {"kappa", "a_income", "lambda"}
    assert shares.bootstrap_seed == sobol.BOOTSTRAP_SEED
    assert sobol.shares(values, ready, "policy_rate_misfit@Federation") == shares
    with pytest.raises(ModelError, match="is the same whatever"):
        sobol.shares(values, ready, "parted@joint")
    with pytest.raises(ModelError, match="does not record"):
        sobol.shares(values, ready, "luck@joint")
    with pytest.raises(ModelError, match="no power of two"):
        sobol.rows(7)


def test_rows_of_all_ensembles_are_written_as_one_table(ready, rows, tmp_path):
    with InProcess() as executor:
        found = run_rows(ready, rows[:2], How(executor, "reference"))
    write_rows(found, tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_text().splitlines()
    assert len(lines) == 1 + sum(len(list(one.rows())) for _, one in found)
