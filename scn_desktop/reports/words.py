"""Where Swedish words and numbers may and may not be broken."""

import re
from functools import lru_cache

from scn_desktop.swedish import HARD_SPACE, MINUS

SOFT_HYPHEN = "\u00ad"

_SHORTEST_PART = 4
_PATTERN_FROM = 23

# Last parts of compounds, longest first when matched: a word may be broken before any of them.
_LAST_PARTS = """
analys anmälan anmälningar anmälningarna anpassning anställda anställning ansvar ansökan ansökningar ansökningarna
arbetare arbete arbeten arbetet arvode arvoden avdelning avdelningen avgift avgifter avtal avtalet avvikelse
avvikelser barn barnen bedömning bedömningar bedömningarna bedömningen behandling behandlingen behov behoven
bemanning bemanningen bemötande beredskap beroende berättelse berättelser beskrivning beskrivningar beskrivningen
beslut besluten beslutet besök bidrag bidraget bild boende boenden boendet bokslut bokslutet bostad bostäder brott
brukare budget budgeten byggande bygget checklista checklistan checklistor chef chefer dag dagar delning dokument
dokumentation dokumenten drift effekt effekter effektivisering effektiviseringar ekonomi ekonomin enhet enheten
enheter enheterna erbjudande ersättning ersättningar ersättningarna ersättningen familj familjer familjerna
finansiering flickor främjande fråga frågor frågorna förbättring förbättringar fördelning fördelningen förebyggande
förening föreningar förhandling förhandlingar förmåga förordning förordningar förordningen försäkring försäljning
försörjning försörjningen förtryck förvaltning förvaltningen föräldrar förändring förändringar förändringen
genomförande genomgång givare grad granskning granskningar granskningen grupp gruppen grupper gräns handling
handlingar handläggare handläggning handläggningen hantering hanteringen hem hemmet hjälp hyresvärd hälsa händelse
händelser händelserna hållning index indikator indikatorer information inriktad inriktning insats insatser
insatserna instrument integrerad inventering investering investeringar journal journaler kalender kartläggning
kedja kedjan klient klienter kommun kommunen kommuner kompetens konsekvens konsekvenser kontakt kontakter kontoret
kontroll kontrollen kontroller kostnad kostnaden kostnader kostnaderna kraft krav kvalitet kvaliteten kvinnor
kännedom lag lagen lagstiftning lagstiftningen ledare ledning ledningen leverantör leverantören leverantörer
leverantörerna lista lokaler lägenhet lägenheter lösning lösningar material medarbetare medel metod metoden metoder
middag middagar middagen miljö missbruk modell modellen mottagande mottagare mottagaren mottagning mottagningen mål
målen målet möjlighet möjligheter möte möten mötet nivå nivåer nämnd nämnden nämnder nämnderna nätverk ombud
omkostnad omkostnader område områden området omsorg omsorgen ordning organisation organisationen organisationer
period perioden person personal personalen personer perspektiv perspektivet placering placeringar plan planen
planer planering planeringen plats platsen platser pojkar policy principer process processen processer program
programmet projekt projektet protokoll protokollen protokollet prövning punkt punkter pålägg rapport rapporter
rapportering redovisning register reglemente relation relationer resultat resurs resurser riktlinje riktlinjen
riktlinjer risker rutin rutinen rutiner rättighet rättigheter rättigheterna råd rådet rådgivare rådgivning
rådgivningar rådgivningen sammanställda sammanställning sammanställningar sammanställningen samordnare samordning
samtal samverkan sekreterare sekreterarna service situation skillnad skillnader skola skolan skrivelse skrivning
skrivningar skydd skyddet skyldigheter socialtjänst socialtjänsten spann statistik stickprov strategi strategin
styrning styrningen stöd stödet svar synpunkter system systemen systemet sökande tagare tagaren team tid tiden
tider tilldelning tilldelningar tilldelningen tillfälle tillfällen tillsyn tjänst tjänsten tjänster tjänsterna
trygghet trygghetsskapande underlag underlagen underlaget undersökning undersökningar undersökningen ungdom
ungdomar uppdrag uppdraget uppföljning uppföljningen uppgift uppgifter upphandling upphandlingar upphandlingen
utbetalning utbetalningar utbildning utbildningar utbildningen utfall utförare utredare utredning utredningar
utredningarna utredningen utsatthet utskott utskotten utskottet utveckla utveckling utvecklingen verk verksamhet
verksamheten verksamheter verksamheterna villkor vistelse volym volymer vuxna vägledning väntetid väntetider våld
vård vården vårdgivare vårdnad ärende ärenden ärendet år åtgärd åtgärder åtgärderna överskridande översyn
övervakning
"""
_PARTS = sorted((part for part in _LAST_PARTS.split() if len(part) >= _SHORTEST_PART), key=len, reverse=True)
_LAST_PART = re.compile("|".join(_PARTS))
_LONG_WORD = re.compile(r"[^\W\d_]{11,}")
_VOWELS = frozenset("aeiouyåäöéAEIOUYÅÄÖÉ")
# What must stay on one line: "§ 12", "26 kap.", "811 mnkr", "den 10 mars", "kl. 15.42".
_BEFORE_NUMBER = re.compile(r"(?<!\w)(§§?|kl\.|nr|s\.|bilaga|tabell|punkt|uppdrag|nämndmål) (?=\d)", re.IGNORECASE)
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_AFTER_NUMBER = re.compile(
    rf"(?<=\d) (?=(?:kap\.|§|st\.|mnkr|tkr|kr|mkr|kronor|miljoner|procent|%|år|{_MONTHS})(?!\w))"
)
_THOUSANDS = re.compile(r"(?<![\d.,:/\u00a0-])(\d{1,3}) (?=\d{3}(?!\d))")
_NEGATIVE = re.compile(r"-(?=\d[\d \u00a0,]*(?: ?%)?$)")


@lru_cache(maxsize=20_000)
def _breakable(word: str) -> str:
    """The word with a soft hyphen before each known last part, at least four letters on both sides."""
    lower = word.lower()
    places = {place for place in _part_starts(lower) if _SHORTEST_PART <= place <= len(word) - _SHORTEST_PART}
    if not places and len(word) >= _PATTERN_FROM:
        places = set(syllables(word))
    pieces, previous = [], 0
    for place in sorted(places):
        if place - previous >= _SHORTEST_PART:
            pieces.append(word[previous:place])
            previous = place
    pieces.append(word[previous:])
    return SOFT_HYPHEN.join(pieces)


def _part_starts(lower: str) -> list[int]:
    """Where known parts begin that fill the rest of the word; a part inside a longer one breaks nothing."""
    found: list[int] = []
    end = 0
    for start in range(len(lower) - _SHORTEST_PART + 1):
        match = _LAST_PART.match(lower, start)
        if not match or start < end or not _filled(lower, match.end()):
            continue
        # "erfarenheter", "befogenheter": an ending, not the unit that is called enhet.
        if match.group().startswith("enhet") and lower[start - 1] != "s":
            continue
        found.append(start)
        end = match.end()
    return found


def _filled(lower: str, start: int) -> bool:
    """Whether what is left after a part is nothing, an ending, or again known parts (with a joining s)."""
    rest = lower[start:]
    if rest in ("", "s", "n", "ns", "en", "et", "ens", "ets", "er", "ers", "na", "nas", "erna", "ernas", "ar", "arna"):
        return True
    for joint in (0, 1) if rest.startswith("s") else (0,):
        match = _LAST_PART.match(rest, joint)
        if match and _filled(rest, match.end()):
            return True
    return False


def syllables(word: str) -> list[int]:
    """Places where a word that fits nowhere may be broken: before a consonant that a vowel follows."""
    return [
        place
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if word[place] not in _VOWELS and place + 1 < len(word) and word[place + 1] in _VOWELS
    ]


def breakable(text: str, shortest: int) -> str:
    """The text with soft hyphens in the compounds of at least ``shortest`` letters (11 or more); 0 leaves it whole.

    Words that begin with a capital inside a sentence are names, and are left whole.
    """
    if not shortest:
        return text

    def broken(match: re.Match[str]) -> str:
        word = match.group()
        start = match.start()
        is_name = (
            word[0].isupper() and start > 0 and text[:start].rstrip(" \u00a0\n")[-1:] not in ("", ".", ":", "?", "!")
        )
        if len(word) < shortest or is_name or word.isupper():
            return word
        return _breakable(word)

    return _LONG_WORD.sub(broken, text)


def with_hard_spaces(text: str) -> str:
    """The text with hard spaces where a line may not end; a negative number by itself gets a real minus sign."""
    if _NEGATIVE.match(text):
        text = MINUS + text[1:]
    text = _BEFORE_NUMBER.sub(_hard_after, text)
    text = _AFTER_NUMBER.sub(HARD_SPACE, text)
    return _THOUSANDS.sub(_hard_after, text)


def _hard_after(match: re.Match[str]) -> str:
    return match[1] + HARD_SPACE
