"""A planning model that comes with the program, as the JSON object that would say the same."""

from __future__ import annotations

from typing import Any

from scn_desktop.exchange.json_nodes import failed
from scn_desktop.models.planning_model_file import PlanningModelFile, shipped_models


def shipped(identifier: str, place: str) -> dict[str, Any]:
    """A planning model that comes with the program, as the object that stands for it. Raises ImportFailed."""
    models = {model.id: model for model in shipped_models()}
    if identifier not in models:
        raise failed(place, f"styrmodellen ”{identifier[:40]}” finns inte, välj någon av: {', '.join(models)}")
    return model_object(models[identifier])


def model_object(file: PlanningModelFile) -> dict[str, Any]:
    """A planning model's file as the JSON object of the same content."""
    tables = {
        "measures": file.columns.measures,
        "indicators": file.columns.indicators,
        "controls": file.columns.controls,
    }
    axes = {"probability": file.risk.probability, "consequence": file.risk.consequence}
    return {
        "identifier": file.id,
        "name": file.name,
        "grant_word": file.grant_word,
        "measure_singular": file.measure_singular,
        "measure_plural": file.measure_plural,
        "measure_shape": file.measure_shape,
        "risk_threshold": file.risk.threshold,
        "kinds": [
            {
                "key": kind.key,
                "singular": kind.singular,
                "plural": kind.plural,
                "label": kind.label,
                "numbering": kind.numbering,
                "counter": kind.counter,
                "level": kind.level,
                "under": " ".join(kind.under),
                "starting_blocks": [
                    {"kind": each.kind, "title": each.title, "text": each.text, "columns": "\n".join(each.columns)}
                    for each in kind.starting_blocks
                ],
            }
            for kind in file.kinds
        ],
        "columns": [
            {"table": table, "key": each.key, "heading": each.heading, "group": each.group, "width": each.width}
            for table, columns in tables.items()
            for each in columns
        ],
        "areas": list(file.areas),
        "scale": [
            {"axis": axis, "value": step.value, "wording": step.word} for axis, steps in axes.items() for step in steps
        ],
        "classes": [{"wording": each.word, "lowest": each.lowest} for each in file.risk.classes],
        "categories": [{"title": each.title, "questions": list(each.questions)} for each in file.categories],
        "standard_texts": [{"title": each.title, "text": each.text} for each in file.standard_texts],
        "follow_up_periods": [{"title": each.title, "month": each.month} for each in file.follow_up_periods],
        "assessment_steps": [{"value": step.value, "wording": step.word} for step in file.assessment.steps],
        "results": [{"wording": each.word, "kind": each.kind} for each in file.results],
        "comment_phrases": list(file.comment_phrases),
    }
