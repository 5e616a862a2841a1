"""What a plan calls its measures (åtgärder, aktiviteter), in the forms that the interface needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scn_desktop.views.translate import tr

if TYPE_CHECKING:
    from scn_desktop.models.planning_model import PlanningModel

_NEUTER: Final = ("ande", "ende", "arbete", "projekt", "mål", "initiativ", "uppdrag", "löfte", "steg")
_VOWELS: Final = "aeiouyåäö"


@dataclass(frozen=True)
class MeasureWords:
    """The model's two words, and what is made of them: most such words are common gender, some are told by ending."""

    singular: str
    plural: str

    @property
    def new(self) -> str:
        """ "Ny åtgärd", "Nytt åtagande"."""
        return f"{tr('Nytt') if self._is_neuter else tr('Ny')} {self.singular.lower()}"

    @property
    def definite(self) -> str:
        """ "Åtgärden", "Åtagandet"."""
        ends_in_vowel = self.singular[-1:].lower() in _VOWELS
        ending = ("t" if ends_in_vowel else "et") if self._is_neuter else ("n" if ends_in_vowel else "en")
        return f"{self.singular}{ending}"

    @property
    def none(self) -> str:
        return tr("Inga {plural} än.").format(plural=self.plural.lower())

    @property
    def _is_neuter(self) -> bool:
        return self.singular.lower().endswith(_NEUTER)

    def change(self) -> str:
        """What the undo menu calls a change: "Ändra åtgärd"."""
        return tr("Ändra {word}").format(word=self.singular.lower())

    def count(self, number: int) -> str:
        """ "1 åtgärd", "3 åtgärder"."""
        return f"{number} {(self.singular if number == 1 else self.plural).lower()}"


def measure_words(model: PlanningModel) -> MeasureWords:
    """The words of a plan's model."""
    return MeasureWords(model.measure_singular or tr("Åtgärd"), model.measure_plural or tr("Åtgärder"))
