"""Draws the pictures of the sample archive and the demo site: flat illustrations, made by this project.

Usage: python scripts/make_sample_images.py [FOLDER]      (default samples/archive/bilder)
The same script gives the same pictures. Each is drawn three times as large and scaled down, which smooths the edges.
"""

import math
import random
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1200, 800, 3
INK, PAPER, SNOW = "#1d3344", "#f4efe4", "#fbf9f4"
LAKE, DEEP, SKY, DAWN = "#5f8fa3", "#2f5d73", "#cfe0e3", "#f2d9b8"
PINE, MOSS, BIRCH = "#2f5a4a", "#6f8f63", "#e9e4d6"
FALU, OCHRE, BRICK, SKIN = "#8e3b2e", "#d9a441", "#b5654a", ("#f0c9a4", "#8d5a3b", "#d9a37a", "#5d3a26")

Points = list[tuple[float, float]]


class Canvas:
    """A drawing surface in picture coordinates (1200 × 800)."""

    def __init__(self, background: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)

    def area(self, points: Points, colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        corners = [left * SCALE, top * SCALE, right * SCALE, bottom * SCALE]
        self.draw.rounded_rectangle(corners, radius * SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.draw.ellipse(
            [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE], colour
        )

    def line(self, points: Points, colour: str, width: float) -> None:
        self.draw.line([(x * SCALE, y * SCALE) for x, y in points], colour, int(width * SCALE), joint="curve")

    def hills(self, base: float, height: float, colour: str, waves: float, shift: float) -> None:
        """A rolling skyline from edge to edge, filled down to the lower edge."""
        top = [(x, base - height * math.sin(x / WIDTH * math.pi * waves + shift)) for x in range(0, WIDTH + 10, 10)]
        self.area([(0, HEIGHT), *top, (WIDTH, HEIGHT)], colour)

    def pine(self, x: float, foot: float, height: float, colour: str = PINE) -> None:
        self.box(x - 4, foot - height * 0.15, x + 4, foot, INK)
        for level in range(3):
            top, low = foot - height * (1 - level * 0.25), foot - height * (0.52 - level * 0.2)
            half = height * (0.16 + level * 0.06)
            self.area([(x, top), (x + half, low), (x - half, low)], colour)

    def house(self, x: float, foot: float, width: float, height: float, colour: str = FALU) -> None:
        """A red house with white corners, a door and windows."""
        self.box(x, foot - height, x + width, foot, colour)
        self.area(
            [(x - 14, foot - height), (x + width / 2, foot - height * 1.55), (x + width + 14, foot - height)], INK
        )
        for edge in (x, x + width - 8):
            self.box(edge, foot - height, edge + 8, foot, SNOW)
        door = width * 0.16
        self.box(x + width / 2 - door / 2, foot - height * 0.55, x + width / 2 + door / 2, foot, SNOW)
        for centre in (x + width * 0.24, x + width * 0.76):
            self.box(centre - 22, foot - height * 0.72, centre + 22, foot - height * 0.3, SNOW)
            self.box(centre - 17, foot - height * 0.68, centre + 17, foot - height * 0.34, SKY)
            self.box(centre - 2, foot - height * 0.68, centre + 2, foot - height * 0.34, SNOW)

    def person(self, x: float, foot: float, size: float, clothes: str, skin: str, hair: str = INK) -> None:
        """A figure from the waist up, `size` high, its lower edge at `foot`."""
        self.box(x - size * 0.3, foot - size * 0.62, x + size * 0.3, foot + 6, clothes, size * 0.2)
        self.box(x - size * 0.08, foot - size * 0.74, x + size * 0.08, foot - size * 0.55, skin)
        self.disc(x, foot - size * 0.87, size * 0.185, hair)
        self.disc(x, foot - size * 0.83, size * 0.155, skin)

    def save(self, path: Path) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(path, quality=82, optimize=True, progressive=True)


def jetty() -> Canvas:
    """A jetty into a lake at dawn."""
    canvas = Canvas(DAWN)
    canvas.disc(840, 320, 90, OCHRE)
    canvas.hills(390, 70, "#9db3a8", 2.4, 0.4)
    canvas.hills(420, 45, PINE, 3.1, 2.0)
    canvas.box(0, 430, WIDTH, HEIGHT, LAKE)
    for index in range(9):
        half = 100 - index * 9
        canvas.box(840 - half, 446 + index * 22, 840 + half, 451 + index * 22, "#e2c48d", 2)
    canvas.area([(330, HEIGHT), (760, HEIGHT), (590, 470), (540, 470)], "#a98a63")
    for index in range(12):
        y = 480 + (index / 12) ** 1.6 * 320
        half = 26 + (y - 470) * 0.58
        canvas.line([(560 - half, y), (565 + half, y)], "#86694a", 2 + index * 0.4)
    for x, foot, height in ((60, 470, 250), (150, 480, 190), (1110, 475, 260), (1040, 465, 170)):
        canvas.pine(x, foot, height)
    return canvas


def mining_village() -> Canvas:
    """An old mining village: red houses below a headframe."""
    canvas = Canvas(SKY)
    canvas.disc(220, 170, 62, SNOW)
    canvas.hills(430, 90, "#8fa79a", 2.0, 1.1)
    canvas.hills(500, 50, PINE, 3.4, 0.2)
    canvas.area([(700, 520), (760, 200), (800, 200), (860, 520)], "#6d5a49")
    canvas.area([(728, 520), (768, 260), (792, 260), (832, 520)], SKY)
    canvas.box(724, 170, 836, 240, FALU)
    canvas.area([(710, 170), (780, 112), (850, 170)], INK)
    for y in (310, 390, 460):
        canvas.line([(735, y), (825, y)], "#6d5a49", 9)
    canvas.hills(560, 24, MOSS, 2.2, 2.6)
    canvas.house(130, 600, 230, 130)
    canvas.house(440, 630, 190, 110)
    canvas.house(900, 620, 210, 120)
    canvas.area([(300, HEIGHT), (720, HEIGHT), (660, 640), (610, 640)], "#d9c7a3")
    for x, foot in ((80, 610), (400, 610), (850, 620), (1150, 640)):
        canvas.pine(x, foot, 160)
    return canvas


def ribbon() -> Canvas:
    """Three people at an opening, a ribbon before them."""
    canvas = Canvas(PAPER)
    canvas.box(0, 0, WIDTH, 560, "#dfe7e2")
    canvas.box(330, 110, 870, 600, "#b9c9c4", 8)
    canvas.box(360, 140, 590, 600, SKY)
    canvas.box(610, 140, 840, 600, SKY)
    canvas.box(0, 600, WIDTH, HEIGHT, "#c9b48f")
    for x, clothes, skin in ((370, DEEP, SKIN[0]), (600, FALU, SKIN[1]), (830, PINE, SKIN[2])):
        canvas.person(x, 840, 440, clothes, skin)
    for left, right in ((0, 585), (615, WIDTH)):
        canvas.box(left, 646, right, 676, OCHRE)
    for low, high in ((572, 630), (628, 570)):
        canvas.line([(low, 722), (high, 608)], INK, 9)
        canvas.disc(low, 730, 17, INK)
        canvas.disc(low, 730, 9, FALU)
    for x, colour in ((120, OCHRE), (190, BRICK), (1010, LAKE), (1090, OCHRE)):
        canvas.line([(x, 330), (x + 12, 520)], INK, 2)
        canvas.disc(x, 280, 52, colour)
    return canvas


def conversation() -> Canvas:
    """Two people talk at a table by a window."""
    canvas = Canvas("#ece3d2")
    canvas.box(380, 80, 820, 400, SNOW)
    canvas.box(396, 96, 804, 384, SKY)
    canvas.area([(396, 384), (396, 300), (520, 240), (640, 310), (740, 250), (804, 300), (804, 384)], MOSS)
    canvas.box(594, 96, 606, 384, SNOW)
    canvas.person(330, 610, 380, DEEP, SKIN[2], "#3a2a20")
    canvas.person(870, 610, 380, OCHRE, SKIN[3])
    canvas.box(120, 580, 1080, 620, "#8a6a49", 10)
    canvas.box(200, 620, 230, HEIGHT, "#6f5439")
    canvas.box(970, 620, 1000, HEIGHT, "#6f5439")
    canvas.area([(540, 580), (690, 580), (670, 560), (560, 560)], SNOW)
    canvas.box(440, 535, 486, 582, BRICK, 8)
    canvas.box(730, 535, 776, 582, LAKE, 8)
    return canvas


def workshop() -> Canvas:
    """A workbench with tools above it."""
    canvas = Canvas("#d8dccf")
    canvas.box(120, 90, 1080, 470, "#b98f5f", 6)
    for index, x in enumerate(range(190, 1040, 130)):
        if index % 3 == 0:
            canvas.box(x - 9, 210, x + 9, 400, "#7b4f2f", 6)
            canvas.box(x - 50, 170, x + 50, 225, INK, 8)
        elif index % 3 == 1:
            canvas.box(x - 12, 290, x + 12, 400, FALU, 8)
            canvas.box(x - 5, 160, x + 5, 300, "#9aa7ad")
        else:
            canvas.area([(x - 46, 190), (x + 46, 170), (x + 18, 330), (x - 18, 330)], "#c9d2d5")
            canvas.box(x - 24, 320, x + 24, 400, OCHRE, 10)
    canvas.box(60, 560, 1140, 610, "#8a6a49", 6)
    canvas.box(120, 610, 170, HEIGHT, "#6f5439")
    canvas.box(1030, 610, 1080, HEIGHT, "#6f5439")
    canvas.area([(360, 560), (380, 480), (640, 480), (660, 560)], BIRCH)
    canvas.box(376, 470, 644, 486, "#cbbd9a")
    canvas.box(760, 500, 900, 560, DEEP, 6)
    canvas.box(800, 478, 860, 504, INK, 6)
    return canvas


def classroom() -> Canvas:
    """A group before a board with words and pictures."""
    canvas = Canvas("#e6e0d0")
    canvas.box(180, 70, 1020, 430, "#7a5c3e", 8)
    canvas.box(196, 86, 1004, 414, PINE)
    for row, width in enumerate((300, 240, 340)):
        canvas.box(250, 140 + row * 80, 250 + width, 158 + row * 80, SNOW, 8)
    canvas.disc(810, 210, 62, OCHRE)
    canvas.area([(730, 360), (810, 270), (890, 360)], BRICK)
    canvas.person(150, 830, 470, FALU, SKIN[0], "#b98b4e")
    colours = (DEEP, OCHRE, LAKE, BRICK)
    for index, x in enumerate((390, 590, 790, 990)):
        canvas.person(x, 830, 350, colours[index], SKIN[index], (INK, "#3a2a20", "#6b4a2e", INK)[index])
    return canvas


def kitchen() -> Canvas:
    """Pots on a stove in a training kitchen."""
    canvas = Canvas("#e9e4d6")
    for row in range(5):
        for column in range(12):
            shade = "#dfe7e2" if (row + column) % 2 else SNOW
            canvas.box(column * 100 + 2, row * 100 + 2, column * 100 + 98, row * 100 + 98, shade)
    canvas.box(330, 0, 870, 150, "#8d979b", 4)
    canvas.box(0, 520, WIDTH, HEIGHT, "#5b6a70")
    canvas.box(0, 505, WIDTH, 535, "#c4ccce")
    for x, width, height, colour in ((190, 210, 150, FALU), (480, 250, 210, DEEP), (800, 200, 120, OCHRE)):
        canvas.box(x, 505 - height, x + width, 505, colour, 14)
        canvas.box(x - 14, 505 - height - 16, x + width + 14, 505 - height + 8, INK, 8)
        canvas.box(x + width / 2 - 16, 505 - height - 40, x + width / 2 + 16, 505 - height - 14, INK, 8)
        for drift in (-40, 0, 40):
            rise = [(x + width / 2 + drift + 12 * math.sin(y / 18), 505 - height - 60 - y) for y in range(0, 80, 6)]
            canvas.line(rise, SNOW, 7)
    for x in (150, 400, 650, 900):
        canvas.disc(x + 60, 640, 34, "#c4ccce")
        canvas.line([(x + 60, 640), (x + 60, 614)], INK, 7)
    return canvas


def photo_archive() -> Canvas:
    """Shelves with boxes of photographs and a picture on the table."""
    canvas = Canvas("#d9cfbb")
    chance = random.Random(7)
    for shelf in range(3):
        y = 90 + shelf * 170
        x = 90.0
        while x < 1060:
            width = chance.choice((54, 66, 80, 96))
            height = chance.choice((104, 118, 128))
            colour = chance.choice((DEEP, FALU, MOSS, BRICK, "#8a7a5d", LAKE))
            canvas.box(x, y + 140 - height, x + width, y + 140, colour, 3)
            canvas.box(x + 12, y + 156 - height, x + width - 12, y + 184 - height, PAPER, 2)
            x += width + 8
        canvas.box(60, y + 140, 1140, y + 156, "#6f5439")
    canvas.box(0, 640, WIDTH, HEIGHT, "#8a6a49")
    canvas.area([(430, 760), (460, 600), (760, 620), (740, 780)], SNOW)
    canvas.area([(452, 744), (478, 618), (742, 636), (724, 762)], "#b9b3a6")
    canvas.area([(460, 742), (540, 668), (610, 720), (660, 676), (726, 760)], "#6e6a62")
    return canvas


def path_of_steps() -> Canvas:
    """Stepping stones across water towards a house."""
    canvas = Canvas(SKY)
    canvas.hills(330, 60, "#9db3a8", 2.2, 0.8)
    canvas.hills(370, 34, PINE, 3.6, 1.7)
    canvas.box(0, 380, WIDTH, HEIGHT, LAKE)
    canvas.area([(640, 460), (760, 372), (1200, 360), (1200, 520), (900, 500)], MOSS)
    canvas.house(880, 440, 200, 110)
    canvas.pine(820, 440, 140)
    canvas.pine(1140, 440, 180)
    for index in range(7):
        part = index / 6
        x, y, size = 160 + part * 560, 730 - part * 260 + 20 * math.sin(index), 84 - part * 54
        canvas.draw.ellipse([v * SCALE for v in (x - size, y - size * 0.34, x + size, y + size * 0.4)], DEEP)
        canvas.draw.ellipse([v * SCALE for v in (x - size, y - size * 0.42, x + size, y + size * 0.28)], BIRCH)
    return canvas


PICTURES: dict[str, Callable[[], Canvas]] = {
    "brygga-vid-solviken.jpg": jetty,
    "gruvbyn-langban.jpg": mining_village,
    "invigning-med-band.jpg": ribbon,
    "samtal-vid-bordet.jpg": conversation,
    "verkstaden.jpg": workshop,
    "klassrummet.jpg": classroom,
    "utbildningskoket.jpg": kitchen,
    "fotoarkivet.jpg": photo_archive,
    "steg-over-vattnet.jpg": path_of_steps,
}


def main(folder: Path) -> None:
    """Draws every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        picture().save(folder / name)
        print(f"{folder / name}: {(folder / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "samples" / "archive" / "bilder")
