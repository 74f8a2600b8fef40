"""Makes the fonts in this folder from their sources. See README.md.

    python3 subset.py FOLDER

FOLDER is the `node_modules/@expo-google-fonts` that `npm install` filled.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1, Latin Extended-A
    0x218, 0x219, 0x21A, 0x21B, 0x2C6, 0x2C7, 0x2D8, 0x2D9, 0x2DA, 0x2DB, 0x2DC, 0x2DD,
    0x1E9E,
    0x2009, 0x200A, 0x202F,  # thin spaces
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
]
# Browsers fall back to the reader's own fonts; a PNG has only what is embedded.
GREEK_AND_CYRILLIC = [*range(0x370, 0x400), *range(0x400, 0x460), 0x490, 0x491, 0x1EA0]
# Stands for a letter that no embedded font has.
MISSING = [0x25A1]
VIETNAMESE = [0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)]

FEATURES = ["kern", "liga", "locl", "ccmp", "tnum", "lnum", "mark", "mkmk"]

FONTS = [
    # source, file, family, style, whether a TTF is embedded in the program
    ("source-sans-3/400Regular/SourceSans3_400Regular.ttf", "sans-regular", "Whynot Sans", "Regular", True),
    ("source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf", "sans-semibold", "Whynot Sans", "SemiBold", True),
    ("newsreader/400Regular/Newsreader_400Regular.ttf", "serif-regular", "Whynot Serif", "Regular", False),
    ("newsreader/500Medium/Newsreader_500Medium.ttf", "serif-medium", "Whynot Serif", "Medium", True),
]


def subset(source: Path, target: Path, family: str, style: str, characters: list[int], flavor: str | None) -> None:
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.flavor = flavor
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # A changed font may not keep a reserved name (Open Font License, section 3).
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    # The same bytes on every day.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    save_font(font, str(target), options)


def main() -> None:
    packages = Path(sys.argv[1])
    here = Path(__file__).parent
    for source, name, family, style, is_embedded in FONTS:
        subset(packages / source, here / f"{name}.woff2", family, style, LATIN, "woff2")
        if is_embedded:
            characters = LATIN + GREEK_AND_CYRILLIC + VIETNAMESE + MISSING
            subset(packages / source, here / f"{name}.ttf", family, style, characters, None)


main()
