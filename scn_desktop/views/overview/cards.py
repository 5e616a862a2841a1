"""The cards of Översikt: a heading, what it counts at the right, and the content or the sentence that it is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from scn_desktop.swedish import day_and_month, format_date, plural
from scn_desktop.views.bridge import Bridge
from scn_desktop.views.overview.goal_list import GoalList
from scn_desktop.views.overview.month_table import MonthTable
from scn_desktop.views.overview.stacked_bar import BarPart, Look, StackedBar
from scn_desktop.views.theme import theme
from scn_desktop.views.translate import tr
from scn_desktop.views.widgets.controls import button
from scn_desktop.views.widgets.labels import SignLabel, label

if TYPE_CHECKING:
    from scn_desktop.models.budget import BudgetTable
    from scn_desktop.models.budget_view import TableView
    from scn_desktop.models.overview import ResultKind

_LOOKS: Final[dict[ResultKind, Look]] = {
    "none": "done",
    "minor": "late",
    "remark": "remark",
    "unjudged": "started",
    "left": "left",
}


class Card(QWidget):
    """`refresh(today)` shows what the document says; `tables` are those of the file that it follows."""

    tables: frozenset[str] = frozenset()

    def __init__(self, bridge: Bridge, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        px = theme().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(6))
        heading = QHBoxLayout()
        self.title = label(title, "h2")
        heading.addWidget(self.title)
        self.aside = label("", "secondary", wrap=True)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        heading.addWidget(self.aside, 1)
        self.column.addLayout(heading)
        self.missing = QWidget()
        self._missing_column = QVBoxLayout(self.missing)
        self._missing_column.setContentsMargins(0, px(2), 0, 0)
        self._missing_column.setSpacing(px(2))
        self._sentence = label("", "secondary", wrap=True)
        self._missing_column.addWidget(self._sentence)
        self.way_out = button("", self._leave, role="link")
        self.way_out.setProperty("flush", "true")
        self._missing_column.addWidget(self.way_out, 0, Qt.AlignmentFlag.AlignLeft)
        self._leads_to: Callable[[], object] | None = None
        self.column.addWidget(self.missing)
        self.missing.hide()

    def refresh(self, today: date) -> None:
        """Show what the document says today."""
        raise NotImplementedError

    def content(self) -> QWidget:
        """What is hidden while something is missing."""
        raise NotImplementedError

    def show_missing(self, sentence: str, way_out: str = "", leads_to: Callable[[], object] | None = None) -> None:
        """Say what is missing, with the one button that changes it; "" shows the content."""
        self.missing.setVisible(bool(sentence))
        self.content().setVisible(not sentence)
        self._sentence.setText(sentence)
        self.way_out.setText(way_out)
        self.way_out.setVisible(bool(way_out))
        self._leads_to = leads_to
        if sentence:
            self.aside.setText("")

    def _leave(self) -> None:
        if self._leads_to is not None:
            self._leads_to()


class SpotCheckCard(Card):
    """How many of the meetings held have their stickprov, by utskott and month."""

    tables = frozenset({"subcommittee", "meeting", "spot_check"})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Stickprov"), parent)
        self.months = MonthTable()
        self.months.chosen.connect(lambda meeting: bridge.go_to("spot_check", meeting))
        self.column.addWidget(self.months)

    def content(self) -> QWidget:
        return self.months

    def refresh(self, today: date) -> None:
        from scn_desktop.models import queries
        from scn_desktop.models.overview import spot_check_year, year_of_spot_checks

        session, year = self.bridge.session, year_of_spot_checks(self.bridge.plan, today)
        bodies, meetings = queries.subcommittees(session), queries.meetings(session, year)
        self.title.setText(tr("Stickprov {year}").format(year=year))
        if not bodies:
            self.show_missing(
                tr("Inga utskott än."), tr("Lägg in utskott och sammanträden"), lambda: self.bridge.go_to("spot_check")
            )
            return
        if not meetings:
            self.show_missing(
                tr("Inga sammanträden {year} än.").format(year=year),
                tr("Lägg in sammanträden"),
                lambda: self.bridge.go_to("spot_check", bodies[0].id),
            )
            return
        self.show_missing("")
        self.aside.setText(tr("Gjorda av hållna ordinarie sammanträden"))
        self.months.show_year(spot_check_year(bodies, meetings, today), today.month if year == today.year else 0)


class ControlCard(Card):
    """The controls of the follow-up that is open, by their results."""

    tables = frozenset(
        {"control", "control_period", "control_execution", "follow_up_period", "result_level", "planning_model"}
    )

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Intern kontroll"), parent)
        self.bar = StackedBar(tr("Kontroller efter resultat"))
        self.bar.chosen.connect(lambda: bridge.go_to("control", "results"))
        self.column.addWidget(self.bar)

    def content(self) -> QWidget:
        return self.bar

    def refresh(self, today: date) -> None:
        from scn_desktop.models.overview import control_progress, shown_period

        plan = self.bridge.plan
        progress, period = control_progress(plan, today), shown_period(plan, today)
        if not plan.controls:
            self.show_missing(tr("Inga kontroller än."), tr("Lägg in kontroller"), lambda: self.bridge.go_to("control"))
        elif period is None:
            self.show_missing(tr("Styrmodellen har inga uppföljningar, så inget redovisas i någon."))
        elif progress is None:
            self.show_missing(
                tr("Ingen kontroll ska redovisas i {title}.").format(title=period.title),
                tr("Öppna Intern kontroll"),
                lambda: self.bridge.go_to("control"),
            )
        else:
            self.show_missing("")
            count = plural(progress.total, tr("kontroll"), tr("kontroller"))
            last = day_and_month(progress.last) if plan.year == today.year else format_date(progress.last)
            self.aside.setText(tr("{count}, {title}, senast {day}").format(count=count, title=progress.title, day=last))
            self.bar.show_parts(
                [
                    BarPart(part.count, part.words[:1].lower() + part.words[1:], _LOOKS[part.kind])
                    for part in progress.parts
                ]
            )


class GoalCard(Card):
    """How many measures each part at the top of the plan has."""

    tables = frozenset({"section", "block", "measure", "measure_placement", "paper", "planning_model"})

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Mål"), parent)
        self.goals = GoalList()
        self.goals.chosen.connect(lambda goal: bridge.go_to("plan", goal.section_id))
        self.column.addWidget(self.goals)

    def content(self) -> QWidget:
        return self.goals

    def refresh(self, today: date) -> None:
        from scn_desktop.models.overview import goal_measures

        plan = self.bridge.plan
        model, goals = plan.model, goal_measures(plan)
        words = (model.measure_singular.lower(), model.measure_plural.lower())
        if not goals:
            self.show_missing(
                tr("Inga {measures} än.").format(measures=words[1]),
                tr("Öppna Verksamhetsplan"),
                lambda: self.bridge.go_to("plan"),
            )
            return
        self.show_missing("")
        self.aside.setText(plural(len(plan.measures), *words))
        self.goals.show_goals(goals, words)


class MoneyCard(Card):
    """The bars of the first money table that has some, and whether the sums and checks of all tables go together."""

    tables = frozenset(
        {
            "budget_table", "budget_row", "budget_column", "budget_amount", "budget_check", "budget_check_column",
            "budget_row_term", "budget_column_term", "planning_model",
        }
    )  # fmt: skip

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, tr("Ekonomi"), parent)
        self._content = QWidget()
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme().px(8))
        self.column.addWidget(self._content)
        self.state = SignLabel("", "check", "ok")
        self._bars: QWidget | None = None
        self._rows.addWidget(self.state)
        self.open_link = button(tr("Öppna budgeten"), self._open, role="link")
        self.open_link.setProperty("flush", "true")
        self._rows.addWidget(self.open_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._place = ""

    def content(self) -> QWidget:
        return self._content

    def _open(self) -> None:
        self.bridge.go_to("budget", self._place or None)

    def refresh(self, today: date) -> None:
        from scn_desktop.models.budget_bars import bars_of
        from scn_desktop.models.budget_sums import table_view

        plan = self.bridge.plan
        views = {table.id: table_view(table) for table in plan.budget_tables}
        self._drop_bars()
        if not any(cell.given is not None for view in views.values() for row in view.rows for cell in row.cells):
            self.show_missing(tr("Inga belopp än."), tr("Öppna Budget"), lambda: self.bridge.go_to("budget"))
            return
        self.show_missing("")
        bars = next(filter(None, (bars_of(view, plan.model.grant_word) for view in views.values())), None)
        if bars is not None:
            from scn_desktop.views.budget.grant_bars import GrantBars

            self._bars = GrantBars(bars)
            self._rows.insertWidget(0, self._bars)
        self._tell_state(views)

    def _drop_bars(self) -> None:
        if self._bars is not None:
            self._rows.removeWidget(self._bars)
            self._bars.deleteLater()
            self._bars = None

    def _tell_state(self, views: dict[str, TableView]) -> None:
        """Whether everything goes together, and where the first thing is that does not."""
        from scn_desktop.models.budget_checks import check_result

        def view_of(table: BudgetTable) -> TableView:
            return views[table.id]

        wrong = [(row.id, view) for view in views.values() for row, _, _ in view.mismatches]
        failed = [check for check in self.bridge.plan.budget_checks if check_result(check, view_of).failures]
        self._place = wrong[0][0] if wrong else failed[0].left_row_id or "" if failed else ""
        if wrong or failed:
            sums = [plural(len(wrong), tr("summa"), tr("summor"))] if wrong else []
            checks = [plural(len(failed), tr("kontroll"), tr("kontroller"))] if failed else []
            words = tr("{sums} går inte ihop").format(sums=tr(" och ").join([*sums, *checks]))
            self.state.set_content(words, "octagon-alert", "error")
        else:
            self.state.set_content(tr("Alla summor går ihop"), "check", "ok")
