"""The README's command reference, made from the commands: `python -m asn_kompetensi.cli.rujukan README.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from typer.main import get_command

from asn_kompetensi.cli import BENDA

AWAL, AKHIR = "<!-- rujukan:awal -->", "<!-- rujukan:akhir -->"


def perintah() -> Iterator[tuple[str, Any]]:
    """Every command as `(words to type, Typer's command)`, in the order of the help."""
    for benda, (modul, _) in BENDA.items():
        kelompok: Any = get_command(import_module(f"asn_kompetensi.cli.{modul}").app)
        if not hasattr(kelompok, "commands"):
            yield f"asn {benda}", kelompok
            continue
        for kerja, satu in kelompok.commands.items():
            yield f"asn {benda} {kerja}", satu


def opsi(satu: Any) -> list[str]:
    """The flags of a command, each in its shortest and longest spelling, without the help flag."""
    return ["/".join(p.opts) for p in satu.params if p.param_type_name == "option"]


def _yang_diminta(satu: Any) -> str:
    nama = [str(p.metavar or p.name.upper()) for p in satu.params if p.param_type_name == "argument"]
    return "".join(f" {kata}" for kata in nama)


def _guna(satu: Any) -> str:
    """The first sentence of the help; its example stays in the help."""
    return " ".join((satu.help or "").split("\n\n")[0].split()).partition(" Contoh:")[0].replace("|", r"\|")


def rujukan() -> str:
    """The reference as Markdown: a table for each noun, a line for each command."""
    baris: list[str] = []
    sebelum = ""
    for kata, satu in perintah():
        benda = kata.split()[1]
        if benda != sebelum:
            baris += ["", f"**{benda}** – {BENDA[benda][1]}", "", "| perintah | guna | opsi |", "|---|---|---|"]
            sebelum = benda
        bendera = " ".join(f"`{bendera}`" for bendera in opsi(satu))
        baris.append(f"| `{kata}{_yang_diminta(satu)}` | {_guna(satu)} | {bendera} |")
    return "\n".join(baris).strip()


def sisipkan(isi: str) -> str:
    """The README with its reference made anew. Raises `ValueError` when its two marks are missing."""
    depan, tanda_awal, sisa = isi.partition(AWAL)
    _, tanda_akhir, belakang = sisa.partition(AKHIR)
    if not tanda_awal or not tanda_akhir:
        raise ValueError(f"{AWAL} … {AKHIR} are missing")
    return f"{depan}{AWAL}\n\n{rujukan()}\n\n{AKHIR}{belakang}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(sisipkan(readme.read_text(encoding="utf-8")), encoding="utf-8")
