"""The committed networks on held-out synthetic pictures: outlines of scenes, ways and formats of views."""

import numpy as np

from benchmarks.suites.localisation.judge import Score, judge
from benchmarks.training.document_finder.painted import KINDS
from benchmarks.training.document_finder.scene import render_scene
from benchmarks.training.document_finder.views import UNKNOWN, render_view
from ocr.intake import PageImage
from ocr.locate import locate
from ocr.locate.sight import ask_ways


def evaluate(seed: int, count: int) -> None:
    """Prints the figures over `count` scenes and as many views."""
    score = Score()
    for number in range(count):
        picture, scene = render_scene(seed, number)
        truth = scene.documents or (scene.sheets if len(scene.sheets) == 1 else [])
        page = PageImage(0, picture, "scene", "png")
        judge(locate(page), truth, (page.width, page.height), score)
    print("scenes: " + ", ".join(f"{name} {value}" for name, value in score.as_dict().items()))
    ways = kinds = portraits = known = 0
    for number in range(count):
        picture, (tall, kind, portrait) = render_view(seed, number)
        way, shown = tall, picture
        if number % 2:
            way, shown = tall + 2, np.ascontiguousarray(picture[::-1, ::-1])
        (answer,) = ask_ways(shown[None])
        ways += int(answer.ways.argmax()) == way
        kinds += int(answer.kinds.argmax()) == kind
        if portrait != UNKNOWN:
            known += 1
            portraits += (answer.portrait > 0.5) == bool(portrait)
    print(f"views: way {ways / count:.1%}, kind of {len(KINDS)} {kinds / count:.1%}, ", end="")
    print(f"portrait {portraits / max(1, known):.1%}")
