"""Everything a clerk reads is Indonesian: the help of every command, and Typer's own refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from asn_kompetensi.cli import BENDA, bahasa, rujukan
from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.domain.galat import SalahPakai
from tests.conftest import Asn

INGGRIS = re.compile(
    r"\b(Usage|Options?|Commands?|Arguments?|Missing|Show this|message|and exit|default|required|Try|Error|Invalid"
    r"|value|INTEGER|TEXT|PATH|FILE|Possible|Did you mean|No such|unexpected|extra|requires|such)\b"
)


def _kerja(benda: str) -> list[str]:
    """The commands of a noun; "" for a noun that is itself the command."""
    grup = typer.main.get_command(import_module(f"asn_kompetensi.cli.{BENDA[benda][0]}").app)
    return sorted(getattr(grup, "commands", {})) or [""]


def _semua() -> Iterator[tuple[str, ...]]:
    for benda in BENDA:
        yield (benda,)
        for kerja in _kerja(benda):
            if kerja:
                yield (benda, kerja)


SEMUA = list(_semua())


@pytest.mark.parametrize("perintah", SEMUA, ids=" ".join)
def test_every_help_is_indonesian_and_aligned(asn: Asn, perintah: tuple[str, ...]) -> None:
    kode, keluar, galat = asn(*perintah, "-h")
    assert (kode, galat) == (0, "")
    assert keluar.startswith(f"Pemakaian: asn {' '.join(perintah)} ")
    assert INGGRIS.findall(keluar) == []
    assert "<" not in keluar
    assert max(map(len, keluar.splitlines())) <= 100
    assert asn(*perintah, "--help")[1] == keluar
    for bagian in ("Opsi:\n", "Yang diminta:\n", "Kerja:\n"):
        if bagian in keluar:
            isi = keluar.split(bagian)[1].split("\n\n")[0].splitlines()
            # The help of every line starts in the same column, after at least two spaces.
            letak = {satu.end() for baris in isi if (satu := re.match(r"  \S.*?\S? {2,}(?=\S)", baris))}
            assert len(letak) <= 1, isi
    assert "Tampilkan bantuan ini." in keluar
    guna = keluar.split("\n\n")[1].strip()
    assert len(guna) > 15, "it says what it does"
    assert guna[0].isupper()


@pytest.mark.parametrize("perintah", [satu for satu in SEMUA if len(satu) == 2], ids=" ".join)
def test_a_wrong_option_is_refused_in_indonesian(asn: Asn, perintah: tuple[str, ...]) -> None:
    kode, keluar, galat = asn(*perintah, "--xyz")
    assert (kode, keluar) == (2, "")
    bentuk = rf"asn: opsi --xyz tidak ada( \(mungkin: --\w+\))?\nPetunjuk: Lihat: asn {' '.join(perintah)} -h\n"
    assert re.fullmatch(bentuk, galat), galat


@pytest.mark.parametrize("benda", [satu for satu in BENDA if _kerja(satu) != [""]])
def test_a_noun_alone_shows_its_commands(asn: Asn, benda: str) -> None:
    kode, keluar, galat = asn(benda)
    assert (kode, galat) == (0, "")
    assert [satu for satu in _kerja(benda) if f"  {satu}" not in keluar] == []


@pytest.mark.parametrize(
    ("kata", "pesan"),
    [
        (("gap", "daftra"), "kerja 'daftra' tidak ada. Mungkin maksudnya 'daftar'"),
        (("gap", "zzz"), "kerja 'zzz' tidak ada"),
        (("gap", "daftar", "--period", "2025"), "opsi --period tidak ada"),
        (("gap", "daftar", "--periode"), "opsi --periode perlu isi"),
        (("gap", "daftar", "--json=1"), "opsi --json tidak memakai isi"),
        (("gap", "daftar", "2025"), "kata berlebih: 2025"),
        (("opd", "tambah"), "kode wajib disebut"),
    ],
)
def test_typers_refusals(asn: Asn, kata: tuple[str, ...], pesan: str) -> None:
    kode, keluar, galat = asn(*kata)
    assert (kode, keluar) == (2, "")
    assert galat.splitlines()[0].startswith(f"asn: {pesan}")
    assert INGGRIS.findall(galat) == []


def test_an_exit_code_of_a_command_is_the_programs() -> None:
    app = Benda("uji")

    @app.perintah("sembilan")
    def sembilan() -> int:
        return 9

    @app.perintah("tujuh")
    def tujuh() -> None:
        raise typer.Exit(7)

    @app.perintah("batal")
    def batal() -> None:
        raise typer.Abort

    @app.perintah("nol")
    def nol(kata: Annotated[str, typer.Argument()] = "x") -> None:
        assert kata

    assert bahasa.jalankan(app, "asn uji", ["sembilan"]) == 9
    assert bahasa.jalankan(app, "asn uji", ["tujuh"]) == 7
    assert bahasa.jalankan(app, "asn uji", ["nol"]) == 0
    with pytest.raises(KeyboardInterrupt):
        bahasa.jalankan(app, "asn uji", ["batal"])
    with pytest.raises(SalahPakai):
        bahasa.jalankan(app, "asn uji", ["nol", "a", "b"])


@pytest.mark.parametrize(("kata", "perintah"), list(rujukan.perintah()), ids=[kata for kata, _ in rujukan.perintah()])
def test_no_option_of_one_value_is_taken_twice(
    asn: Asn, kata: str, perintah: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists and flags are, by every command."""
    monkeypatch.chdir(tmp_path)  # where a command that is not refused may write
    pilihan = [satu for satu in perintah.params if satu.param_type_name == "option"]
    tunggal = [satu.opts for satu in pilihan if not (satu.is_flag or satu.multiple)]
    for ejaan in tunggal:
        kode, keluar, galat = asn(*kata.split()[1:], f"{ejaan[-1]}=2024", ejaan[0], "2025")
        assert (kode, keluar) == (2, ""), ejaan
        assert galat.startswith(f"asn: opsi {'/'.join(ejaan)} disebut lebih dari sekali"), ejaan
        assert galat.endswith(f"Lihat: {kata} -h\n")
    boleh = [satu.opts[0] for satu in pilihan if satu.is_flag]
    boleh += [teks for satu in pilihan if satu.multiple for teks in (satu.opts[0], "x")]
    perintah.make_parser(perintah.context_class(perintah)).parse_args([*boleh, *boleh])


def test_beside_a_question_for_help_nothing_matters(asn: Asn) -> None:
    assert asn("gap", "daftar", "--periode", "1", "--periode", "2", "-h")[0] == 0


def test_what_a_command_raises_comes_through() -> None:
    app = Benda("uji")

    @app.perintah("gagal")
    def gagal() -> None:
        raise SalahPakai("begitu", "begini")

    with pytest.raises(SalahPakai, match="begitu"):
        bahasa.jalankan(app, "asn uji", ["gagal"])


def test_a_file_name_with_blanks_needs_quotation_marks(
    asn: Asn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    petik = "Nama berkas yang memuat spasi diapit tanda petik:"
    lihat = "Lihat: asn pegawai impor -h\n"
    assert asn("pegawai", "impor", "Data", "Duk.xlsx", "-n")[2].endswith(f'{petik} "Data Pegawai.xlsx". {lihat}')
    (tmp_path / "Data baru 2025").write_text("x")
    assert asn("pegawai", "impor", "Data", "baru", "2025")[2].endswith(f'{petik} "Data baru 2025". {lihat}')
    assert petik not in asn("pegawai", "impor", "Data", "lain")[2]
