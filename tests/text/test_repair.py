"""Repair mends what is damaged and leaves everything else alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.text.mojibake import LOST, Lost, undo
from syndicate.text.repair import Repaired, repair, repair_line

CLEAN_LETTERS = (
    "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"()-–—"
    "“”‘’…éèüöñçßøåłśžČ™®©€£°½\n"
)


def cook(text: str, encoding: str = "cp1252", times: int = 1) -> str:
    """The text as UTF-8 that was read in another encoding."""
    for _ in range(times):
        letters = []
        for byte in text.encode("utf-8"):
            try:
                letters.append(bytes([byte]).decode(encoding))
            except UnicodeDecodeError:  # bytes that Windows-1252 does not define
                letters.append(chr(byte))
        text = "".join(letters)
    return text


DAMAGED = [
    # UTF-8 read as Windows-1252
    ("Rest â€” at last", "Rest — at last", "mojibake"),
    ("the clinicâ€™s nurse", "the clinic’s nurse", "mojibake"),
    ("she said â€œrestâ€\x9d twice", "she said “rest” twice", "mojibake"),
    ("It opensâ€¦ soon", "It opens… soon", "mojibake"),
    ("Mon â€“ Fri", "Mon – Fri", "mojibake"),
    ("â€¢ Monday", "• Monday", "mojibake"),
    ("CafÃ© Rest", "Café Rest", "mojibake"),
    (cook("Zoë’s naïve façade"), "Zoë’s naïve façade", "mojibake"),
    ("Â© 2025 Quiet", "© 2025 Quiet", "mojibake"),
    ("QuietÂ® Clinic", "Quiet® Clinic", "mojibake"),
    ("20Â°C in the room", "20°C in the room", "mojibake"),
    ("Â¡Hola", "¡Hola", "mojibake"),
    ("Quiet Hostingâ„¢ rests", "Quiet Hosting™ rests", "mojibake"),
    ("â„¢ of calm", "™ of calm", "mojibake"),
    (cook("👩‍⚕️ here"), "👩‍⚕️ here", "mojibake"),
    (cook("😀 rest"), "😀 rest", "mojibake"),
    # as Latin-1: bytes that show as C1 controls
    (cook("the clinic’s nurse", "latin-1"), "the clinic’s nurse", "mojibake"),
    (cook("“rest” — now", "latin-1"), "“rest” — now", "mojibake"),
    (cook("über Größe", "latin-1"), "über Größe", "mojibake"),
    ("a\x93quoted\x94 word\x97now", "a“quoted” word—now", "mojibake"),
    ("the clinic\x92s nurse", "the clinic’s nurse", "mojibake"),
    # twice
    ("CafÃ© and CafÃƒÂ©", "Café and Café", "mojibake"),
    ("the clinicÃ¢â‚¬â„¢s nurse", "the clinic’s nurse", "mojibake"),
    (cook("Café – open", times=2), "Café – open", "mojibake"),
    # a byte was lost, or became a space
    ("she said â€œrestâ€ twice", "she said “rest” twice", "mojibake"),
    ("she said “restâ€, twice", "she said “rest”, twice", "mojibake"),
    ("Ã la carte", "à la carte", "mojibake"),
    ("Ã\u00a0 la carte", "à la carte", "mojibake"),
    ("voilÃ  a room", "voilà a room", "mojibake"),
    ("Open at 9Â a.m.", "Open at 9 a.m.", "mojibake"),
    ("Open at 9Â\u00a0a.m.", "Open at 9 a.m.", "mojibake"),
    ("1â„2 hour", "1⁄2 hour", "mojibake"),
    # beside what is right, in the line and in other lines
    ("“Rest”; the clinicâ€™s nurse", "“Rest”; the clinic’s nurse", "mojibake"),
    ("“Rest” in SÃ£o Paulo", "“Rest” in São Paulo", "mojibake"),
    ("“Été”\nclinicâ€™s\nL’Oréal®", "“Été”\nclinic’s\nL’Oréal®", "mojibake"),
    # references
    ("Smith &amp; Sons", "Smith & Sons", "entities"),
    ("Smith &amp;amp; Sons", "Smith & Sons", "entities"),
    ("Smith &#38; Sons &#x2014; open", "Smith & Sons — open", "entities"),
    ("Calm &#8211; daily", "Calm – daily", "entities"),
    ("Calm &#150; daily", "Calm – daily", "entities"),
    ("the clinic&amp;#8217;s nurse", "the clinic’s nurse", "entities"),
    ("caf&eacute; &amp;eacute;", "café é", "entities"),
    # spaces and what cannot be seen
    ("Dr.\u00a0Quiet", "Dr. Quiet", "spaces"),
    ("5\u202fkm a\u2009b\u3000c", "5 km a b c", "spaces"),
    ("re\u00adstarts", "restarts", "invisible"),
    ("ze\u200bro \u2060wi\ufeffdth", "zero width", "invisible"),
    ("a\u200db\u200cc", "abc", "invisible"),
    # what no output can carry
    ("NUL\x00 and BEL\x07 and \x1b[0m", "NUL and BEL and [0m", "characters"),
    ("half \ud83d a pair", "half  a pair", "characters"),
    ("\ud83d\ude00 joined", "😀 joined", "characters"),
    ("\ufffe\uffff gone", " gone", "characters"),
    ("C1 \x81\x8d gone", "C1  gone", "controls"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree", "characters"),
    ("one\u2028two\u2029three", "one\ntwo\nthree", "characters"),
    ("a" + "\u0301" * 500, "á" + "\u0301" * 29, "composed"),
    ("a" + "\u200b\u0301" * 500, "á" + "\u0301" * 29, "composed"),
    ("e\u0301tude A\u030angstro\u0308m", "étude Ångström", "composed"),
]


@pytest.mark.parametrize(("damaged", "mended", "rule"), DAMAGED)
def test_damage_is_mended(damaged: str, mended: str, rule: str) -> None:
    repaired = repair(damaged)
    assert repaired.text == mended
    assert rule in repaired.rules


@pytest.mark.parametrize("rule", LOST, ids=lambda rule: rule.seen[0])
def test_lost_bytes_are_mended_as_seen(rule: Lost) -> None:
    damaged, mended = rule.seen
    assert undo(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        "“Été” à São Paulo, Łódź, Größe™, L’Oréal®",
        "‘single’ and “double” stay curly: they’re right",
        "Call 555-0100 — it’s free…",
        "„Spaß“ und 5 ß£",
        "SIE SAGTE „JÄ“",
        "CAFÉ™ “ÀÉÎ” CÔTÉ D’AZUR… “LIMITÉE” ZOË—NOW",
        "PÂTÉ, FÂCHÉ, Ângela “Ânia”, NOËL’s, MÁLAGA™",
        "SÃO PAULO – BRASÍLIA: AMANHÃ É NOSSO",
        "“ARMÔ, “IRMÔ e o “Â” de casa",
        "Ænes Ørsted, ŠKODA – Češtine, L'Haÿ-les-Roses",
        "Sì “È vero”; 1 ½ – 2 ¾, x²+y³, € 5 – £4",
        "ＦＵＬＬ width and ﬁne ligatures",
        "Привет, мир — 日本語のテキスト",
        "👩‍⚕️, 👨‍👩‍👧 and 🏳️‍🌈 stay whole",
        "میخواهم‌ها and क्‍ष need their joiners",
        "https://clinic.example.org/?a=1&copy=2&reg=us&section=3",
        "see https://clinic.example.org/?a=1&amp;b=2 for more",
        "see www.clinic.example.org/?x=1&lt=2;y",
        "AT&T; R&D; a & b",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert repair(text) == Repaired(text)


@given(st.text(alphabet=CLEAN_LETTERS, max_size=300))
def test_clean_prose_is_never_touched(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).rules == ()


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(),
            st.sampled_from("&amp;#38;lt;Ââ€™œ\x93\x94Ã©\u00a0\u200d\ud800"),
        ),
        max_size=120,
    )
)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(st.text(max_size=200))
def test_what_comes_out_can_be_written(text: str) -> None:
    out = repair_line(text).text
    out.encode("utf-8")
    assert not any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in out)
    assert out == " ".join(out.split(" ")).strip()


def test_a_title_loses_marks_of_direction() -> None:
    assert repair_line("Clinic\u202e opens \n doors").text == "Clinic opens doors"
