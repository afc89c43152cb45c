"""Whatever happens to the files of an election, it is judged or refused in words; never a traceback, never a false certificate."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.decide.joint import ElectionCertificate
from foedus.decide.proceed import begin, commit, proceed
from foedus.decide.published import Plan
from foedus.decide.recheck import recheck
from foedus.decide.rehearsal import honest, side_of
from foedus.errors import DataError, FoedusError
from foedus.voting.assertion import Way

FILES = (
    "plan.json", "commitments.csv", "seed.csv", "findings.csv", "readings.csv", "Alder/frozen.csv", "Alder/register.csv", "Alder/manifest.csv",
    "Birch/cards.csv", "certificate.json",
)  # fmt: skip
PLAN = Plan("Chief", Way.PLURALITY, ("Ash", "Box"), ("Alder", "Birch"), lookups=30)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "e"
    begin(folder, honest(PLAN, (side_of("Alder", {"Ash": 60, "Box": 20}, blank=3), side_of("Birch", {"Ash": 40, "Box": 20}))), 1)
    assert isinstance(proceed(folder, folder / "truth"), ElectionCertificate)
    return folder


@st.composite
def damages(draw):
    """A way to spoil the bytes of a file."""
    place, more = draw(st.floats(0, 1)), draw(st.sampled_from([b"", b",", b"\n", b'"', b"-7", b"\xff", b"Elm", b"999999999999", b"missing", b"yes", b"1/0"]))
    length = draw(st.sampled_from([0, 1, 3, 20, 10_000]))

    def spoil(data: bytes) -> bytes:
        at = int(place * len(data))
        return data[:at] + more + data[at + length :]

    return spoil


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES), spoil=damages(), again=st.booleans())
def test_a_spoilt_file_is_refused_or_changes_nothing_that_it_should_not(whole, tmp_path, file, spoil, again):
    folder = tmp_path / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    path = folder / file
    path.write_bytes(spoil(path.read_bytes()))
    same = path.read_bytes() == (whole / file).read_bytes()
    try:
        holds = all(one.holds for one in recheck(folder))
    except DataError:
        holds = False
    assert holds or not same
    if again and file != "commitments.csv":
        (folder / "commitments.csv").unlink()
    found = judged(folder, again and file != "commitments.csv")
    if isinstance(found, ElectionCertificate):
        assert found.winner == "Ash"
        assert [(one.name, one.words) for one in recheck(folder) if not one.holds] == []
    if isinstance(found, FoedusError):
        assert found.mend


def judged(folder, again):
    """The judgement, or the refusal to read the folder; again: the spoilt files are what was committed to."""
    try:
        if again:
            commit(folder)
        return proceed(folder)
    except FoedusError as refused:
        return refused


def test_a_polity_in_which_nobody_voted(tmp_path):
    for way, apart in ((Way.PLURALITY, False), (Way.PLURALITY, True), (Way.EQUAL, False), (Way.DOUBLE, False)):
        folder = tmp_path / f"{way.name}-{apart}"
        plan = replace(PLAN, way=way, apart=apart)
        begin(folder, honest(plan, (side_of("Alder", {"Ash": 60, "Box": 20}), side_of("Birch", {"Ash": 0, "Box": 0}, extra_entries=9))), 1)
        found = proceed(folder, folder / "truth")
        if isinstance(found, ElectionCertificate):
            assert [(one.name, one.words) for one in recheck(folder) if not one.holds] == []
        else:
            assert found.part == "result"


@pytest.mark.parametrize("number", ["1e999999999", "0.05e-99999999", "-1/20", "1/0", 0.05, None, "٥/١٠٠"])
def test_a_share_is_a_plain_number(whole, tmp_path, number):
    import json

    folder = Path(shutil.copytree(whole, tmp_path / "e"))
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    (folder / "plan.json").write_text(json.dumps({**plan, "risk_limit": number}), encoding="utf-8")
    with pytest.raises(DataError, match="`risk_limit` is missing or not of its kind"):
        proceed(folder)
