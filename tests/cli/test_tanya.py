"""Questions: asked on a terminal, refused with the flag's name anywhere else."""

from __future__ import annotations

import io
import sys

import pytest

from asn_kompetensi.cli import tanya
from asn_kompetensi.domain.galat import SalahPakai


class Papan(io.StringIO):
    """A keyboard: lines typed beforehand."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def _ketik(monkeypatch: pytest.MonkeyPatch, isi: str, *, terminal: bool = True) -> None:
    monkeypatch.setattr(sys, "stdin", Papan(isi) if terminal else io.StringIO(isi))


@pytest.mark.parametrize("jawaban", [None, "", "   "])
def test_without_a_terminal_the_flag_is_named(monkeypatch: pytest.MonkeyPatch, jawaban: str | None) -> None:
    _ketik(monkeypatch, "2025\n", terminal=False)
    with pytest.raises(SalahPakai) as galat:
        tanya.wajib(jawaban, "--periode", "Periode")
    assert (galat.value.kode, galat.value.pesan) == (2, "--periode wajib diisi")
    assert "--periode" in galat.value.petunjuk


def test_without_any_stdin_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SalahPakai):
        tanya.wajib(None, "--periode", "Periode")


def test_what_was_given_is_not_asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _ketik(monkeypatch, "")
    assert tanya.wajib(" 2025 ", "--periode", "Periode") == "2025"
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_it_asks_until_there_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _ketik(monkeypatch, "\n  \n2025\n")
    assert tanya.wajib(None, "--periode", "Periode") == "2025"
    assert capsys.readouterr() == ("", "Periode: " * 3)


def test_a_default_is_shown_and_taken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _ketik(monkeypatch, "\nlain\n")
    assert tanya.tanya("Kode", "A") == "A"
    assert tanya.tanya("Kode", "A") == "lain"
    assert capsys.readouterr() == ("", "Kode [A]: " * 2)


def test_ctrl_d_is_like_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    _ketik(monkeypatch, "")
    with pytest.raises(KeyboardInterrupt):
        tanya.wajib(None, "--periode", "Periode")


@pytest.mark.parametrize(
    ("isi", "hasil"), [("y", True), ("Y", True), ("ya", True), ("t", False), ("", False), ("yes please", False)]
)
def test_consent_is_only_a_clear_yes(monkeypatch: pytest.MonkeyPatch, isi: str, hasil: bool) -> None:
    _ketik(monkeypatch, isi + "\n")
    assert tanya.setuju("Lanjut?", ya=False) is hasil


def test_consent_beforehand_is_not_asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _ketik(monkeypatch, "", terminal=False)
    assert tanya.setuju("Lanjut?", ya=True)
    assert capsys.readouterr() == ("", "")


def test_consent_without_a_terminal_needs_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    _ketik(monkeypatch, "y\n", terminal=False)
    with pytest.raises(SalahPakai) as galat:
        tanya.setuju("Lanjut?", ya=False)
    assert "--yes" in galat.value.petunjuk


def test_what_was_typed_is_shown_not_obeyed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _ketik(monkeypatch, "y\n")
    assert tanya.setuju("gabungkan A\x1b]0;x\x07\u202eB?", ya=False)
    tampak = capsys.readouterr().err
    assert tampak.startswith("gabungkan A")
    assert tampak.endswith("B? [y/T]: ")
    assert not {"\x1b", "\x07", "\u202e"} & set(tampak)
