"""R43: not a byte of another agency's person in any part of a workbook, and its figures recounted by other means."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from asn_kompetensi.domain.nip import cetak_nip
from asn_kompetensi.services import laporan
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.tabular.buku.opd import buku_opd
from asn_kompetensi.tabular.simpan import simpan_buku
from tests.services import kota_gap
from tests.store.alat import buka

RAHASIA = ("menolak", "mangkir", "keengganan", "disiplin", "potensi", "hukuman", "beban tugas rahasia")


def _token(ke: int) -> str:
    return f"Nama{ke:04d}Rekaan"


def _isi_lain(d: Pintu, acak: Random, orang: int) -> None:
    """Everything else that speaks of people: programmes, a class of all agencies, hours, reluctance, an assessor."""
    d.kon.execute("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (1, 'P1', 'Program Satu', 8, 24)")
    d.kon.execute("INSERT INTO pelatihan_sasaran VALUES (1, 1, 500)")
    d.kon.executemany(
        "INSERT INTO kelas (id, kode, pelatihan_id, mulai, selesai, kuota, terbuka) VALUES (?, ?, 1, ?, ?, ?, 1)",
        [(1, "K1", "2090-01-05", "2090-01-07", 2), (2, "K2", "2090-02-05", "2090-02-07", None)],
    )
    for nomor in range(1, orang + 1):
        if acak.random() < 0.5:
            d.kon.execute(
                "INSERT INTO peserta (kelas_id, nomor, pegawai_id, jawaban, alasan) VALUES (1, ?, ?, ?, ?)",
                (nomor, nomor, acak.choice((None, "bersedia", "menolak")), "beban tugas rahasia"),
            )
        d.kon.execute(
            "INSERT INTO keengganan (pegawai_id, kelas_id, tanggal, jenis, sebab, catatan) VALUES (?, 1, ?, ?, ?, ?)",
            (nomor, "2015-06-01", "menolak", "beban_tugas", f"{_token(nomor)} menolak"),
        )
        tahun = acak.randint(2014, 2026)
        d.kon.execute(
            """INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp, jp_diakui)
               VALUES (?, ?, ?, 9, ?, 1000, ?)""",
            (nomor, f"Seminar {_token(nomor)}", f"s{nomor}", tahun, acak.choice((400, 2000))),
        )


def _bagian(berkas: Path) -> str:
    with zipfile.ZipFile(berkas) as arsip:
        return "\n".join(f"{nama}\n{arsip.read(nama).decode('utf-8')}" for nama in arsip.namelist())


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(n, marks=pytest.mark.lama) for n in range(4, 200))])
def test_own_people_only_in_every_part(basis: Path, tmp_path: Path, seed: int) -> None:
    kota = kota_gap.acak(seed)
    kota.pegawai = [(nip, _token(ke), *sisa) for ke, (nip, _, *sisa) in enumerate(kota.pegawai, 1)]  # type: ignore[misc]
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
        _isi_lain(d, Random(seed), len(kota.pegawai))
    periode = max(kota.periode, key=lambda p: (p.selesai, p.kode))
    milik: dict[str, dict[str, list[kota_gap.Baris]]] = defaultdict(lambda: defaultdict(list))
    for baris in kota_gap.daftar(kota, periode):
        milik[baris[1]][baris[2]].append(baris)
    nama = {nip: isi for nip, isi, *_ in kota.pegawai}
    with door.baca(basis) as d:
        semua = laporan.siapkan(d, periode.kode)
    assert {data.opd for data in semua} == set(milik)
    for data in semua:
        berkas = tmp_path / "a.xlsx"
        simpan_buku(buku_opd(data), berkas, timpa=True, tanggal=data.tanggal_surat)
        isi, sendiri = _bagian(berkas), milik[data.opd]
        assert {nip for nip in nama if nip in isi or cetak_nip(nip) in isi} == set(sendiri)
        assert set(re.findall(r"Nama\d{4}Rekaan", isi)) == {nama[nip] for nip in sendiri}
        assert not [kata for kata in RAHASIA if kata in isi.lower()]
        _hitung_ulang(berkas, sendiri)


def _hitung_ulang(berkas: Path, sendiri: dict[str, list[kota_gap.Baris]]) -> None:
    """People, assessed, below: from the answer worked out without the program."""
    lembar = load_workbook(berkas)
    orang = {nip: [b[14] for b in baris] for nip, baris in sendiri.items()}
    di_bawah = {nip: status.count("di_bawah") for nip, status in orang.items()}
    dinilai = sum(any(s in ("di_bawah", "memenuhi") for s in status) for status in orang.values())
    if "Matriks" in lembar.sheetnames:
        baris = list(lembar["Matriks"].iter_rows(min_row=5, values_only=True))
        assert {b[1]: b[-2] or 0 for b in baris} == di_bawah
    jumlah = sum(di_bawah.values())
    for nama in ("Prioritas", "Pelatihan"):
        assert (nama in lembar.sheetnames) == bool(jumlah)
    if jumlah:
        assert lembar["Prioritas"].max_row - 4 == jumlah
        tabel = lembar["Pelatihan"].tables["Peserta"].ref
        awal, akhir = (int(re.sub(r"\D", "", satu)) for satu in tabel.split(":"))
        assert akhir - awal == jumlah
    nilai = {c.value for b in lembar["Ringkasan"].iter_rows() for c in b}
    assert len(orang) in nilai
    assert f"{dinilai} orang" in nilai
    if dinilai:
        assert sum(banyak > 0 for banyak in di_bawah.values()) in nilai
    if "Tren" in lembar.sheetnames:
        *_, terakhir = lembar["Tren"].iter_rows(min_row=5, max_col=5, values_only=True)
        assert terakhir[2:4] == (len(orang), dinilai)
