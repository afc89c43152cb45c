"""What Python users call: load a settlement, check it, ask it. `foedus.load`, `foedus.check` and `foedus.ask` are these.

The objects are those that the command line prints with `--json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.checked import Checked, check_loaded
from foedus.data.places import gazetteer
from foedus.errors import Diagnostic, QuestionError, TextError
from foedus.model.settlement import Settlement
from foedus.reason.answers import Answer
from foedus.reason.limits import DEFAULT
from foedus.shipped import find
from foedus.text.load import Loaded
from foedus.text.load import load as load_text
from foedus.text.parse import parse_question

if TYPE_CHECKING:
    from foedus.decide.power import ActPower
    from foedus.reason.promise.verdict import Verdict


def read(source: str | Path, *, parameters: Mapping[str, Fraction] | None = None, facts: Sequence[str | Path] = ()) -> Loaded:
    """Read a settlement with everything found on the way, errors included; nothing is raised for a bad text.

    source: the path of a file, the name of a shipped settlement (`soft-secession`), or a text of several lines.
    facts: files of columns (`code,value`) that become series for this reading; raises DataError where one has a defect.
    """
    if isinstance(source, str) and "\n" in source:
        return load_text(source, partial(gazetteer, facts=tuple(facts)), find=find, parameters=parameters)
    path = find(str(source), None) or Path(source)
    places = partial(gazetteer, beside=Path(path).parent, facts=tuple(facts))
    return load_text(path, places, find=find, parameters=parameters)


def load(source: str | Path, *, parameters: Mapping[str, Fraction] | None = None, facts: Sequence[str | Path] = ()) -> Settlement:
    """Load a settlement. Raises TextError, with all diagnostics, where the text has errors.

    >>> import foedus
    >>> foedus.load("soft-secession").title
    'Soft secession'
    """
    loaded = read(source, parameters=parameters, facts=facts)
    if loaded.settlement is None or loaded.errors:
        raise TextError.of(loaded.diagnostics)
    return loaded.settlement


def check(source: str | Path | Loaded, *, promises: bool = True, seconds: float = DEFAULT.seconds) -> Checked:
    """Check a settlement: diagnostics, coverage, promises, what is open and silent, and its own answers.

    promises: whether they are decided, which is done when `verdicts` is first asked for; seconds: what one of them may cost.
    """
    limits = replace(DEFAULT, seconds=seconds) if promises else None
    return check_loaded(source if isinstance(source, Loaded) else read(source), limits=limits)


def why(settlement: Settlement | str | Path, promise: str, *, seconds: float = DEFAULT.seconds, mends: bool = False) -> Verdict:
    """Decide one promise or possibility with all that there is to say: its story or lemma, what it rests on, and (mends) what would mend it.

    Raises QuestionError, with the nearest, where the text promises nothing of that name.
    """
    from foedus.reason.promise.whole import whole_verdict
    from foedus.text.render import render

    known = settlement if isinstance(settlement, Settlement) else load(settlement)
    if promise not in known.promises and promise not in known.possibles:
        pool = [*known.promises, *known.possibles]
        close = get_close_matches(promise, pool, n=3) or pool[:5]
        raise QuestionError(f"the text promises nothing called {promise}", mend=f"ask for {' or '.join(close) or 'nothing: it has no promise'}")
    return whole_verdict(known, promise, limits=replace(DEFAULT, seconds=seconds), mends=render if mends else None)


def ask(settlement: Settlement | str | Path, question: str) -> Answer:
    """Ask a settlement a question. Raises QuestionError, with what may stand instead, where it cannot be read or answered.

    >>> import foedus
    >>> print(foedus.ask("soft-secession", "may Commonwealth.Congress do DeclareWar"))
    only with the consent of Federation.Congress (Art. 7(2))
    """
    from foedus.decide.would import ask as ask_settlement

    known = settlement if isinstance(settlement, Settlement) else load(settlement)
    parsed = parse_question(question)
    if isinstance(parsed, Diagnostic):
        raise QuestionError(f"this question cannot be read: {parsed.message}", mend=parsed.mend, diagnostics=(parsed,))
    return ask_settlement(known, parsed)


def power(settlement: Settlement | str | Path, act: str, **reading: Any) -> ActPower:
    """The voting power of everybody in an act: who can carry it, who can stop it, how strongly each decides. `decide.power_of` says the readings.

    Raises QuestionError for an unknown act, ModelError for a rule that is no simple game, LimitReached for one that is too large.

    >>> import foedus
    >>> [(group.name, group.can_carry, group.can_block) for group in foedus.power("soft-secession", "DeclareWar").groups][-2:]
    [('Commonwealth', False, True), ('Federation', False, True)]
    """
    from foedus.decide.power import power_of

    known = settlement if isinstance(settlement, Settlement) else load(settlement)
    return power_of(known, act, **reading)
