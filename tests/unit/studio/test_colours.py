"""The colours of the style sheet meet their contrast, computed again from the file itself (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

import foedus.studio

STATIC = Path(foedus.studio.__file__).parent / "static"
SHEET = (STATIC / "charts.css").read_text(encoding="utf-8")
PAIRS = re.findall(r"--([a-z0-9-]+):light-dark\((#[0-9a-f]{3,6}),(#[0-9a-f]{3,6})\)", SHEET)
LIGHT = {name: light for name, light, _ in PAIRS}
DARK = {name: dark for name, _, dark in PAIRS}


def channels(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    return [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (linear(one) for one in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LEAST = [
    # fore, ground, light, dark: the ratios of the design, which rounds them
    ("ink", "sunk", 14.6, 12.3),
    ("ink-2", "sunk", 6.4, 7.6),
    ("edge", "sunk", 3.7, 4.4),
    ("ink", "a-fill", 7.8, 5.0),
    ("a-strong", "paper", 6.6, 10.0),
    ("a-strong", "a-fill", 3.2, 3.4),
    ("a-strong", "a-tint", 5.9, 7.8),
    ("ink", "b-fill", 9.3, 5.2),
    ("b-strong", "paper", 6.5, 10.4),
    ("b-strong", "b-fill", 3.8, 3.7),
    ("b-strong", "b-tint", 5.9, 8.2),
    ("ink", "c-fill", 6.7, 5.3),
    ("c-strong", "c-fill", 3.2, 3.3),
    ("edge", "paper", 4.0, 5.3),
    ("refuted", "paper", 8.1, 9.3),
    ("paper", "refuted", 8.1, 9.3),
    ("refuted", "refuted-tint", 7.1, 7.6),
]


@pytest.mark.parametrize(("fore", "ground", "light", "dark"), LEAST)
def test_contrast(fore, ground, light, dark):
    assert contrast(LIGHT[fore], LIGHT[ground]) >= light - 0.1
    assert contrast(DARK[fore], DARK[ground]) >= dark - 0.1


def test_text_and_secondary_text_read_on_every_ground():
    for theme in (LIGHT, DARK):
        for ground in ("paper", "surface", "sunk", "a-tint", "b-tint", "refuted-tint"):
            for fore in ("ink", "ink-2"):
                assert contrast(theme[fore], theme[ground]) >= 4.5, (fore, ground)


# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(linear_rgb: list[float]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, one)) for one in linear_rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, deficiency: str) -> tuple[float, float, float]:
    rgb = [linear(one) for one in channels(colour)]
    return lab([sum(weight * one for weight, one in zip(row, rgb, strict=True)) for row in DEFICIENCIES[deficiency]])


def apart(one: str, other: str, deficiency: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, deficiency), seen(other, deficiency), strict=True)) ** 0.5


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_two_polities_stay_apart_for_the_colour_blind(deficiency):
    """CIE76 distance of the fills and of the strokes; the eye tells apart about 2."""
    for theme, fills, strokes in ((LIGHT, 46, 43), (DARK, 42, 46)):
        assert apart(theme["a-fill"], theme["b-fill"], deficiency) >= fills - 0.5
        assert apart(theme["a-strong"], theme["b-strong"], deficiency) >= strokes - 0.5


def test_no_colour_stands_outside_the_tokens():
    """What is white or black on paper is meant; every other colour is a token."""
    for name in ("charts.css", "foedus.css", "print.css"):
        rules = re.sub(r"--[a-z0-9-]+:light-dark\([^)]*\)", "", (STATIC / name).read_text(encoding="utf-8"))
        assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#000"}
        assert not re.findall(r"\brgba?\(", rules)


def test_every_token_has_both_themes_and_is_used():
    sheets = SHEET + (STATIC / "foedus.css").read_text(encoding="utf-8")
    for name, _, _ in PAIRS:
        if name != "a-tint":
            assert f"var(--{name})" in sheets, name
    assert {len(one) for one in (LIGHT, DARK)} == {len(PAIRS)}


def test_fills_of_the_parties_are_not_the_colour_of_refusal():
    """Plum means refuted and nothing else: it is no polity's."""
    for theme in (LIGHT, DARK):
        parties = [theme[name] for name in ("a-fill", "b-fill", "c-fill", "a-strong", "b-strong", "c-strong")]
        assert theme["refuted"] not in parties
        assert all(one != other for one, other in combinations(parties, 2))
