"""Settings of the mail account: what is filled in, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from asn_kompetensi.domain.konfig_surel import KonfigSurel, baca_konfig

SEDIKIT = {"server": "surel.kota.go.id", "dari": "a@kota.go.id", "domain_boleh": ["Kota.go.id"]}


def test_the_least_is_secure() -> None:
    assert baca_konfig(SEDIKIT) == KonfigSurel(
        "surel.kota.go.id", 587, "starttls", None, "a@kota.go.id", "", None, ("kota.go.id",), 0, 60, None
    )
    assert baca_konfig({**SEDIKIT, "keamanan": "tls"}).port == 465
    assert baca_konfig({**SEDIKIT, "keamanan": "tanpa", "server": "LOCALHOST"}).port == 25


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"sandi": "rahasia-sekali"}, "'sandi' tidak boleh"),
        ({"Password": "rahasia-sekali"}, "'Password' tidak boleh"),
        ({"port": "587"}, "port harus"),
        ({"port": True}, "port harus"),
        ({"port": 70000}, "port harus"),
        ({"port": 25.0}, "port harus"),
        ({"keamanan": "ssl"}, "keamanan harus"),
        ({"keamanan": "tanpa"}, "hanya untuk server di komputer ini"),
        ({"server": ""}, "server wajib"),
        ({"server": "a\nb"}, "server wajib"),
        ({"dari": "Kantor <a@kota.go.id>"}, "dari .* bukan satu alamat"),
        ({"balas_ke": "a@kota.go.id, b@kota.go.id"}, "balas_ke .* bukan satu alamat"),
        ({"domain_boleh": []}, "domain_boleh wajib"),
        ({"domain_boleh": "kota.go.id"}, "domain_boleh wajib"),
        ({"domain_boleh": ["*"]}, "domain .* tidak sah"),
        ({"jeda": -1}, "jeda harus"),
        ({"batas_waktu": 0}, "batas_waktu harus"),
        ({"pengguna": 5}, "pengguna wajib"),
        ({"lain": 1}, "'lain' tidak dikenal"),
    ],
)
def test_refusals(lain: dict[str, Any], pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan) as salah:
        baca_konfig({**SEDIKIT, **lain})
    assert "rahasia-sekali" not in str(salah.value)


@pytest.mark.parametrize("kunci", SEDIKIT)
def test_what_must_be_there(kunci: str) -> None:
    with pytest.raises(ValueError, match=kunci):
        baca_konfig({nama: isi for nama, isi in SEDIKIT.items() if nama != kunci})
