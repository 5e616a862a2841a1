"""The one style sheet, made from the tokens that `theme.py` hands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def stylesheet(tokens: Mapping[str, str], px: Callable[[float], int]) -> str:
    """QSS for Fusion; `px` scales a distance given at 100 %."""
    return _BASE.format_map(_Values(tokens, px))


class _Values(dict[str, str]):
    """Looks up {accent} as a colour and {p12} as 12 scaled pixels."""

    def __init__(self, tokens: Mapping[str, str], px: Callable[[float], int]) -> None:
        super().__init__(tokens)
        self._px = px

    def __missing__(self, key: str) -> str:
        if key[:1] == "p" and key[1:].isdigit():
            return f"{self._px(int(key[1:]))}px"
        raise KeyError(key)


_BASE = """
* {{ outline: none; }}
QMainWindow, QDialog {{ background: {bg}; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {control}; padding: {p4}; }}

QMenuBar {{ background: {bg}; color: {text}; padding-left: {p8}; font-size: {p14}; }}
QMenuBar::item {{ padding: {p4} {p9}; border-radius: {p6}; background: transparent; }}
QMenuBar::item:selected {{ background: {selection}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {control}; padding: {p4}; }}
QMenu::item {{ padding: {p6} {p40} {p6} {p12}; border-radius: {p4}; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {control}; }}
QMenu[touch="true"]::item {{ padding: {p13} {p24} {p13} {p16}; font-size: {p16}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4} {p8}; }}
QMenu::icon {{ padding-left: {p8}; }}

QLabel {{ background: transparent; }}
QLabel[role="h1"] {{ font-size: {p26}; font-weight: 600; }}
QLabel[role="h2"] {{ font-size: {p18}; font-weight: 600; }}
QLabel[role="caption"] {{ font-size: {p13}; color: {text2}; }}
QLabel[role="field"] {{ font-size: {p13}; font-weight: 600; color: {text2}; }}
QLabel[role="secondary"] {{ color: {text2}; }}
QLabel[role="bold"] {{ font-weight: 600; }}
QLabel[role="touch"] {{ font-size: {p16}; }}
QLabel[role="keycap"] {{
    font-size: {p13}; background: {surface}; border: 1px solid {control}; border-radius: {p4}; padding: 0 {p5};
}}
QLabel[role="error"] {{ font-size: {p13}; color: {error}; }}

QFrame[role="surface"] {{ background: {surface}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: {p10}; }}
QFrame[role="card"][active="true"] {{ border: 2px solid {accent}; }}
QFrame#hits {{ background: {surface}; border: 1px solid {control}; border-radius: {p8}; }}
QFrame[role="tools"] {{ background: {surface}; border: 1px solid {line}; border-radius: {p6}; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton {{
    background: {surface}; color: {text}; border: 1px solid {control}; border-radius: {p6};
    padding: 0 {p14}; min-height: {p32}; font-weight: 600;
}}
QPushButton:hover {{ background: {active}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 {p13}; }}
QPushButton:disabled {{ background: {sunken}; color: {text2}; border-color: {line}; }}
QPushButton[role="main"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[role="main"]:hover {{ background: {accent_hover}; }}
QPushButton[role="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="main"]:disabled {{ background: {sunken}; color: {text2}; border: 1px solid {line}; }}
QPushButton[role="link"], QPushButton[role="quiet"], QPushButton[role="caption-link"] {{
    background: transparent; border: 2px solid transparent; padding: 0 {p4}; min-height: {p26};
}}
QPushButton[role="link"], QPushButton[role="caption-link"] {{ color: {accent}; }}
QPushButton[role="caption-link"] {{ font-size: {p13}; min-height: {p18}; }}
QPushButton[role="link"][finger="true"], QPushButton[role="caption-link"][finger="true"] {{
    min-height: {p44}; padding: 0 {p8};
}}
QPushButton[role="link"][flush="true"] {{ margin-left: -{p6}; }}
QPushButton[role="quiet"] {{ font-weight: 400; }}
QPushButton[role="link"]:hover, QPushButton[role="caption-link"]:hover {{ text-decoration: underline; }}
QPushButton[role="quiet"]:hover {{ background: {sunken}; }}
QPushButton[role="link"]:focus, QPushButton[role="quiet"]:focus, QPushButton[role="caption-link"]:focus {{
    border: 2px solid {accent};
}}
QPushButton[role="link"]:disabled, QPushButton[role="quiet"]:disabled {{ background: transparent; color: {control}; }}
QPushButton[role="row"] {{
    background: transparent; border: 2px solid transparent; border-radius: {p8};
    padding: 0 {p8}; min-height: {p29}; font-weight: 400; text-align: left;
}}
QPushButton[role="row"]:hover {{ background: {sunken}; }}
QPushButton[role="row"]:checked {{ background: {selection}; font-weight: 600; }}
QPushButton[role="row"]:focus {{ border: 2px solid {accent}; }}
QPushButton[role="painted"] {{ min-height: 0; padding: 0; border: none; background: transparent; }}
QPushButton[touch="true"] {{ min-height: {p46}; font-size: {p16}; padding: 0 {p20}; }}

QToolButton {{ border: 2px solid transparent; border-radius: {p6}; padding: {p4}; background: transparent; }}
QToolButton:hover {{ background: {sunken}; }}
QToolButton:checked {{ background: {selection}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton:disabled {{ color: {control}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QPushButton[segment] {{
    border: 1px solid {control}; border-left-width: 0; border-radius: 0; font-weight: 400; padding: 0 {p12};
}}
QPushButton[segment="first"] {{
    border-left-width: 1px; border-top-left-radius: {p6}; border-bottom-left-radius: {p6};
}}
QPushButton[segment="last"] {{ border-top-right-radius: {p6}; border-bottom-right-radius: {p6}; }}
QPushButton[segment="only"] {{ border-left-width: 1px; border-radius: {p6}; }}
QPushButton[segment]:checked {{ background: {selection}; font-weight: 600; }}
QPushButton[segment]:focus {{ border: 2px solid {accent}; padding: 0 {p12}; }}
QPushButton[segment][answer="true"] {{
    min-height: {p46}; min-width: {p84}; padding: 0; font-size: {p16}; border-right-color: {line};
}}
QPushButton[segment="last"][answer="true"], QPushButton[segment="only"][answer="true"] {{
    border-right-color: {control};
}}
QPushButton[segment][answer="true"]:checked {{ background: {accent}; color: {on_accent}; }}
QPushButton[segment][answer="true"]:checked:focus {{ border: 2px solid {text}; }}
QPushButton[segment]:disabled {{ background: {surface}; color: {text2}; }}
QPushButton[segment]:checked:disabled {{ background: {sunken}; color: {text}; }}

QLineEdit, QComboBox, QSpinBox, QDateEdit, QTextEdit[role="field"] {{
    background: {surface}; color: {text}; border: 1px solid {control}; border-radius: {p6};
    padding: {p1} {p11}; min-height: {p30};
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextEdit[role="field"] {{ padding: {p3} {p7}; min-height: {p20}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
    border: 2px solid {accent}; padding: {p0} {p10};
}}
QTextEdit[role="field"]:focus {{
    border: 2px solid {accent}; padding: {p2} {p6};
}}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QTextEdit[wrong="true"] {{
    border: 2px solid {error};
}}
QLineEdit[touch="true"], QComboBox[touch="true"], QTextEdit[touch="true"] {{
    min-height: {p44}; font-size: {p16};
}}
QTextEdit[touch="true"] {{ min-height: {p34}; padding: {p8} {p8}; }}
QLineEdit:read-only {{ background: {bg}; }}
QComboBox:disabled, QLineEdit:disabled {{ color: {text2}; background: {bg}; border-color: {line}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: {p28}; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView, QListView#completions {{
    background: {surface}; color: {text}; border: 1px solid {control}; padding: {p4};
    selection-background-color: {selection}; selection-color: {text};
}}
QComboBox QAbstractItemView::item, QListView#completions::item {{ min-height: {p30}; padding: 0 {p8}; }}

QComboBox[touch="true"] QAbstractItemView::item, QListView#completions[touch="true"]::item {{
    min-height: {p48}; font-size: {p16};
}}

QCheckBox, QRadioButton {{ spacing: {p8}; background: transparent; }}
QCheckBox::indicator {{ width: {p16}; height: {p16}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}

QTableView, QTreeView, QListView {{
    background: transparent; border: none; color: {text};
    selection-background-color: {selection}; selection-color: {text}; alternate-background-color: transparent;
}}
QListWidget {{
    background: {surface}; border: 1px solid {control}; border-radius: {p6}; padding: {p3};
}}
QListWidget:focus {{ border: 2px solid {accent}; padding: {p2}; }}
QListWidget::item {{ min-height: {p25}; padding: {p3} {p8}; border-radius: {p4}; color: {text}; }}
QListWidget::item:hover {{ background: {active}; }}
QListWidget::item:selected {{ background: {selection}; color: {text}; }}
QTreeView {{ show-decoration-selected: 0; }}
QTreeView::branch, QTreeView::branch:selected {{ background: transparent; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{
    background: transparent; color: {text2}; font-size: {p13}; font-weight: 600; border: none;
    border-bottom: 1px solid {control}; padding: {p6} {p10} {p6} {p10};
}}
QTableView[flush="true"] QHeaderView::section:first {{ margin-left: {p10}; padding-left: 0; }}
QTableView[tight="true"] QHeaderView::section {{ padding: {p6} 0; }}
QTableView QTableCornerButton::section {{ background: transparent; border: none; }}

QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {p12}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: {p3}; margin: {p3}; }}
QScrollBar::handle:vertical {{ min-height: {p32}; }}
QScrollBar::handle:horizontal {{ min-width: {p32}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QProgressBar {{
    border: 1px solid {control}; border-radius: {p4}; background: {surface}; max-height: {p10}; min-height: {p10};
}}
QProgressBar::chunk {{ background: {accent}; border-radius: {p3}; }}
QFrame#header, QFrame#status {{ background: {bg}; }}
QFrame#header {{ border-bottom: 1px solid {line}; }}
QFrame#status {{ border-top: 1px solid {line}; }}
QFrame#status QLabel {{ font-size: {p13}; color: {text2}; }}
QFrame#status QLabel[role="status-strong"] {{ color: {text}; font-weight: 600; }}
QFrame[banner="read-only"] {{ background: {warning_soft}; border-bottom: 1px solid {line}; }}
QFrame[banner="not-saved"], QFrame[banner="altered"] {{ background: {error_soft}; border-bottom: 1px solid {error}; }}
QFrame[banner="question"] {{ background: {active}; border-top: 1px solid {line}; }}
QFrame[banner="read-only"] QLabel {{ color: {warning}; }}
QFrame[banner="not-saved"] QLabel, QFrame[banner="altered"] QLabel {{ color: {error}; }}
QTextEdit[role="cell"] {{
    background: {surface}; color: {text}; border: 2px solid {accent}; border-radius: 2px; padding: 0;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextEdit[role="cell"][wrong="true"] {{ border: 2px solid {error}; }}
QTextEdit[role="title"] {{
    background: transparent; border: none; border-bottom: 2px solid transparent; font-size: {p26}; font-weight: 600;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextEdit[role="title"]:focus {{ border-bottom: 2px solid {accent}; }}
QTextEdit[role="running"] {{
    background: transparent; border: 2px solid transparent; border-radius: {p4}; padding: 0;
    font-size: {p17}; selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextEdit[role="running"]:focus {{ border: 2px solid {accent}; background: {surface}; }}
QTextEdit[role="note"] {{
    background: transparent; border: 2px solid transparent; border-radius: {p4}; padding: 0;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QTextEdit[role="note"]:focus {{ border: 2px solid {accent}; background: {surface}; }}
QTextEdit[role="running"][wrong="true"], QTextEdit[role="note"][wrong="true"] {{ border: 2px solid {error}; }}
QPushButton#choice {{ border: none; text-align: left; border-radius: {p8}; background: transparent; }}
QPushButton#choice:hover {{ background: {active}; }}
QPushButton#choice:checked {{ background: {selection}; }}
QPushButton#choice:focus {{ border: 2px solid {accent}; }}
"""
