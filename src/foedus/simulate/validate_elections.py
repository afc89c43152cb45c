"""Elections forecast from what was known before them, by nested rolling origin, scored beside two plain baselines.

For each origin the settings are chosen by energy score among GRID on windows that had ended before it, of the same horizon where there are any,
else of all; then that origin is forecast. Baselines: `uniform swing` (the nation's term alone), `independent places` (each place walks by its own
swings, nation included) and `around the mean` (independent places about the nation's mean), all with the same settings.
Needs: NumPy. Source: design page SIMULATION, section 3.8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from foedus.data.world import World
from foedus.simulate.calibrate_votes import PASSING, Elections, Fit, Settings, elections, fit, weights
from foedus.simulate.calibration import Floats
from foedus.simulate.draws import Weather
from foedus.simulate.grids import Absent
from foedus.simulate.scores import brier, covered, crps, energy

AHEAD = (1, 2, 3, 5)
"""Elections ahead: of an office of four years 4, 8, 12 and 20 years."""
FIRST_ORIGIN, FIRST_WINDOW = 5, 4
"""Elections known at the first origin that is forecast, and at the first window that may choose settings."""
GRID = tuple(
    Settings(half_life, swing, scale, reverts, heavy, prior)
    for half_life, swing, scale, reverts, heavy, prior in product((1.0, 2.0, 4.0), (3.0, np.inf), (0.4, 0.6, 0.8), (True, False), (False, True), (1.0, 3.0))
)
"""The settings among which a nested choice is made."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one horizon: years ahead, number of origins, means over them. nation: origins with the nation inside its band."""

    years: int
    origins: int
    energy: float
    uniform: float
    independent: float
    around: float
    crps: float
    relative_band: float
    absolute_band: float
    nation: int
    nation_independent: int
    brier: float


@dataclass(frozen=True, slots=True)
class Cut:
    """Bands of the gap between two halves, for one horizon: random cuts, fixed; cuts by the election before; places on the same side later."""

    years: int
    origins: int
    random: float
    gap: int
    stayed: float
    stayed_model: float


@dataclass(frozen=True)
class Noise:
    """The chances that all forecasts share: [draws] and [draws, places], standard normal but for `tail`, a factor with heavy ends."""

    nation: Floats
    walk_common: Floats
    walk: Floats
    passing_common: Floats
    passing: Floats
    own: Floats
    tail: Floats


def noise(count: int, places: int, seed: int = 0) -> Noise:
    """Draw the chances from the model's own streams."""
    weather = Weather(seed, np.arange(count, dtype=np.uint64))
    common = weather.normals("leaning common", 6)
    heavy = weather.normals("campaigns", 5)
    tail = np.sqrt(3 / 5) / np.sqrt((heavy**2).sum(axis=0) / 5)
    return Noise(weather.normals("national vote", 1)[0], common[:3].T, weather.normals("leaning walk by place", places).T, common[3:].T,
                 weather.normals("leaning passing by place", places).T, weather.normals("turnout", places).T, tail)  # fmt: skip


class Backtest:
    """All forecasts of one country's elections with one set of chances."""

    def __init__(self, facts: Elections, draws: int, seed: int = 0) -> None:
        self.facts = facts
        self.logits, self.nation = facts.logits, facts.nation
        two = facts.first + facts.second
        self.weights, self.shares = two / two.sum(axis=1, keepdims=True), facts.first / two
        self.noise = noise(draws, facts.first.shape[1], seed)
        self.fits = lru_cache(maxsize=None)(self._fit)
        self.walked = lru_cache(maxsize=8)(self._walked)

    @property
    def count(self) -> int:
        """The number of elections."""
        return len(self.nation)

    @property
    def every(self) -> int:
        """The years from one election to the next."""
        return round(float(np.median(np.diff(self.facts.years))))

    def origins(self, ahead: int, first: int = FIRST_ORIGIN) -> range:
        """Numbers of elections known, for every origin whose forecast has come."""
        return range(first, self.count - ahead + 1)

    def _fit(self, known: int, settings: Settings) -> Fit:
        return fit(self.logits[:known], self.nation[:known], settings)

    def _nation(self, known: int, ahead: int, settings: Settings) -> tuple[float, float]:
        found = self.fits(known, settings)
        if settings.reverts:
            return found.mu, found.s_n * float(np.sqrt(1 + 1 / known))
        mean = found.mu + found.phi**ahead * float(self.nation[known - 1] - found.mu)
        return mean, found.s_n * float(np.sqrt(1 - found.phi ** (2 * ahead) + 1 / known))

    def _walked(self, known: int, ahead: int, swing: float, scale: float, heavy: bool) -> tuple[Floats, Floats]:
        """Leanings of places on the day, less the nation's logit under them, and the passing part: [draws, places] each."""
        found, chance = self.fits(known, Settings(swing_half_life=swing, scale=scale)), self.noise
        tail = chance.tail[:, None] if heavy else 1.0
        base = self.logits[known - 1] - self.nation[known - 1]
        walk = np.sqrt((1 - PASSING) * ahead) * (chance.walk_common @ found.factors.T + chance.walk * found.sp) * tail
        passing = np.sqrt(PASSING) * (chance.passing_common @ found.factors.T + chance.passing * found.sp) * tail
        lean = base + walk
        return lean - logit(expit(lean) @ self.weights[known - 1])[:, None], passing

    def forecast(self, known: int, ahead: int, settings: Settings) -> Floats:
        """Group 1's two-party shares, [draws, places], `ahead` elections on from `known` of them."""
        lean, passing = self.walked(known, ahead, settings.swing_half_life, settings.scale, settings.heavy)
        mean, spread = self._nation(known, ahead, settings)
        nation = mean + spread * self.noise.nation * (self.noise.tail if settings.heavy else 1.0)
        return expit(lean + passing + nation[:, None])

    # ---- baselines

    def uniform(self, known: int, ahead: int, settings: Settings) -> Floats:
        """Uniform swing: places move with the nation alone."""
        mean, spread = self._nation(known, ahead, settings)
        nation = mean + spread * self.noise.nation * (self.noise.tail if settings.heavy else 1.0)
        return expit(self.logits[known - 1] - self.nation[known - 1] + nation[:, None])

    def independent(self, known: int, ahead: int, settings: Settings) -> Floats:
        """Each place walks from its last share by its own swings, nation included, and by nobody else's."""
        return expit(self.logits[known - 1] + self._alone(np.diff(self.logits[:known], axis=0), ahead, settings))

    def around(self, known: int, ahead: int, settings: Settings) -> Floats:
        """Independent places about the nation's mean: a stronger baseline, without a national term."""
        mean, _ = self._nation(known, ahead, settings)
        relative = self.logits[:known] - self.nation[:known, None]
        return expit(relative[-1] + mean + self._alone(np.diff(relative, axis=0), ahead, settings))

    def _alone(self, swings: Floats, ahead: int, settings: Settings) -> Floats:
        share = weights(len(swings), settings.swing_half_life)
        variance = (swings**2 * (share / share.sum())[:, None]).sum(axis=0)
        own = settings.scale * (0.5 * variance + 0.5 * variance.mean())
        found: Floats = self.noise.own * np.sqrt(own * (PASSING + (1 - PASSING) * ahead))
        return found


def expit(x: Floats) -> Floats:
    """The share of a logit."""
    found: Floats = 1 / (1 + np.exp(-x))
    return found


def logit(share: Floats) -> Floats:
    """The logit of a share."""
    found: Floats = np.log(share) - np.log1p(-share)
    return found


def windows(test: Backtest) -> Iterator[tuple[int, int]]:
    """Every window that may choose settings: elections known, and elections ahead."""
    for ahead in AHEAD:
        for known in test.origins(ahead, FIRST_WINDOW):
            yield known, ahead


def energies(test: Backtest, progress: Progress | None = None) -> dict[tuple[int, int], Floats]:
    """The energy score of all settings in every window."""
    every = list(windows(test))
    found = {}
    for done, (known, ahead) in enumerate(every, 1):
        came = test.shares[known + ahead - 1]
        found[known, ahead] = np.array([energy(test.forecast(known, ahead, one), came) for one in GRID])
        if progress is not None:
            progress(done, len(every))
    return found


def chosen(found: dict[tuple[int, int], Floats], known: int, ahead: int) -> Settings:
    """The settings with the least mean energy on windows that ended before an origin: of its horizon, else of all; the first of equals."""
    ended = [window for window in found if window[0] + window[1] <= known]
    own = [window for window in ended if window[1] == ahead] or ended
    return GRID[int(np.mean([found[window] for window in own], axis=0).argmin())]


def backtest(world: World, *, choosing: int = 1000, draws: int = 4000, seed: int = 0, progress: Progress | None = None) -> tuple[Row, ...]:
    """The table of scores, a row for each horizon. choosing, draws: draws by which settings are chosen, and by which origins are scored."""
    facts = elections(world)
    found = energies(Backtest(facts, choosing, seed + 1), progress)
    test = Backtest(facts, draws, seed)
    return tuple(_row(test, found, ahead) for ahead in _scored(test))


def _scored(test: Backtest) -> tuple[int, ...]:
    """The horizons that have an origin. Raises Absent where none has."""
    found = tuple(ahead for ahead in AHEAD if test.origins(ahead))
    if not found:
        least = FIRST_ORIGIN + AHEAD[0]
        raise Absent(f"{test.count} elections are known, and a forecast with a window before it needs {least}", mend="add elections")
    return found


def _row(test: Backtest, found: dict[tuple[int, int], Floats], ahead: int) -> Row:
    scores = np.array([_scores(test, known, ahead, chosen(found, known, ahead)) for known in test.origins(ahead)])
    model, uniform, independent, around, ranked, relative, absolute, _, _, won = (float(one) for one in scores.mean(axis=0))
    return Row(ahead * test.every, len(scores), model, uniform, independent, around, ranked, relative, absolute, int(scores[:, 7].sum()),
               int(scores[:, 8].sum()), won)  # fmt: skip


def _scores(test: Backtest, known: int, ahead: int, settings: Settings) -> list[float]:
    """Points of a hundred for distances; then bands."""
    at = known + ahead - 1
    came, shares, by = test.shares[at], test.forecast(known, ahead, settings), test.weights[at]
    alone = test.independent(known, ahead, settings)
    national, national_alone = shares @ by, alone @ by
    relative = logit(shares) - logit(national)[:, None]
    whole = expit(test.nation[at])
    return [
        energy(shares, came) * 100, energy(test.uniform(known, ahead, settings), came) * 100, energy(alone, came) * 100,
        energy(test.around(known, ahead, settings), came) * 100, crps(shares, came) * 100,
        covered(relative, test.logits[at] - test.nation[at]), covered(shares, came), _inside(national, whole), _inside(national_alone, whole),
        brier(float((national > 0.5).mean()), bool(whole > 0.5)),
    ]  # fmt: skip


def _inside(draws: Floats, came: Floats) -> float:
    low, high = np.quantile(draws, [0.1, 0.9])
    return float(low <= came <= high)


def cuts(world: World, *, draws: int = 2000, number: int = 200, seed: int = 0) -> tuple[Cut, ...]:
    """Bands of the gap between two halves under the default settings. number: of random cuts; a cut drawn with hindsight is never scored."""
    test = Backtest(elections(world), draws, seed)
    sides = Weather(seed, np.arange(number, dtype=np.uint64)).uniforms("lots", test.logits.shape[1]).T < 0.45
    sides = sides[sides.any(axis=1) & ~sides.all(axis=1)]
    return tuple(_cut(test, ahead, sides) for ahead in _scored(test))


def _cut(test: Backtest, ahead: int, sides: NDArray[np.bool_]) -> Cut:
    random, gap, stayed, model = [], 0, [], []
    for known in test.origins(ahead):
        at, shares = known + ahead - 1, test.forecast(known, ahead, Settings())
        by, came = test.weights[at], test.shares[at]
        national, whole = logit(shares @ by), float(logit(came @ by))
        drawn = logit((shares @ (by * sides).T) / (by * sides).sum(axis=1)) - national[:, None]
        true = logit((sides * by) @ came / (by * sides).sum(axis=1)) - whole
        random.append(covered(drawn, true))
        side = test.shares[known - 1] > 0.5
        apart = _gap(shares, by, side)
        low, high = np.quantile(apart, [0.1, 0.9])
        gap += int(low <= _gap(came[None, :], by, side)[0] <= high)
        stayed.append(((came > 0.5) == side).mean())
        model.append(((shares > 0.5) == side).mean())
    return Cut(ahead * test.every, len(random), float(np.mean(random)), gap, float(np.mean(stayed)), float(np.mean(model)))


def _gap(shares: Floats, by: Floats, side: NDArray[np.bool_]) -> Floats:
    found: Floats = shares @ (by * side) / (by * side).sum() - shares @ (by * ~side) / (by * ~side).sum()
    return found
