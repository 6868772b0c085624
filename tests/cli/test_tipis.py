"""The short way around Typer's adapters: same values, same refusals, and a safe retreat."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer import core

from asn_kompetensi.cli import bahasa, tipis
from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.domain.galat import SalahPakai


@pytest.fixture(autouse=True)
def _pulihkan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts from Typer's own function."""
    from typer._coercion import build_runtime_param

    monkeypatch.setattr(core, "build_runtime_param", build_runtime_param)


def _panggil(*kata: str) -> dict[str, object]:
    app = Benda("uji")
    hasil: dict[str, object] = {}

    @app.perintah("coba")
    def coba(
        nip: Annotated[str, typer.Argument()],
        berkas: Annotated[Path | None, typer.Option("--berkas")] = None,
        jumlah: Annotated[int | None, typer.Option("--jumlah")] = None,
        alias: Annotated[list[str] | None, typer.Option("--alias")] = None,
        ya: Annotated[bool, typer.Option("--ya")] = False,
    ) -> None:
        hasil.update(nip=nip, berkas=berkas, jumlah=jumlah, alias=alias, ya=ya)

    bahasa.jalankan(app, "asn uji", ["coba", *kata])
    return hasil


def test_values_arrive_with_their_types() -> None:
    hasil = _panggil("0012", "--berkas", "a b.xlsx", "--jumlah", "7", "--alias", "X=Y", "--alias", "Z=W", "--ya")
    assert hasil == {"nip": "0012", "berkas": Path("a b.xlsx"), "jumlah": 7, "alias": ["X=Y", "Z=W"], "ya": True}


def test_what_is_left_out_stays_empty() -> None:
    hasil = _panggil("1")
    assert (hasil["berkas"], hasil["jumlah"], hasil["ya"]) == (None, None, False)
    assert not hasil["alias"]


@pytest.mark.parametrize("isi", ["abc", "1.5", "", "１２x"])
def test_a_bad_number_is_refused_in_indonesian(isi: str) -> None:
    with pytest.raises(SalahPakai) as galat:
        _panggil("1", "--jumlah", isi)
    assert galat.value.pesan == "'--jumlah' harus bilangan bulat"


def test_same_answers_as_typer_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    kata = ("5", "--berkas", "x.csv", "--jumlah", "-3", "--alias", "A=B")
    cepat = _panggil(*kata)
    monkeypatch.setattr(tipis, "pasang", lambda: False)
    from typer._coercion import build_runtime_param

    monkeypatch.setattr(core, "build_runtime_param", build_runtime_param)
    assert _panggil(*kata) == cepat


def test_retreats_when_typer_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(core, "build_runtime_param")
    assert tipis.pasang() is False


def test_a_read_command_needs_no_pydantic(basis: Path) -> None:
    kode = (
        "import sys; from asn_kompetensi.cli.main import jalankan; "
        f"jalankan(['opd', 'daftar', '--json', '--db', {str(basis)!r}]); "
        "print('pydantic' in sys.modules, file=sys.stderr)"
    )
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert (hasil.stdout, hasil.stderr) == ("[]\n", "False\n")
