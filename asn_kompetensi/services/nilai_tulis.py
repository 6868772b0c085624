"""Scores on their way into the database: rows that say the same or contradict each other, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from asn_kompetensi.domain.laporan_impor import Perubahan
from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil
from asn_kompetensi.services.nilai_baris import pahami
from asn_kompetensi.services.nilai_calon import Butiran, Calon, Konteks, Terbaca
from asn_kompetensi.services.penilai import Penilai
from asn_kompetensi.services.penilai import simpan as simpan_penilai
from asn_kompetensi.store.queries import asal as asal_sql
from asn_kompetensi.store.queries import nilai_tampungan as tampungan
from asn_kompetensi.store.queries.nilai import Kunci

PERUBAHAN_DISEBUT: Final = 200  # of those that a sheet changes, old beside new
_BERAT: dict[Hasil, int] = {"sama": 0, "baru": 1, "berubah": 2}


def tandai_ganda(k: Konteks, terbaca: Terbaca) -> set[int]:
    """Rows that speak of the same scores of a person; returns those to skip."""
    if terbaca.polos:
        _angkat(k, terbaca)
    return ganda.tandai(
        [((satu.pegawai_id, tentang), satu) for satu in terbaca.dipahami() for tentang in satu.isi.tentang],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (
            satu.isi.hari,
            satu.isi.bukti,
            satu.isi.penilai and satu.isi.penilai.tanda,
            tuple((b.kompetensi_id, b.ratus) for b in satu.isi.butir),
            satu.baris.ditahan,
        ),
        sebutan=lambda satu: " ".join(filter(None, ("nilai", satu.baris.teks("kompetensi"), "orang yang sama"))),
    )


def _angkat(k: Konteks, terbaca: Terbaca) -> None:
    """Look one by one, too, at the rows that speak of a score of which a row so looked at speaks."""
    nomor = set(tampungan.ambil(k.d.kon, set(_butiran(terbaca.dipahami()).kunci())))
    if nomor:
        terbaca.polos -= len(nomor)
        letak = [ke for ke, satu in enumerate(k.p.isi.nomor) if satu in nomor]
        terbaca.satuan += pahami(k, k.p.baris(letak))
        terbaca.satuan.sort(key=lambda satu: _baris(satu).nomor)


def _baris(satu: Calon | BarisImpor) -> BarisImpor:
    return satu.baris if isinstance(satu, Calon) else satu


def _butiran(semua: Sequence[Calon]) -> Butiran:
    """The scores of some rows, column by column."""
    banyak = [(satu.baris.nomor, satu.pegawai_id, satu.isi, len(satu.isi.butir)) for satu in semua]
    butir = [satu for _, _, isi, _ in banyak for satu in isi.butir]
    return Butiran(
        [nomor for nomor, _, _, n in banyak for _ in range(n)],
        [orang for _, orang, _, n in banyak for _ in range(n)],
        [satu.kompetensi_id for satu in butir],
        [isi.periode[0] for _, _, isi, n in banyak for _ in range(n)],
        [isi.sumber_id for _, _, isi, n in banyak for _ in range(n)],
        [satu.ratus for satu in butir],
        [isi.hari for _, _, isi, n in banyak for _ in range(n)],
        [isi.bukti for _, _, isi, n in banyak for _ in range(n)],
        [isi.penilai for _, _, isi, n in banyak for _ in range(n)],
    )


def simpan(k: Konteks, terbaca: Terbaca, dilewati: set[int], *, sebut: bool) -> None:
    """Write what is new or other, count every row once; `sebut`: tell which levels take the place of others."""
    satuan = _butiran([s for s in terbaca.dipahami() if s.baris.nomor not in dilewati and not s.baris.kunci_ditahan])
    terbaca.tampung(k.d.kon, satuan, sendiri=True)
    timbangan = _timbang(k, terbaca, satuan)
    k.p.hitung(timbangan.polos + Counter({"sama": terbaca.tanpa_nilai}))
    hasil: dict[int, Hasil] = dict.fromkeys(dilewati, "dilewati")
    for nomor, kunci in zip(satuan.nomor, satuan.kunci(), strict=True):
        satu = timbangan.satuan[kunci]
        hasil[nomor] = max(satu, hasil.get(nomor, satu), key=_BERAT.__getitem__)
    for baris in map(_baris, terbaca.satuan):
        k.p.catat(baris, hasil.get(baris.nomor, "sama"))
    if tampungan.banyak(k.d.kon):
        if sebut and timbangan.berganti:
            _sebut_perubahan(k)
        tampungan.simpan(k.d.kon, k.d.jalankan)
        asal_sql.simpan(k.d.kon, k.d.jalankan, k.p.lembar.nama, _huruf(k), lebar=bool(k.kolom))
    simpan_penilai(k.d, [satu[1:] for satu in sorted(timbangan.penilai, key=itemgetter(0))])


class _Timbangan(NamedTuple):
    """What the scores that wait are to the register: those of plain rows counted, the others by their key.

    `penilai` are those who gave scores of which the register does not say so yet, with the row that does.
    """

    polos: Counter[Hasil]
    satuan: dict[Kunci, Hasil]
    penilai: list[tuple[int, Kunci, Penilai]]

    @property
    def berganti(self) -> bool:
        """Whether any is other than the registered one."""
        return bool(self.polos["berubah"]) or "berubah" in self.satuan.values()


def _timbang(k: Konteks, terbaca: Terbaca, satuan: Butiran) -> _Timbangan:
    """Weigh what waits; only what is to be written waits on."""
    sendiri: dict[Kunci, Hasil] = dict.fromkeys(satuan.kunci(), "baru")
    if not terbaca.penilai and not tampungan.ada_terdaftar(k.d.kon):
        return _Timbangan(Counter({"baru": terbaca.polos}), sendiri, [])
    hasil = _Timbangan(Counter(tampungan.hitung(k.d.kon)), dict.fromkeys(sendiri, "sama"), [])
    siapa = list(terbaca.penilai)
    for satu in tampungan.banding(k.d.kon):
        ini: Hasil = satu.hasil
        if satu.penilai is not None and (penilai := siapa[satu.penilai]).tanda != satu.lama:
            hasil.penilai.append((satu.baris, satu.kunci, penilai))
            ini = "berubah" if ini == "sama" else ini
        if satu.kunci in sendiri:
            hasil.satuan[satu.kunci] = ini
        else:
            hasil.polos[ini] += 1
    tampungan.buang_yang_sama(k.d.kon)
    return hasil


def _sebut_perubahan(k: Konteks) -> None:
    semua, pertama = tampungan.berganti(k.d.kon, PERUBAHAN_DISEBUT)
    huruf = dict(_huruf(k))
    k.p.laporan.perubahan += [
        Perubahan(
            k.p.lembar.nama, baris, huruf.get(nomor, huruf.get(0, "")), nip, kode, cetak_level(lama), cetak_level(baru)
        )
        for baris, nip, nomor, kode, lama, baru in pertama
    ]
    k.p.laporan.perubahan_lain = semua - len(pertama)


def _huruf(k: Konteks) -> list[tuple[int, str]]:
    """Competency -> letter of its column; 0 is the one column of scores of a long sheet."""
    lajur = k.p.lembar.lajur
    if not k.kolom:
        return [(0, lajur[k.p.letak["nilai"]].huruf)]
    return [(kompetensi_id, lajur[letak].huruf) for letak, _, kompetensi_id in k.kolom]
