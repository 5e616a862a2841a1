"""Tables pasted as Word, Excel and LibreOffice put them on the clipboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scn_desktop.errors import ImportFailed, PersonalNumberError
from scn_desktop.exchange import paste
from scn_desktop.exchange.clipboard import parse_cells, quoted_rows, to_text
from scn_desktop.exchange.paste_indicators import name_and_parts
from scn_desktop.exchange.paste_measures import split_line
from scn_desktop.exchange.pasted import Field, map_columns
from scn_desktop.exchange.places import section_at
from scn_desktop.models import queries
from scn_desktop.models.blocks import Block
from scn_desktop.models.budget import BudgetTable
from scn_desktop.models.document.create import create_document
from scn_desktop.models.document.document import Document
from scn_desktop.models.edits import blocks, budgets, sections, tables
from scn_desktop.models.plan import Paper
from tests.rows import all_rows

MEASURES = (
    "Nämndens åtgärd\tKoppling till styrdokument\tFörväntade effekter\n"
    "Öppna en mottagning\tProgram för barn Plan för jämlik hälsa\tFler söker hjälp\n"
    "Skriva avtal\tPlan för jämlik hälsa\t\n"
    "\tHandlingsplan för trygghet\t\n"
)
INDICATORS = (
    "Uppdrag: Tidigt stöd\t\t\t\t\t\n"
    "Indikator\tNuvärde\t\tJämförvärde\tMålsättning\tTrend\n"
    "\tTotalt\tKvinnor\t\t\t\n"
    "Anmälningar: a: Barn 0–12 år b: Ungdomar 13–20 år\t\t\t\tMinska\t\n"
    "Väntetid, dagar\t6\t7\t9\tHögst 3\tMinskar\n"
    "Andel utredda:\t\t\t\t\t\n"
    "a: Barn 0–12 år\t58,7\t59,3\t55,0\tÖka\tÖkar\n"
    "b: Ungdomar 13–20 år\t61,4\t63,9\t60,2\tÖka\tÖkar\n"
)
BUDGET = (
    "Belopp i miljoner kronor\tBeslutad\t\tBudget 2027\n"
    "\tbudget 2026\tPrognos 2026\t\n"
    "Statsbidrag\t94\t104,5\t62\n"
    "Försäljning\t14\t16\t18\n"
    "Summa intäkter\t108\t120,5\t80\n"
    "Köp av vård\t-299\t(364)\t−300\n"
    "Övrigt\t–\t-1\t-1\n"
    "Summa kostnader\t-299\t-365\t-301\n"
    "Resultat\t-191\t-244,5\t-221\n"
)
CONTROLS = (
    "Kontrollområde\tRiskbeskrivning\tKontrollmoment\tKontrollmetod\tTidpunkt för rapportering\n"
    "Finansiell kontroll\tFel arvode\tErsättning följer riktlinjen\tStickprov\tDelårsbokslut\n"
    "\t\tErsättning belastar rätt ansvar\tStickprov\tDelårsbokslut\n"
    "Nytt område\tAkter läses av fel person\tLoggar\tTio akter\tÅrsbokslut\n"
)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = create_document(
        tmp_path / "plan.scnplan",
        municipality="Exempelköping",
        committee="Socialnämnden",
        year=2027,
        model="uppsala-2021",
    )
    yield made
    made.close()


def paper_of(document: Document) -> Paper:
    return queries.plans(document.session)[0].papers[0]


def new_table(document: Document, kind: str) -> paste.Target:
    """An empty table of that kind in a goal of its own."""
    paper = paper_of(document)
    goal = document.do("Nytt mål", lambda s: sections.add(s, paper.id, None, 9, "goal", "Mål"))
    if kind == "controls":
        return paste.Target("controls", paper.plan_id)
    if kind == "budget":
        return paste.Target("budget", document.do("Ny tabell", lambda s: budgets.add_table(s, paper.plan_id, "Ny")))
    row_id = document.do("Nytt block", lambda s: blocks.add(s, goal, 9, kind))
    assert kind in ("measures", "indicators", "table")
    return paste.Target(kind, row_id)  # type: ignore[arg-type]  # narrowed above


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("measures", MEASURES),
        ("indicators", INDICATORS),
        ("budget", BUDGET),
        ("controls", CONTROLS),
        ("table", "Begrepp\tBetydelse\nMål\tDet som nämnden vill nå under året och åren efter\n"),
    ],
)
def test_a_paste_is_one_step_that_can_be_undone_and_redone(document: Document, kind: str, text: str) -> None:
    target = new_table(document, kind)
    proposal = paste.propose(document.session, text, target)
    before = all_rows(document)
    document.do(paste.LABELS[target.kind], lambda s: paste.apply(s, proposal))
    after = all_rows(document)
    document.undo()
    assert all_rows(document) == before
    document.redo()
    assert all_rows(document) == after != before


def test_measures_are_read_with_their_steering_documents(document: Document) -> None:
    target = new_table(document, "measures")
    proposal = paste.propose(document.session, MEASURES, target)
    assert (proposal.header_rows, proposal.mapping) == (1, ("measure", "steering", "effect"))
    shown = paste.preview(document.session, proposal)
    assert shown.rows == [
        ["Öppna en mottagning", "Program för barn\nPlan för jämlik hälsa", "Fler söker hjälp"],
        ["Skriva avtal", "Plan för jämlik hälsa\nHandlingsplan för trygghet", ""],
    ]
    assert shown.summary == "2 åtgärder"
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    block = queries.get(document.session, Block, target.row_id)
    stored = [
        [p.measure.text, "\n".join(d.title for d in p.measure.steering_documents), p.measure.effect]
        for p in block.measure_placements
    ]
    assert stored == shown.rows


def test_an_empty_first_cell_can_be_a_row_of_its_own(document: Document) -> None:
    proposal = paste.propose(document.session, MEASURES, new_table(document, "measures"))
    own = paste.preview(document.session, replace(proposal, empty_first="own"))
    assert [row[0] for row in own.rows] == ["Öppna en mottagning", "Skriva avtal", ""]
    above = paste.preview(document.session, replace(proposal, empty_first="above"))
    assert [row[0] for row in above.rows] == ["Öppna en mottagning", "Skriva avtal", "Skriva avtal"]


def test_parts_in_one_cell_may_have_a_full_stop_after_their_letter() -> None:
    assert name_and_parts("Ärenden: a: Barn b: Ungdomar c. Vuxna") == (
        "Ärenden",
        [("a", "Barn"), ("b", "Ungdomar"), ("c", "Vuxna")],
    )
    assert name_and_parts("Beslut, d.v.s. avslag b. bifall")[1] == []


def test_the_register_keeps_a_title_whole_that_could_be_split(document: Document) -> None:
    assert split_line("Policy för inköp Plan för upphandling", []) == ["Policy för inköp", "Plan för upphandling"]
    assert split_line("Uppsala kommuns Program för äldre", []) == ["Uppsala kommuns Program för äldre"]
    whole = "Handlingsplan för Program för äldre"
    assert split_line(whole, []) == split_line(whole, ["Program för äldre"]) == [whole]
    assert split_line("Miljö- och klimatprogrammet Avfallsplan för 2027", []) == [
        "Miljö- och klimatprogrammet",
        "Avfallsplan för 2027",
    ]
    target = new_table(document, "measures")
    text = "Åtgärd\tStyrdokument\tEffekt\nKöpa\tPolicy för inköp Plan för upphandling\tX\n"
    proposal = replace(paste.propose(document.session, text, target), split_steering=False)
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    again = paste.preview(document.session, paste.propose(document.session, text, target))
    assert again.rows[0][1] == "Policy för inköp Plan för upphandling"
    assert again.warnings == []


def test_columns_may_stand_in_another_order_and_one_may_lead_nowhere(document: Document) -> None:
    text = "Effekt\tAnsvar\tÅtgärd\nFler söker\tEnhet Norr\tÖppna mottagning\n"
    proposal = paste.propose(document.session, text, new_table(document, "measures"))
    shown = paste.preview(document.session, proposal)
    assert shown.rows == [["Öppna mottagning", "", "Fler söker"]]
    assert shown.warnings == ["Kolumn 2 har text men klistras inte in."]
    moved = paste.preview(document.session, paste.change_mapping(proposal, 1, "steering"))
    assert moved.rows == [["Öppna mottagning", "Enhet Norr", "Fler söker"]]


def test_a_table_without_a_header_is_read_by_place(document: Document) -> None:
    proposal = paste.propose(
        document.session, "Öppna mottagning\tProgram för barn\tFler söker", new_table(document, "measures")
    )
    assert (proposal.header_rows, proposal.mapping) == (0, ("measure", "steering", "effect"))


def test_indicators_are_read_with_parts_and_the_title_row(document: Document) -> None:
    target = new_table(document, "indicators")
    proposal = paste.propose(document.session, INDICATORS, target)
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    block = queries.get(document.session, Block, target.row_id)
    assert block.title == "Uppdrag: Tidigt stöd"
    found = [
        (placed.indicator.name, [(part.letter, part.label, part.value_of("total")) for part in placed.indicator.parts])
        for placed in block.indicator_placements
    ]
    assert found == [
        ("Anmälningar", [("a", "Barn 0–12 år", ""), ("b", "Ungdomar 13–20 år", "")]),
        ("Väntetid, dagar", [("", "", "6")]),
        ("Andel utredda:", [("a", "Barn 0–12 år", "58,7"), ("b", "Ungdomar 13–20 år", "61,4")]),
    ]


def test_parts_of_a_pasted_indicator_table_with_heads_of_their_own_are_groups(document: Document) -> None:
    target = new_table(document, "indicators")
    head = "Indikator\tTotalt\tMålsättning"
    first, second = "Uppdrag: Tidigt stöd", "Nämndmål: Fler hem"
    lines = [f"{first}\t\t", head, "Väntetid\t12\t6", f"{second}\t\t", head, "Egna hem\t40\t60"]
    proposal = paste.propose(document.session, "\n".join(lines), target)
    shown = paste.preview(document.session, proposal)
    assert [row[0] for row in shown.rows] == [first, "Väntetid", second, "Egna hem"]
    assert (shown.summary, shown.title) == ("2 indikatorer", "")
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    block = queries.get(document.session, Block, target.row_id)
    assert [(placed.group, placed.indicator.name) for placed in block.indicator_placements] == [
        (first, "Väntetid"),
        (second, "Egna hem"),
    ]
    assert block.title == ""

    broken = "\n".join([head, "Väntetid\t\t", head, "Egna hem\t40\t60"])
    page = paste.preview(document.session, paste.propose(document.session, broken, new_table(document, "indicators")))
    assert [row[0] for row in page.rows] == ["Väntetid", "Egna hem"]


def test_an_empty_indicator_table_takes_the_years_of_the_pasted_headings(document: Document) -> None:
    target = new_table(document, "indicators")
    block = queries.get(document.session, Block, target.row_id)
    total = next(column.id for column in block.columns if column.key == "total")
    document.do("Byt rubrik", lambda s: tables.set_heading(s, total, "Utfall 2026"))
    text = "Indikator\tUtfall 2025\tMålsättning\nVäntetid\t12\t6"
    proposal = paste.propose(document.session, text, target)
    assert "Utfall 2025" in paste.preview(document.session, proposal).headings
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    assert next(column.heading for column in block.columns if column.id == total) == "Utfall 2025"
    assert block.indicator_placements[0].indicator.parts[0].value_of("total") == "12"

    other_year = paste.propose(document.session, text.replace("2025", "2024"), target)
    assert other_year.mapping == ("indicator", None, "target")
    assert paste.preview(document.session, other_year).warnings == ["Kolumn 2 har text men klistras inte in."]


def test_a_budget_is_read_with_its_unit_signs_and_sums(document: Document) -> None:
    target = new_table(document, "budget")
    document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, BUDGET, target)))
    table = queries.get(document.session, BudgetTable, target.row_id)
    assert (table.unit, table.decimals) == ("mnkr", 1)
    assert [column.heading for column in table.columns] == ["Beslutad budget 2026", "Prognos 2026", "Budget 2027"]
    assert [(column.kind, column.year) for column in table.columns] == [
        ("budget", 2026),
        ("forecast", 2026),
        ("budget", 2027),
    ]
    assert [row.kind for row in table.rows] == [
        "amount",
        "amount",
        "subtotal",
        "amount",
        "amount",
        "subtotal",
        "balance",
    ]
    forecast = [row.amount_of(table.columns[1]) for row in table.rows]
    assert [(amount.ore, amount.precision) for amount in forecast if amount] == [
        (10_450_000_000, 10_000_000),
        (1_600_000_000, 100_000_000),
        (12_050_000_000, 10_000_000),
        (-36_400_000_000, 100_000_000),
        (-100_000_000, 100_000_000),
        (-36_500_000_000, 100_000_000),
        (-24_450_000_000, 10_000_000),
    ]
    assert table.rows[4].amount_of(table.columns[0]) is None


def test_amounts_land_under_the_heading_they_came_with() -> None:
    header = [["Verksamhet", "Budget 2026", "Förändring"]]
    headings = ("Rad", "Bokslut 2025", "Budget 2026", "Plan")
    fields = [Field(key, heading) for key, heading in zip("lupb", headings, strict=True)]
    assert map_columns(header, fields, 3, "budget") == ["l", "p", None]
    assert map_columns([], fields, 3, "budget") == ["l", "u", "p"]
    assert map_columns([["Plan", "Plan", "Utfall 2025"]], fields, 3, "budget") == ["l", "b", "p"]
    assert map_columns([["Verksamhet", "Utfall 2025", "Budget 2026"]], fields, 3, "budget") == ["l", "u", "p"]


def test_a_pasted_budget_takes_the_place_of_rows_that_wait_for_amounts(document: Document) -> None:
    table = queries.plans(document.session)[0].budget_tables[0]
    budgets.set_footnote(document.session, table.rows[2].id, "Räknas med schablon.")
    statsbidrag = table.rows[2].id
    assert table.rows[2].label == "Statsbidrag"
    before = all_rows(document)
    proposal = paste.propose(document.session, BUDGET, paste.Target("budget", table.id, 1))
    assert paste.preview(document.session, proposal).fills
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    assert [row.label for row in table.rows] == [line.split("\t")[0] for line in BUDGET.splitlines()[2:]]
    assert (table.rows[0].id, table.rows[0].footnote) == (statsbidrag, "Räknas med schablon.")
    assert not paste.preview(document.session, proposal).fills  # the next paste adds its rows
    document.undo()
    assert all_rows(document) == before


def test_rows_that_waited_stay_the_sums_that_the_model_made_them(document: Document) -> None:
    table = queries.plans(document.session)[0].budget_tables[0]
    income = next(row for row in table.rows if row.label == "Summa intäkter")
    document.do("Byt namn", lambda s: budgets.set_label(s, income.id, "Verksamhetens intäkter"))
    text = "Mnkr\tBudget 2027\nStatsbidrag\t94\nVerksamhetens intäkter\t95"
    document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, text, paste.Target("budget", table.id))))
    assert [(row.label, row.kind) for row in table.rows] == [
        ("Statsbidrag", "amount"),
        ("Verksamhetens intäkter", "subtotal"),
    ]


def test_a_word_among_the_amounts_is_named_with_its_place(document: Document) -> None:
    target = new_table(document, "budget")
    text = "Mnkr\tBudget\nStatsbidrag\t94\nFörsäljning\tcirka tio\n"
    with pytest.raises(ImportFailed, match="Raden ”Försäljning”, beloppskolumn 1"):
        paste.preview(document.session, paste.propose(document.session, text, target))


def test_controls_without_an_area_stand_in_the_only_one(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "one.scnplan", municipality="Kommunen", committee="Nämnden", year=2027, model="huddinge-2021"
    )
    plan = queries.plans(document.session)[0]
    text = "Mål / process\tSystematisk kontroll\tVarför görs kontrollen?\nArbetsmiljö\tEnkät\tTrivsel"
    proposal = paste.propose(document.session, text, paste.Target("controls", plan.id))
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    assert [(control.area_id, control.activity) for control in plan.controls] == [(plan.model.areas[0].id, "Enkät")]
    document.close()


def test_controls_share_a_risk_and_new_areas_are_announced(document: Document) -> None:
    target = new_table(document, "controls")
    proposal = paste.propose(document.session, CONTROLS, target)
    shown = paste.preview(document.session, proposal)
    assert shown.summary == "3 kontroller"
    assert shown.warnings == ["Kontrollområden som läggs till: Nytt område"]
    document.do("Klistra in", lambda s: paste.apply(s, proposal))
    plan = paper_of(document).plan
    grouped = {area.title: [c.activity for c in controls] for area, controls in queries.controls_by_area(plan) if area}
    assert grouped["Finansiell kontroll"] == ["Ersättning följer riktlinjen", "Ersättning belastar rätt ansvar"]
    assert grouped["Nytt område"] == ["Loggar"]
    assert len(plan.risks) == 2


def test_a_free_table_takes_headings_and_as_many_columns_as_it_needs(document: Document) -> None:
    target = new_table(document, "table")
    text = "Verksamhet\t2025\t2026\nFamiljehem\t120\t130\nHVB\t40\t35\n"
    document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, text, target)))
    block = queries.get(document.session, Block, target.row_id)
    assert [column.heading for column in block.columns] == ["Verksamhet", "2025", "2026"]
    assert [[row.text_of(column) for column in block.columns] for row in block.rows] == [
        ["Familjehem", "120", "130"],
        ["HVB", "40", "35"],
    ]


def test_a_personal_number_in_a_paste_is_refused_and_nothing_is_pasted(document: Document) -> None:
    target = new_table(document, "measures")
    before = all_rows(document)
    text = "Åtgärd\tStyrdokument\tEffekt\nSamtala\t\tGäller 19811228-9874\n"
    with pytest.raises(PersonalNumberError):
        document.do("Klistra in", lambda s: paste.apply(s, paste.propose(s, text, target)))
    assert all_rows(document) == before


def test_cells_with_line_breaks_come_whole_from_excel_and_word() -> None:
    assert parse_cells('Åtgärd\tEffekt\n"Ett\ntvå"\t"sa ""ja"""\n') == [["Åtgärd", "Effekt"], ["Ett\ntvå", 'sa "ja"']]
    assert parse_cells("A\tB\tC\nett\ntvå\tb\tc\nett\tb\nb2\tc\n") == [
        ["A", "B", "C"],
        ["ett\ntvå", "b", "c"],
        ["ett", "b\nb2", "c"],
    ]


def test_quotes_that_someone_wrote_are_kept_and_swallow_no_row() -> None:
    assert parse_cells('"Barn först" i allt\tB\nC\t"Rätt stöd"\n') == [
        ['"Barn först" i allt', "B"],
        ["C", '"Rätt stöd"'],
    ]
    assert parse_cells('"Barn först\tB\nC\t"D\n') == [['"Barn först', "B"], ["C", '"D']]
    assert parse_cells('5" rör\t"A\nB"\n"C" D\tE') == [['5" rör', "A\nB"], ['"C" D', "E"]]
    assert parse_cells('"Mål"\t"År"\n"Trygga barn"\t2027') == [["Mål", "År"], ["Trygga barn", "2027"]]


def test_words_own_line_break_stays_in_its_cell() -> None:
    assert parse_cells("A\x0bB\tC\nD\tE") == [["A\nB", "C"], ["D", "E"]]


def test_many_quotes_are_read_at_once() -> None:
    assert parse_cells('"a\t' * 40_000 + '\n"""\t""')[0][0] == '"a'


@given(cells=st.lists(st.lists(st.text('ab"\n 1', max_size=6), min_size=2, max_size=2), min_size=1, max_size=4))
def test_whatever_stands_in_cells_is_there_when_they_come_back(cells: list[list[str]]) -> None:
    told_apart = [["rad\n1", "b"], *cells]
    assert quoted_rows(to_text(told_apart)) == told_apart


def test_cells_go_out_and_come_back() -> None:
    rows = [["Åtgärd", "Effekt"], ["Rad\nbruten", 'Med "citat"'], ["", "−18"]]
    assert parse_cells(to_text(rows)) == rows


@pytest.mark.parametrize("text", ["", " \n\t\n", "a\x00b"])
def test_what_is_no_table_has_a_message(text: str) -> None:
    with pytest.raises(ImportFailed, match="Urklippet"):
        parse_cells(text)


def test_a_header_that_a_page_break_repeated_is_skipped(document: Document) -> None:
    head, first, *_ = MEASURES.split("\n")
    proposal = paste.propose(document.session, "\n".join([head, first, head, first]), new_table(document, "measures"))
    assert paste.preview(document.session, proposal).summary == "2 åtgärder"


def test_the_way_to_a_section_is_found_by_label_number_or_title(tmp_path: Path) -> None:
    document = create_document(
        tmp_path / "a.scnplan", municipality="Exempelköping", committee="Nämnden", year=2027, model="uppsala-2020"
    )
    paper = paper_of(document)
    goal = document.do("Mål", lambda s: sections.add(s, paper.id, None, 3, "goal", "Trygga barn"))
    child = document.do("Uppdrag", lambda s: sections.add(s, paper.id, goal, 0, "assignment", "Tidigt stöd"))
    document.do("Nummer", lambda s: sections.set_field(s, child, "number", "4.13"))
    for way in (["Inriktningsmål 1", "Uppdrag 4.13"], ["1", "4.13"], ["trygga barn", "Tidigt"]):
        assert section_at(paper, way).id == child
    with pytest.raises(ImportFailed, match=r"Där finns: Uppdrag 4\.13: Tidigt stöd"):
        section_at(paper, ["1", "Uppdrag 9.9"])
    document.close()
