"""The mail account as the commands use it: settings from a file, the secret from the environment or the keyring."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas, SalahPakai
from asn_kompetensi.domain.konfig_surel import KonfigSurel, baca_konfig
from asn_kompetensi.domain.sistem import sebab

RAHASIA = "ASN_SMTP_SANDI"
LAYANAN = "asn-kompetensi"  # how the entry in the keyring is called


def letak() -> Path | None:
    """Where the settings are when no file is named; None where the system has no such folder."""
    from platformdirs import user_config_path

    try:
        return user_config_path("asn-kompetensi", appauthor=False) / "surel.toml"
    except RuntimeError:  # no HOME, and a user the system does not know
        return None


def baca_akun(berkas: Path | None) -> KonfigSurel | None:
    """The settings in `berkas`, else in the usual place; None when nothing is there and no file was named.

    Raises `GalatBerkas` for a named file that cannot be read, `DataDitolak` for one that says something else.
    """
    tempat = berkas or letak()
    try:
        if tempat is None or (berkas is None and not tempat.is_file()):
            return None
        isi = tomllib.loads(tempat.read_bytes().decode("utf-8"))
    except OSError as salah:
        raise GalatBerkas(f"{tempat} tidak dapat dibaca: {sebab(salah)}", "Periksa nama dan izinnya.") from salah
    except ValueError:  # not its text: a secret may stand in the broken line. UnicodeDecodeError is one too
        raise DataDitolak(f"{tempat} bukan berkas TOML yang sah", "Contohnya ada di README, bagian Mengirim.") from None
    try:
        konfig = baca_konfig(isi)
    except ValueError as salah:
        raise DataDitolak(f"{tempat}: {salah}", "Contohnya ada di README, bagian Mengirim.") from salah
    if konfig.ca and not Path(konfig.ca).is_file():
        raise GalatBerkas(f"{tempat}: berkas ca {konfig.ca} tidak ada", "Sebutkan letaknya dengan lengkap.")
    return konfig


def wajib_akun(berkas: Path | None) -> KonfigSurel:
    """As `baca_akun`; raises `SalahPakai` when there are no settings at all."""
    konfig = baca_akun(berkas)
    if konfig is None:
        raise SalahPakai(
            "akun surel belum diatur",
            f"Tulis {letak() or 'surel.toml'} seperti contoh di README, atau --konfig BERKAS.",
        )
    return konfig


def rahasia(konfig: KonfigSurel) -> str | None:
    """The account's password; None where the server asks for none. Raises `SalahPakai` when it is nowhere."""
    if konfig.pengguna is None:
        return None
    if sandi := os.environ.get(RAHASIA) or _dari_keyring(konfig.pengguna):
        return sandi
    raise SalahPakai(
        f"sandi akun {konfig.pengguna} tidak ditemukan",
        f"Isi {RAHASIA}, atau simpan di keyring: keyring set {LAYANAN} {konfig.pengguna}",
    )


def _dari_keyring(pengguna: str) -> str | None:
    try:
        import keyring
    except ImportError:  # the optional extra `surel`
        return None
    try:
        sandi: str | None = keyring.get_password(LAYANAN, pengguna)
    except Exception:  # every backend has errors of its own: a locked or missing one is the same as no entry
        return None
    return sandi
