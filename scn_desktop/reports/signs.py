"""Signs that stand before a word: drawn, so that they look alike in every reader, and never read aloud."""

from dataclasses import dataclass
from typing import Literal

from scn_desktop.reports.tagging import TaggedCanvas
from scn_desktop.reports.theme import INK

_SIZE = 8.0


@dataclass(frozen=True)
class Sign:
    """A sign of 8 points: ``disc`` for what is in order, ``triangle`` for what is not."""

    kind: Literal["disc", "triangle"]

    def draw(self, canvas: TaggedCanvas, left: float, baseline: float) -> None:
        """Draw it on the baseline from ``left``, as high as the capitals beside it."""
        with canvas.artifact():
            canvas.setFillColor(INK)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(1.1)
            if self.kind == "disc":
                canvas.circle(left + _SIZE / 2, baseline + 3.4, _SIZE / 2 - 0.3, stroke=0, fill=1)
                return
            path = canvas.beginPath()
            path.moveTo(left + 0.6, baseline + 0.1)
            path.lineTo(left + _SIZE - 0.2, baseline + 0.1)
            path.lineTo(left + _SIZE / 2 + 0.2, baseline + _SIZE - 1.2)
            path.close()
            canvas.drawPath(path, stroke=1, fill=0)
