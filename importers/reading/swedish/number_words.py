"""Numbers as words, up to a thousand."""

from __future__ import annotations

NUMBER_WORDS = {
    word: number
    for number, words in {
        0.5: "halv halva",
        1: "en ett",
        2: "två bägge",
        3: "tre",
        4: "fyra",
        5: "fem",
        6: "sex",
        7: "sju",
        8: "åtta",
        9: "nio",
        10: "tio",
        11: "elva",
        12: "tolv",
        13: "tretton",
        14: "fjorton",
        15: "femton",
        16: "sexton",
        17: "sjutton",
        18: "arton",
        19: "nitton",
        20: "tjugo",
        30: "trettio",
        40: "fyrtio",
        50: "femtio",
        60: "sextio",
        70: "sjuttio",
        80: "åttio",
        90: "nittio",
        100: "hundra etthundra",
        200: "tvåhundra",
        300: "trehundra",
        500: "femhundra",
        1000: "tusen ettusen",
    }.items()
    for word in words.split()
}
NUMBER_WORDS |= {
    f"{tens}{ones}": NUMBER_WORDS[tens] + NUMBER_WORDS[ones]
    for tens in ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
    for ones in ["en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
}
