"""Which database, who acts, and the two doors as the commands use them."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.cli import sinyal
from asn_kompetensi.cli.pesan import bungkus, samarkan
from asn_kompetensi.domain.galat import BasisDataBermasalah, GalatASN, GalatBerkas
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu, PintuTulis


def lokasi(db: Path | None) -> Path:
    """`--db`, else `ASN_DB`, else `kompetensi.db` in the per-user data folder."""
    if db is not None:
        return db
    if os.environ.get("ASN_DB"):
        return Path(os.environ["ASN_DB"])
    from platformdirs import user_data_path

    try:
        return user_data_path("asn-kompetensi", appauthor=False) / "kompetensi.db"
    except RuntimeError as salah:  # no HOME, and a user the system does not know
        raise BasisDataBermasalah(
            "letak basis data tidak diketahui: HOME tidak diatur", "Sebutkan berkasnya dengan --db atau ASN_DB."
        ) from salah


def petugas() -> str:
    """Who acts: `ASN_PETUGAS`, else the user of the operating system."""
    nama = tercetak(os.environ.get("ASN_PETUGAS", "").strip())
    if nama:
        return nama[:200]
    try:
        return tercetak(getpass.getuser())[:200]
    except (OSError, KeyError, ImportError):
        return "tidak dikenal"


def tercetak(teks: str) -> str:
    """Printable text: names from the system may hold bytes that are no text, or controls: neither is kept."""
    from asn_kompetensi.tabular.nilai import bersih  # not at the top: readers have no use for it

    return bersih(os.fsencode(teks).decode("utf-8", "replace"))


def beri_tahu(pesan: str) -> None:
    """One line for the clerk on stderr, NIPs masked; silent under `-q`."""
    if os.environ.get("ASN_DIAM") != "1":
        sys.stderr.write(bungkus(samarkan(pesan), sys.stderr) + "\n")


@contextmanager
def baca(db: Path | None) -> Iterator[Pintu]:
    """Open the database for reading; hints of what is refused name no command that a united file would refuse too."""
    with door.baca(lokasi(db), beri_tahu=beri_tahu) as pintu:
        try:
            yield pintu
        except GalatASN as salah:
            salah.petunjuk = _petunjuk(pintu, salah.petunjuk)
            raise


def _petunjuk(d: Pintu, petunjuk: str) -> str:
    from asn_kompetensi.domain.gabung import di_kotanya  # not at the top: only a refusal needs it
    from asn_kompetensi.services.lingkup import hanya_dibaca

    lain = di_kotanya(petunjuk)
    return lain if lain != petunjuk and hanya_dibaca(d) else petunjuk


@contextmanager
def tulis(db: Path | None, perintah: str, *, berkas: Path | None = None, kering: bool = False) -> Iterator[PintuTulis]:
    """Open the database for one writing command; `perintah` holds no name and no NIP, because it is stored."""
    from asn_kompetensi.services import jam

    try:
        with door.tulis(
            lokasi(db),
            perintah=perintah,
            petugas=petugas(),
            berkas=samarkan(tercetak(berkas.name)) if berkas else None,
            sha256=sidik(berkas) if berkas else None,
            kering=kering,
            beri_tahu=beri_tahu,
            jeda=sinyal.jeda,
        ) as pintu:
            if peringatan := jam.mundur(pintu):
                beri_tahu(peringatan)
            yield pintu
            # A signal waits from here to the end of COMMIT: only then is it known what may be said about it.
            sinyal.tahan()
            akan_disimpan = pintu.berubah and not pintu.batal
        if akan_disimpan:
            sinyal.catat_tersimpan(pintu.lokasi, pintu.jalankan)
    finally:
        sinyal.lepas()


def sidik(berkas: Path) -> str:
    """SHA-256 of a file. Raises `GalatBerkas`."""
    import hashlib  # not at the top: only an import of a file needs it

    try:
        with berkas.open("rb") as isi:
            return hashlib.file_digest(isi, "sha256").hexdigest()
    except OSError as salah:
        raise GalatBerkas(f"{berkas} tidak dapat dibaca: {sebab(salah)}", "Periksa nama dan izinnya.") from salah
