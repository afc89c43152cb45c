"""The reference of voting has one heading for each counting rule, index, and method of apportionment, and none for what is not there."""

from __future__ import annotations

import re
from pathlib import Path

from foedus.voting.apportion import Method
from foedus.voting.rules import BY_PLACE, RANKED

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "voting.md").read_text(encoding="utf-8")

INDICES = {
    "Penrose-Banzhaf", "Shapley-Shubik", "Coleman", "Power to act", "Johnston", "Deegan-Packel", "Holler", "Owen", "Three votes", "Sampling", "Quadrature",
}  # fmt: skip


def headings(section: str) -> set[str]:
    part = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert part is not None
    return set(re.findall(r"^### (.+)$", part.group(1), re.MULTILINE))


def test_every_counting_rule_has_a_heading() -> None:
    assert headings("Counting rules") == {*RANKED, *BY_PLACE, "approval"}


def test_every_method_of_apportionment_has_a_heading() -> None:
    assert headings("Methods of apportionment") == {method.value for method in Method}


def test_every_index_has_a_heading() -> None:
    assert headings("Indices") == INDICES
    further = Path(__file__).resolve().parents[2] / "src" / "foedus" / "decide" / "power.py"
    named = set(re.findall(r'^ +"(\w+)": lambda: \w+\(self\.game', further.read_text(encoding="utf-8"), re.MULTILINE)) | {"owen"}
    assert {name.replace("_", "-") for name in named} <= {index.lower() for index in INDICES}


def test_the_json_of_power_has_the_fields_that_the_page_lists() -> None:
    import foedus

    listed = re.search(r"^## JSON of power\n(.*?)^## ", PAGE, re.DOTALL | re.MULTILINE)
    assert listed is not None
    fields = {name.removesuffix("[]") for row in re.findall(r"^\| (`.*?) \|", listed.group(1), re.MULTILINE) for name in re.findall(r"`([\w\[\]]+)`", row)}
    found = foedus.power("soft-secession", "Engage").as_json()
    assert fields <= set(found)
    assert set(found) - fields == {"settlement", "act", "rule", "exact"}
