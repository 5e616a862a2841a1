"""From version 2 to 3: the risk register, the execution of controls, draws and corrections of stickprov.

Frozen once released: it names no mapped class, since those go on changing.
"""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Final
from uuid import UUID, uuid5

from scn_desktop.models.document.migrations.rebuild import rebuild
from scn_desktop.models.ordering import keys_for

NAMESPACE: Final = UUID("5f7d2f0e-8f0b-4a53-9d5b-6a2d0c1b7e44")
ADDED: Final = {("control", "kind"): "'control'", ("control", "source"): "'own'"}
RESULTS: Final = (("Utan anmärkning", "none"), ("Mindre anmärkning", "minor"), ("Anmärkning", "remark"))

RISKS: Final = """
SELECT risk.plan_id, risk.id, (
    SELECT control.area_id FROM control LEFT JOIN control_area ON control_area.id = control.area_id
    WHERE control.risk_id = risk.id ORDER BY control_area.order_key NULLS LAST, control.order_key, control.id LIMIT 1
) FROM risk LEFT JOIN control ON control.risk_id = risk.id LEFT JOIN control_area ON control_area.id = control.area_id
GROUP BY risk.id
ORDER BY risk.plan_id, min(ifnull(control_area.order_key, '~') || ' ' || ifnull(control.order_key, '~')), risk.id
"""
"""Each risk with the area of its first control, in the order in which the plan's controls come to them."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open file of version 2 to version 3."""
    risks = connection.execute(RISKS).fetchall()
    rebuild(connection, 3, ADDED)
    for _, each in groupby(risks, key=lambda row: row[0]):
        mine = list(each)
        for (_, risk_id, area_id), key in zip(mine, keys_for(len(mine)), strict=True):
            connection.execute("UPDATE risk SET order_key = ?, area_id = ? WHERE id = ?", (key, area_id, risk_id))
    for (model_id,) in connection.execute("SELECT id FROM planning_model").fetchall():
        for (wording, kind), key in zip(RESULTS, keys_for(len(RESULTS)), strict=True):
            # The same key in every copy of the file, so that two copies upgraded apart can still be merged.
            connection.execute(
                "INSERT INTO result_level (id, order_key, model_id, wording, kind) VALUES (?, ?, ?, ?, ?)",
                (uuid5(NAMESPACE, f"{model_id}/{kind}").hex, key, model_id, wording, kind),
            )
