"""Signs that stand before a word: drawn, so that they look alike in every reader, and never read aloud."""

from dataclasses import dataclass
from typing import Literal

from scn_desktop.reports.tagging import TaggedCanvas
from scn_desktop.reports.theme import INK

_SIZE = 8.0
_TURNS = {"right": 0, "up": 90, "down": -90}


@dataclass(frozen=True)
class Sign:
    """A sign of 8 points: ``disc`` for what is in order, ``triangle`` and ``cross`` for what is not, ``ring`` for what
    is not known, arrows for trends.
    """

    kind: Literal["disc", "ring", "triangle", "cross", "up", "down", "right"]

    def draw(self, canvas: TaggedCanvas, left: float, baseline: float) -> None:
        """Draw it from ``left``, as high as the capitals that stand on the baseline."""
        canvas.saveState()
        canvas.setFillColor(INK)
        canvas.setStrokeColor(INK)
        canvas.translate(left + _SIZE / 2, baseline + 3.4)
        with canvas.artifact():
            if self.kind == "disc":
                canvas.circle(0, 0, _SIZE / 2 - 0.3, stroke=0, fill=1)
            elif self.kind == "ring":
                canvas.setLineWidth(1.0)
                canvas.circle(0, 0, _SIZE / 2 - 0.8, stroke=1, fill=0)
            elif self.kind == "cross":
                canvas.setLineWidth(1.6)
                canvas.line(-2.9, -2.9, 2.9, 2.9)
                canvas.line(-2.9, 2.9, 2.9, -2.9)
            elif self.kind == "triangle":
                canvas.setLineWidth(1.1)
                _polygon(canvas, ((-3.4, -3.3), (3.8, -3.3), (0.2, 3.4)), is_filled=False)
            else:
                canvas.rotate(_TURNS[self.kind])
                canvas.setLineWidth(1.3)
                canvas.line(-3.8, 0, 1.5, 0)
                _polygon(canvas, ((0.8, 2.7), (0.8, -2.7), (4.0, 0)), is_filled=True)
        canvas.restoreState()


def _polygon(canvas: TaggedCanvas, corners: tuple[tuple[float, float], ...], *, is_filled: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0 if is_filled else 1, fill=1 if is_filled else 0)
