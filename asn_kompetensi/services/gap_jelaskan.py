"""Where one number of the gap comes from: every score with its run, file and cell, the standard, the placement."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.gap_rumus import Bahan, Pemilik, asal_capaian, cetak, kedaluwarsa_sejak, rumus, sebab_lewat
from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.domain.sumber import cara_berlaku, paling_lama
from asn_kompetensi.services import gap, keadaan
from asn_kompetensi.services.gap import Pasangan
from asn_kompetensi.services.gap_bagian import Bagian, bagian
from asn_kompetensi.services.gap_jelaskan_baris import Tanya, cari
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import asal as asal_sql
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import gap_asal as sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries.gap import Saringan

KEBIJAKAN: Final = ("bobot_sumber", "masa_berlaku_nilai", "batas_gap_rendah", "batas_gap_sedang")
GABUNGAN: Final = "berkas gabungan: angkanya menurut berkas kotanya waktu digabung; asal lengkapnya ada di sana"
# Of two cities' scores in the same place a united file keeps one; {} is the agency whose number it is.
HILANG: Final = "{}: asal angka ini mungkin hanya ada di berkas kotanya; di gabungan tempatnya diisi nilai kota lain"
RAGU: Final = "{}: dari periode itu ada juga nilai kota lain; bila berkas kotanya punya lebih banyak, itulah asalnya"
TAK_PASTI: Final = "dihitung atau tidak, berkas kotanya yang tahu"
_HARI_NOL = date(1970, 1, 1)


def jelaskan(d: Pintu, nip: str, kompetensi: str, periode: str) -> dict[str, Any]:
    """The row of `gap daftar` and `status_periode, rumus, standar_asal, penempatan, nilai, kebijakan, kini, kabar`.

    In a united file a person may serve several cities: `di_kota_lain` holds as much of every further row, [] where
    there is none. Raises `TidakDitemukan` for an unknown person, competency or period, for someone who is not in the
    period, and for a competency that no job of his requires.
    """
    nomor, kode, _, selesai, status = gap.cari_periode(d, periode)
    orang = wajib_ada(d, nip)
    t = Tanya(nomor, kode, selesai.isoformat(), status, orang, gabung.gabungan(d.kon))
    pertama, *lain = (_satu(d, t, *satu) for satu in cari(d, t, kompetensi, nip))
    return {**pertama, "di_kota_lain": lain}


def _satu(d: Pintu, t: Tanya, baris: dict[str, Any], satu: Pasangan, kompetensi_id: int) -> dict[str, Any]:
    """One row with everything that it was made of."""
    # In a united file someone may be placed, and scored, in two cities: what counts is that of the row.
    di = satu.opd_id if t.gabungan else None
    (kota,) = gabung.nomor_kota(d.kon, [satu.opd_id]) if t.gabungan else [None]
    tempat = sql.penempatan(d.kon, t.orang, t.akhir, di)
    kebijakan = _kebijakan(d, t.periode_id, t.akhir, di)
    semua = sql.skor(d.kon, t.periode_id, t.orang, kompetensi_id, t.akhir)
    skor = [ini for ini in semua if kota in (None, ini.asal.jalankan)]
    bagian_nilai = bagian(d, t.periode_id, t.orang, kompetensi_id, di)
    asing = {ini.sumber for ini in semua if ini not in skor and ini.periode == baris["periode_nilai"]}
    ragu = bool(asing) and _dapat_berbeda(skor, asing, baris["periode_nilai"], kebijakan)
    hilang = ragu and not _membentuk(bagian_nilai, satu)
    if hilang:  # which of the rest counted is not known
        bagian_nilai = []
    sebab = partial(_sebab, t, _dipakai(d, baris, t.periode_id, bagian_nilai))
    hasil = {
        **baris,
        "status_periode": t.status,
        "rumus": _rumus(baris, bagian_nilai, skor, kebijakan, t.akhir),
        "standar_asal": _standar(d, tempat.jabatan_id if tempat else satu.jabatan_id, kompetensi_id, t.akhir),
        "penempatan": _penempatan(d, tempat),
        "nilai": [
            _nilai(d, t.orang, kompetensi_id, ini, bagian_nilai, (lambda _: TAK_PASTI) if hilang else sebab)
            for ini in skor
        ],
        "kebijakan": kebijakan,
        "kini": None,
        "kabar": gap.kabar(d, Saringan(t.periode_id, opd_sql.opd_mereka(d.kon, t.periode_id, [t.orang]))),
    }
    if t.gabungan:
        hasil["kabar"] += [GABUNGAN, *([(HILANG if hilang else RAGU).format(baris["opd"])] if ragu else [])]
    elif t.status == "tertutup":
        _bandingkan(d, hasil, (t.periode_id, t.orang, kompetensi_id), t.kode)
    return hasil


def _dapat_berbeda(
    skor: Sequence[sql.Skor], asing: Collection[str], periode: str, kebijakan: Sequence[dict[str, str]]
) -> bool:
    """Whether a score of these sources would count beside the city's own of a period.

    A united file keeps one score of a person, competency, period and source: where another city's stands there may
    have been one of this city.
    """
    cara = cara_berlaku(next(satu["nilai"] for satu in kebijakan if satu["kunci"] == "bobot_sumber"))
    berat = cara.berat([*(satu.sumber for satu in skor if satu.periode == periode), *asing])
    return any(berat[satu] for satu in asing)


def _membentuk(semua: Sequence[Bagian], satu: Pasangan) -> bool:
    """Whether these scores make the level of the row."""
    dihitung = [(Fraction(ini.nilai), Fraction(ini.bobot)) for ini in semua if ini.dihitung]
    if satu.capaian is None or not dihitung:
        return False
    return sum(nilai * bobot for nilai, bobot in dihitung) == satu.capaian * sum(bobot for _, bobot in dihitung)


def _kebijakan(d: Pintu, periode_id: int, akhir: str, opd_id: int | None) -> list[dict[str, str]]:
    berlaku = keadaan.kebijakan(d, periode_id, akhir, None if opd_id is None else [opd_id])
    return [
        {"kunci": k, "nilai": isi[0], "dasar": isi[1], "keterangan": isi[2]}
        for k in KEBIJAKAN
        for isi in [berlaku.get(k, (nilai_bawaan(k), "bawaan program", ""))]
    ]


def _rumus(
    baris: dict[str, Any],
    semua: Sequence[Bagian],
    skor: Sequence[sql.Skor],
    kebijakan: Sequence[dict[str, str]],
    akhir: str,
) -> str:
    """The number in a sentence, or why there is none."""
    status = baris["status"]
    if status == "tanpa_standar":
        return f"jabatan {baris['nama_jabatan']} belum punya standar yang berlaku pada {akhir}"
    if status == "belum_dinilai":
        lain = f"; {semua[0].sebab}" if semua and semua[0].sebab else ""
        return f"belum ada nilai {baris['kompetensi']} yang dihitung sampai {akhir}{lain}"
    if status == "kedaluwarsa":
        bulan = int(next(satu["nilai"] for satu in kebijakan if satu["kunci"] == "masa_berlaku_nilai"))
        hari_akhir = {satu.periode: satu.akhir for satu in skor}
        termuda = max((_tanggal(satu) or satu.akhir for satu in skor), default="")
        return _usang([(s.tanggal or hari_akhir[s.periode], s) for s in semua if s.bobot], bulan, akhir, termuda)
    hasil = rumus(baris["standar"], baris["capaian"], baris["kategori"])
    bahan = [Bahan(satu.sumber, satu.nilai, satu.bobot) for satu in semua if satu.dihitung]
    return f"{hasil}; {asal_capaian(bahan, baris['periode_nilai'])}" if bahan else hasil


def _usang(semua: Sequence[tuple[str, Bagian]], bulan: int, akhir: str, termuda: str) -> str:
    """Which score, by the day it counts from, was the newest, and since when it is too old.

    `termuda` is the newest day of all scores: it may be in another period, which ends on the same day or before.
    """
    if not semua:  # a closed period whose score has changed since
        return f"nilai terakhirnya lebih tua dari {bulan} bulan pada {akhir}"
    hari, satu = max(semua, key=lambda pasang: pasang[0])
    yang = "terakhir" if hari == termuda else "yang dipakai,"
    tanggal = f"tertanggal {hari}" if satu.tanggal else f"tanpa tanggal, dihitung dari {hari}"
    sejak = kedaluwarsa_sejak(date.fromisoformat(hari), bulan, paling_lama)
    return (
        f"nilai {yang} {satu.sumber} {cetak(satu.nilai)} periode {satu.periode}, {tanggal}, berlaku {bulan} bulan: "
        f"kedaluwarsa sejak {sejak}"
    )


def _jalankan(satu: sql.Jalankan | None) -> dict[str, Any]:
    """The fields of a run, all of them null where none was noted."""
    return dict.fromkeys(sql.Jalankan._fields) if satu is None else satu._asdict()


def _standar(d: Pintu, jabatan_id: int | None, kompetensi_id: int, akhir: str) -> dict[str, Any] | None:
    isi = sql.standar(d.kon, jabatan_id, kompetensi_id, akhir) if jabatan_id is not None else None
    if isi is None:
        return None
    return {
        "level": cetak_level(isi.ratus), "tingkat": isi.tingkat, "dasar": isi.dasar, "mulai": isi.mulai,
        "selesai": isi.selesai, **_jalankan(sql.penulis(d.kon, "standar", isi.id)),
    }  # fmt: skip


def _penempatan(d: Pintu, tempat: sql.Penempatan | None) -> dict[str, Any] | None:
    if tempat is None:
        return None
    isi = {k: v for k, v in tempat._asdict().items() if k not in ("id", "jabatan_id")}
    return {**isi, **_jalankan(sql.penulis(d.kon, "penempatan", tempat.id))}


def _dipakai(d: Pintu, baris: dict[str, Any], periode_id: int, semua: Sequence[Bagian]) -> Pemilik | None:
    """The period whose scores are looked at: the one the row names, else that of the parts with weight."""
    kode = baris["periode_nilai"] or next((satu.periode for satu in semua if satu.bobot), None)
    if kode is None:
        return None
    nomor, ini, _, selesai, _ = gap.cari_periode(d, kode)
    return Pemilik(selesai.isoformat(), nomor == periode_id, nomor, ini)


def _sebab(t: Tanya, dipakai: Pemilik | None, satu: sql.Skor) -> str:
    """Why a score does not count that is no part of what the level is made of.

    A united file numbers its periods anew, and all are closed: which was opened last, and what came late, is not known.
    """
    ini = Pemilik(satu.akhir, satu.periode_id == t.periode_id, satu.periode_id, satu.periode)
    if t.gabungan and (dipakai is None or ini.akhir > dipakai.akhir):
        return TAK_PASTI
    if t.gabungan and dipakai is not None and ini.akhir == dipakai.akhir and not dipakai.ditanya:
        return f"dipakai nilai periode {dipakai.kode}, yang berakhir pada hari yang sama"
    return sebab_lewat(ini, dipakai)


def _tanggal(satu: sql.Skor) -> str | None:
    return None if satu.hari is None else (_HARI_NOL + timedelta(days=satu.hari)).isoformat()


def _nilai(
    d: Pintu,
    orang: int,
    kompetensi_id: int,
    skor: sql.Skor,
    bagian_nilai: Sequence[Bagian],
    sebab: Callable[[sql.Skor], str],
) -> dict[str, Any]:
    """One score: whether and how it counts, who gave it, and its run with the place in its file.

    `sebab` says why one does not that is none of the parts.
    """
    satu = next((b for b in bagian_nilai if (b.periode, b.sumber) == (skor.periode, skor.sumber)), None)
    letak = asal_sql.satu(d.kon, skor.asal.jalankan, orang, skor.periode_id, skor.sumber_id, kompetensi_id)
    lembar, nomor, kolom = letak or (None, None, None)
    return {
        "periode": skor.periode,
        "sumber": skor.sumber,
        "nilai": cetak_level(skor.ratus),
        "tanggal": _tanggal(skor),
        "penilai": skor.penilai,
        "nama_penilai": skor.nama_penilai,
        "bukti": skor.bukti,
        "bobot": satu.bobot if satu else None,
        "dihitung": satu.dihitung if satu else False,
        "sebab": satu.sebab if satu else sebab(skor),
        **_jalankan(skor.asal),
        "lembar": lembar,
        "baris": nomor,
        "kolom": kolom,
        "sel": f"{kolom}{nomor}" if letak else None,
    }


def _bandingkan(d: Pintu, hasil: dict[str, Any], kunci: tuple[int, int, int], kode: str) -> None:
    """Note what today's inputs would give in place of a frozen number, where that is another one."""
    hasil["kabar"].append(f"periode {kode} sudah ditutup; angkanya yang dibekukan saat itu")
    isi = sql.kini(d.kon, *kunci)
    if isi is None:
        if hasil["status"] != "tanpa_standar":
            hasil["kabar"].append("masukan hari ini tidak lagi memuat pasangan ini: jabatan atau standarnya berubah")
        return
    opd, jabatan, standar, capaian, penyebut, status, periode_nilai = isi
    kini = {
        "opd": opd, "jabatan": jabatan, "standar": _level(standar, penyebut), "capaian": _level(capaian, penyebut),
        "status": status, "periode_nilai": periode_nilai,
    }  # fmt: skip
    beda = [satu for satu in kini if kini[satu] != hasil[satu]]
    if beda:
        hasil["kini"] = kini
        rinci = ", ".join(
            f"{satu.replace('_', ' ')} {_sebut(kini[satu])} (dibekukan {_sebut(hasil[satu])})" for satu in beda
        )
        hasil["kabar"].append(f"masukan hari ini tidak lagi memberi angka itu: {rinci}")


def _level(pembilang: int | None, penyebut: int) -> Decimal | None:
    return None if pembilang is None else gap.level(Fraction(pembilang, penyebut), 1)


def _sebut(nilai: object) -> str:
    return "kosong" if nilai is None else cetak(nilai) if isinstance(nilai, Decimal) else str(nilai).replace("_", " ")
