"""Where the mail account's settings and its secret come from."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from asn_kompetensi.cli import kirim_konfig
from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas, SalahPakai
from asn_kompetensi.domain.konfig_surel import baca_konfig

ISI = 'server = "surel.kota.go.id"\ndari = "a@kota.go.id"\ndomain_boleh = ["kota.go.id"]\n'
AKUN = baca_konfig({"server": "s.id", "dari": "a@kota.go.id", "domain_boleh": ["kota.go.id"], "pengguna": "siti"})


@pytest.fixture(autouse=True)
def _sendiri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kirim_konfig, "letak", lambda: tmp_path / "asn-kompetensi" / "surel.toml")
    monkeypatch.delenv(kirim_konfig.RAHASIA, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_the_usual_place_may_be_empty(tmp_path: Path) -> None:
    assert kirim_konfig.baca_akun(None) is None
    with pytest.raises(SalahPakai, match="akun surel belum diatur"):
        kirim_konfig.wajib_akun(None)
    (tmp_path / "asn-kompetensi").mkdir()
    (tmp_path / "asn-kompetensi" / "surel.toml").write_text(ISI, encoding="utf-8")
    assert kirim_konfig.wajib_akun(None).server == "surel.kota.go.id"


@pytest.mark.parametrize("isi", [b"sandi = rahasia-sekali", b"\xff\xfe", b'server = "rahasia-sekali'])
def test_what_is_no_toml_is_not_recited(tmp_path: Path, isi: bytes) -> None:
    berkas = tmp_path / "a.toml"
    berkas.write_bytes(isi)
    with pytest.raises(DataDitolak) as salah:
        kirim_konfig.baca_akun(berkas)
    assert "rahasia-sekali" not in salah.value.pesan + salah.value.petunjuk
    assert salah.value.__cause__ is None


def test_a_named_file_or_authority_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(GalatBerkas, match="tidak dapat dibaca"):
        kirim_konfig.baca_akun(tmp_path / "tiada.toml")
    (tmp_path / "a.toml").write_text(f'{ISI}ca = "{tmp_path}/tiada.pem"\n', encoding="utf-8")
    with pytest.raises(GalatBerkas, match=r"tiada\.pem"):
        kirim_konfig.baca_akun(tmp_path / "a.toml")


def _keyring(kerja: Any) -> Any:
    return SimpleNamespace(get_password=kerja)


def test_the_secret_from_the_environment_else_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SalahPakai, match="sandi akun siti tidak ditemukan"):
        kirim_konfig.rahasia(AKUN)
    monkeypatch.setitem(sys.modules, "keyring", _keyring(lambda *kata: f"dari {' '.join(kata)}"))
    assert kirim_konfig.rahasia(AKUN) == "dari asn-kompetensi siti"
    monkeypatch.setenv(kirim_konfig.RAHASIA, "dari lingkungan")
    assert kirim_konfig.rahasia(AKUN) == "dari lingkungan"
    tanpa = baca_konfig({"server": "s.id", "dari": "a@kota.go.id", "domain_boleh": ["kota.go.id"]})
    assert kirim_konfig.rahasia(tanpa) is None


def test_a_keyring_that_is_locked_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def terkunci(*_: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.setitem(sys.modules, "keyring", _keyring(terkunci))
    with pytest.raises(SalahPakai) as salah:
        kirim_konfig.rahasia(AKUN)
    assert "keyring set asn-kompetensi siti" in salah.value.petunjuk
