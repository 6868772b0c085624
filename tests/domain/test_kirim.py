"""Who a letter may go to, and when an answer is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kirim import (
    Kiriman,
    alamat_tunggal,
    baca_domain,
    baca_pasti,
    boleh_dikirimi,
    perlu_diingatkan,
)

SURAT = Kiriman(
    1, "2025", 1, "DINKES", "Dinas Kesehatan", "a@kota.go.id", "a@kota.go.id", "dinkes-2025.xlsx", "0" * 64, "1" * 64,
    "2" * 64, "<a@b>", False, 2, "terkirim", "2026-01-10T00:00:00Z", None, "2026-01-12T01:00:00Z", "250", None, None,
)  # fmt: skip


@pytest.mark.parametrize(
    "alamat",
    [
        "", "a", "a@b", "a@b,c@d.id", "a@kota.go.id,b@kota.go.id", "a@kota.go.id;b@kota.go.id", "a@kota.go.id\n",
        "a@kota.go.id\r\nBcc: x@y.id", "Kadis <a@kota.go.id>", '"a b"@kota.go.id', "a(b)@kota.go.id",
        "a@[127.0.0.1]", "a@kota..go.id", ".a@kota.go.id", "a.@kota.go.id", "a..b@kota.go.id", "a%x.id@kota.go.id",
        "x.id!a@kota.go.id", "@x.id:a@kota.go.id", "grup:a@kota.go.id;", "a@kota.go.id ", " a@kota.go.id",
        "ä@kota.go.id", "a@kota.gö.id", "a@-kota.go.id", "a@kota-.go.id", "a@kota.go.1d2-", "a@@kota.go.id",
        "a@kota.go.id@x.id", f"{'a' * 65}@kota.go.id", f"a@{'b' * 64}.go.id", "a@\u200bkota.go.id", "a\x00@kota.go.id",
    ],
)  # fmt: skip
def test_not_one_plain_address(alamat: str) -> None:
    with pytest.raises(ValueError, match="bukan satu alamat"):
        alamat_tunggal(alamat)


@pytest.mark.parametrize("alamat", ["a@b.id", "kadis.dpmptsp_naker+1@Kota.Go.ID", "o'neil-2@a-b.c1.co.id"])
def test_plain_addresses(alamat: str) -> None:
    assert alamat_tunggal(alamat) == alamat.partition("@")[2].lower()


@given(st.text(max_size=40))
def test_whatever_passes_is_one_word_with_one_at(teks: str) -> None:
    try:
        domain = alamat_tunggal(teks)
    except ValueError:
        return
    assert teks.count("@") == 1
    assert teks.isascii()
    assert not set(teks) & set(' \t\r\n,;:<>()[]"\\%!')
    assert teks.lower().endswith(f"@{domain}")


@pytest.mark.parametrize(
    ("alamat", "boleh"),
    [
        ("a@kota.go.id", True),
        ("a@DINKES.Kota.go.id", True),
        ("a@jahatkota.go.id", False),
        ("a@kota.go.id.jahat.com", False),
        ("a@go.id", False),
        ("kota.go.id@jahat.com", False),
    ],
)
def test_allowed_domains(alamat: str, boleh: bool) -> None:
    assert boleh_dikirimi(alamat, ["lain.id", "kota.go.id"]) is boleh
    assert not boleh_dikirimi(alamat, [])


def test_domains() -> None:
    assert baca_domain(" Sawahlunto.GO.id ") == "sawahlunto.go.id"
    for salah in ("", "id", "*.go.id", "@kota.go.id", ".go.id", "kota go.id", "a" * 64 + ".id", "a." * 127 + "id"):
        with pytest.raises(ValueError, match="tidak sah"):
            baca_domain(salah)


def test_a_reminder_is_due_after_the_days_not_on_them() -> None:
    assert not perlu_diingatkan(SURAT, date(2026, 1, 26), 14)
    assert perlu_diingatkan(SURAT, date(2026, 1, 27), 14)
    assert perlu_diingatkan(SURAT, date(2026, 1, 14), 1)
    lama = replace(SURAT, batas=date(2026, 3, 31))
    assert (perlu_diingatkan(lama, date(2026, 3, 31), 14), perlu_diingatkan(lama, date(2026, 4, 1), 14)) == (
        False,
        True,
    )
    assert not perlu_diingatkan(replace(SURAT, batas=date(2025, 1, 1)), date(2026, 1, 26), 14)
    for lain in ({"dijawab": date(2026, 1, 13)}, {"status": "mungkin_terkirim"}, {"dikirim": None}):
        assert not perlu_diingatkan(replace(SURAT, **lain), date(2026, 6, 1), 14)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("DINKES=terkirim", ("DINKES", "terkirim", "")),
        (" dinas = kesehatan = Belum ", ("dinas = kesehatan", "belum", "")),
        ("X=dijawab:2026-01-20", ("X", "dijawab", "2026-01-20")),
    ],
)
def test_what_is_settled(teks: str, hasil: tuple[str, str, str]) -> None:
    assert baca_pasti(teks) == hasil


@pytest.mark.parametrize("teks", ["", "X", "=terkirim", "X=", "X=sampai", "X=terkirim:2026-01-20", "X:terkirim"])
def test_what_settles_nothing(teks: str) -> None:
    with pytest.raises(ValueError, match="harus KODE=terkirim"):
        baca_pasti(teks)
