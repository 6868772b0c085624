"""Typer in Indonesian: its few fixed phrases, plain help, and its refusals as our own `SalahPakai`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from asn_kompetensi.cli import tipis
from asn_kompetensi.domain.galat import KodeKeluar, SalahPakai

F = TypeVar("F", bound=Callable[..., Any])

# Help phrases, applied to the finished help text.
_BANTUAN: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "Pemakaian: "),
    (r"\[OPTIONS\]", "[OPSI]"),
    (r"COMMAND \[ARGS\]\.\.\.", "KERJA [OPSI]"),
    (r"^Options:$", "Opsi:"),
    (r"^Commands:$", "Kerja:"),
    (r"^Arguments:$", "Yang diminta:"),
    (r"Show this message and exit\.", "Tampilkan bantuan ini."),
    (r"\[default:", "[bawaan:"),
    (r"\[required\]", "[wajib]"),
    (r"<list\[str\]>", "TEKS...    "),
    (r"<str>", "TEKS "),
    (r"<path>", "BERKAS"),
    (r"<int>", "ANGKA"),
)
_GALAT: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(.+?)'\.?", r"\1 wajib disebut"),
    (r"Missing option '(.+?)'\.?", r"opsi \1 wajib diisi"),
    (r"Missing command\.", "kerja yang diminta belum disebut"),
    (r"No such command '(.+?)'\.?", r"kerja '\1' tidak ada."),
    (r"No such option: (\S+)\.?", r"opsi \1 tidak ada"),
    (r"\(Possible options: (.+)\)", r"(mungkin: \1)"),
    (r"Did you mean (.+)\?", r"Mungkin maksudnya \1"),
    (r"Option '(.+?)' requires an argument\.?", r"opsi \1 perlu isi"),
    (r"Option '(.+?)' does not take a value\.?", r"opsi \1 tidak memakai isi"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"kata berlebih: \1"),
    (r"Invalid value for (.+?): .*valid integer.*", r"\1 harus bilangan bulat"),
    (r"Invalid value for (.+?): (.*)", r"isi \1 tidak sah: \2"),
)
_BERLEBIH = re.compile(r"kata berlebih: (.+)")
_AKHIR_BERKAS = re.compile(r"\.(xls[xmb]?|ods|csv|tsv|txt|html?|toml|json)$", re.IGNORECASE)


def _terjemah(teks: str, pasangan: tuple[tuple[str, str], ...]) -> str:
    for pola, ganti in pasangan:
        teks = re.sub(pola, ganti, teks, flags=re.MULTILINE)
    return teks


class Berjalan(NamedTuple):
    """The command that is running: its noun and verb, and what was asked for by the names of its parameters."""

    perintah: str
    pilihan: Mapping[str, Any]


_JALAN: list[Berjalan] = []


def berjalan() -> Berjalan | None:
    """The command that is running, None outside of one."""
    return _JALAN[-1] if _JALAN else None


def _tolak_ulangan(disebut: Sequence[Any], jalur: str) -> None:
    """Raises `SalahPakai` for an option of one value that stands twice; `disebut` has it once for each time.

    Flags may be repeated, and beside a question for help nothing matters.
    """
    sudah: set[str] = set()
    for satu in () if any(satu.is_eager for satu in disebut) else disebut:
        if satu.param_type_name != "option" or satu.multiple or satu.is_flag or satu.count:
            continue
        if satu.name in sudah:
            petunjuk = f"Sebutkan sekali saja, dengan koma bila isinya boleh lebih dari satu. Lihat: {jalur} -h"
            raise SalahPakai(f"opsi {'/'.join(satu.opts)} disebut lebih dari sekali", petunjuk)
        sudah.add(satu.name)


class Perintah(TyperCommand):
    """A command whose help is Indonesian, which takes no second value of an option, and can be asked for as it runs."""

    def make_parser(self, ctx: Any) -> Any:
        """Typer's parser, which by itself takes the last of several values without a word."""
        parser = super().make_parser(ctx)
        baca = parser.parse_args

        def baca_sekali(args: list[str]) -> Any:
            hasil = baca(args=args)
            _tolak_ulangan(hasil[2], ctx.command_path)
            return hasil

        parser.parse_args = baca_sekali  # type: ignore[method-assign] # of this parser alone: its class is Typer's
        return parser

    def invoke(self, ctx: Any) -> Any:
        """Run the command's body."""
        _JALAN.append(Berjalan(ctx.command_path.removeprefix("asn "), ctx.params))
        try:
            return super().invoke(ctx)
        finally:
            _JALAN.pop()

    def get_help(self, ctx: Any) -> str:
        """Typer's help with the framework's phrases translated."""
        return _terjemah(super().get_help(ctx), _BANTUAN)


class Kelompok(TyperGroup):
    """A group whose help is Indonesian."""

    def get_help(self, ctx: Any) -> str:
        """Typer's help with the framework's phrases translated."""
        return _terjemah(super().get_help(ctx), _BANTUAN)


class Benda(typer.Typer):
    """One noun of the program. `sendiri=True` is a noun that is itself the command (`asn demo`)."""

    def __init__(self, bantuan: str, *, sendiri: bool = False) -> None:
        super().__init__(
            cls=Kelompok,
            help=bantuan,
            no_args_is_help=not sendiri,
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
        if not sendiri:
            # Keeps `asn jp daftar` a word even while `jp` has a single command.
            self.callback()(lambda: None)
            self.info.help = bantuan

    def perintah(self, nama: str, *, bantuan: str | None = None) -> Callable[[F], F]:
        """Register a command; its docstring is the help."""
        return self.command(nama, cls=Perintah, help=bantuan)


def _petik_nama(pesan: str, args: list[str]) -> str:
    """For a word too many that is the end of a file name: that names with blanks go between quotation marks."""
    if not (lebih := _BERLEBIH.match(pesan)):
        return ""
    akhir = len(args) - args[::-1].index(kata) if (kata := lebih[1].split(" ")[-1]) in args else 0
    calon = (" ".join(args[awal:akhir]) for awal in range(akhir - 1))
    nama = next((satu for satu in calon if os.path.isfile(satu)), None)  # noqa: PTH113 - Path raises for a name too long
    if nama is None and not _AKHIR_BERKAS.search(kata):
        return ""
    return f'Nama berkas yang memuat spasi diapit tanda petik: "{nama or "Data Pegawai.xlsx"}". '


@cache
def _susun(app: typer.Typer, nama: str) -> Any:
    """The commands of a noun, of several only the one asked for: reading all their options takes longer than a run."""
    if diminta := [satu for satu in app.registered_commands if satu.name == nama]:
        app = copy(app)
        app.registered_commands = diminta
    return typer.main.get_command(app)


def jalankan(app: typer.Typer, prog: str, args: list[str]) -> int:
    """Run one noun; returns the exit code. Raises `SalahPakai` and whatever the command raises."""
    tipis.pasang()
    perintah = _susun(app, args[0] if args else "")
    try:
        hasil = perintah.main(args=args, prog_name=prog, standalone_mode=False)
        if hasil == KodeKeluar.DIBATALKAN:
            raise KeyboardInterrupt  # Typer turns Ctrl-C into this code without a word; `cli.main` says it
    except typer.Exit as keluar:
        return keluar.exit_code
    except typer.Abort as batal:
        raise KeyboardInterrupt from batal
    except SystemExit as keluar:
        # Typer answers a closed pipe itself, with exit 1; what the program says to it is decided in `cli.main`.
        if isinstance(keluar.__context__, BrokenPipeError):
            raise keluar.__context__ from None
        raise
    except typer.TyperException as salah:
        if type(salah).__name__ == "NoArgsIsHelpError":
            print(salah.format_message())
            return 0
        pesan = _terjemah(salah.format_message(), _GALAT)
        ctx = getattr(salah, "ctx", None)
        jalur = ctx.command_path if ctx is not None else prog
        raise SalahPakai(pesan.rstrip("."), f"{_petik_nama(pesan, args)}Lihat: {jalur} -h") from salah
    return hasil if isinstance(hasil, int) else int(KodeKeluar.BERHASIL)
