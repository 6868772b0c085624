"""Where one number of the gap comes from: every score with its run, file and cell, the standard, the placement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain.acuan import nilai_bawaan
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.gap_rumus import Bahan, asal_capaian, cetak, kedaluwarsa_sejak, rumus
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.level import cetak_level
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.domain.sumber import paling_lama
from asn_kompetensi.services import gap, keadaan
from asn_kompetensi.services.gap_bagian import Bagian, bagian
from asn_kompetensi.services.kamus import kompetensi_kamus, opd_kamus
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import asal as asal_sql
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import gap_asal as sql
from asn_kompetensi.store.queries import pegawai as pegawai_sql
from asn_kompetensi.store.queries.gap import Saringan

KEBIJAKAN: Final = ("bobot_sumber", "masa_berlaku_nilai", "batas_gap_rendah", "batas_gap_sedang")
GABUNGAN: Final = "berkas gabungan: angkanya menurut berkas kotanya waktu digabung; asal lengkapnya ada di sana"
LEBIH_BARU: Final = "ada nilai dari periode yang lebih baru"
_HARI_NOL = date(1970, 1, 1)


def jelaskan(d: Pintu, nip: str, kompetensi: str, periode: str) -> dict[str, Any]:
    """The row of `gap daftar` and `status_periode, rumus, standar_asal, penempatan, nilai, kebijakan, kini, kabar`.

    Raises `TidakDitemukan` for an unknown person, competency or period, for someone who is not in the period, and for
    a competency that the job does not require.
    """
    nomor, kode, _, selesai, status = gap.cari_periode(d, periode)
    akhir = selesai.isoformat()
    orang, komp = wajib_ada(d, nip), kompetensi_kamus(d).wajib(kompetensi)
    baris = _baris(d, nomor, orang, komp, akhir, nip_sah(nip))
    # In a united file someone may be placed in two cities: the one that the row is of.
    di = opd_kamus(d).wajib(baris["opd"]).id if gabung.gabungan(d.kon) else None
    tempat = sql.penempatan(d.kon, orang, akhir, di)
    kebijakan = _kebijakan(d, nomor, akhir, di)
    bagian_nilai, skor = bagian(d, nomor, orang, komp.id), sql.skor(d.kon, orang, komp.id, akhir)
    hasil = {
        **baris,
        "status_periode": status,
        "rumus": _rumus(baris, bagian_nilai, {satu.periode: satu.akhir for satu in skor}, kebijakan, akhir),
        "standar_asal": _standar(d, tempat.jabatan_id if tempat else None, komp.id, akhir),
        "penempatan": _penempatan(d, tempat),
        "nilai": [_nilai(d, orang, komp.id, satu, bagian_nilai) for satu in skor],
        "kebijakan": kebijakan,
        "kini": None,
        "kabar": gap.kabar(d, Saringan(nomor)),
    }
    if gabung.gabungan(d.kon):
        hasil["kabar"].append(GABUNGAN)
    elif status == "tertutup":
        _bandingkan(d, hasil, (nomor, orang, komp.id), kode)
    return hasil


def _baris(d: Pintu, periode_id: int, orang: int, komp: Entri, akhir: str, nip: str) -> dict[str, Any]:
    """The row of the pair; of a person whose job has no standard that one row, with the competency asked for."""
    semua = [dict(zip(gap.BIDANG, satu, strict=True)) for satu in gap.daftar(d, Saringan(periode_id, pegawai_id=orang))]
    for satu in semua:
        if satu["kompetensi"] == komp.kode:
            return satu
    if not semua:
        gap.pastikan_kota_punya(d, periode_id, orang)
        raise TidakDitemukan(*_tidak_masuk(d, orang, akhir, nip))
    if semua[0]["status"] == "tanpa_standar":
        return {**semua[0], "kompetensi": komp.kode, "nama_kompetensi": sql.nama_kompetensi(d.kon, komp.id)}
    jabatan = semua[0]["jabatan"]
    raise TidakDitemukan(
        f"jabatan {semua[0]['nama_jabatan']} tidak mensyaratkan {komp.kode} pada {akhir}; nilainya tersimpan, tetapi "
        "tidak masuk kesenjangan",
        f"Yang disyaratkan: {', '.join(satu['kompetensi'] for satu in semua)}. Lihat: asn standar daftar --jabatan "
        f"{jabatan}",
    )


def _tidak_masuk(d: Pintu, orang: int, akhir: str, nip: str) -> tuple[str, str]:
    """Why a person is not in a period, and what to do."""
    siapa = f"pegawai {samarkan_nip(nip)}"
    pergi, hari = pegawai_sql.berhenti(d.kon, orang)
    if pergi and (hari is None or hari <= akhir):
        sejak = f"berhenti sejak {hari}" if hari else "sudah berhenti, tanpa tanggal"
        return f"{siapa} {sejak}; tidak masuk periode yang berakhir {akhir}", "Lihat: asn pegawai lihat NIP"
    return (
        f"{siapa} tidak punya jabatan pada {akhir}; tidak masuk periode itu",
        f"Catat dengan: asn pegawai mutasi NIP --opd OPD --jabatan JABATAN --tanggal {akhir}",
    )


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
    hari_akhir: Mapping[str, str],
    kebijakan: Sequence[dict[str, str]],
    akhir: str,
) -> str:
    """The number in a sentence, or why there is none; `hari_akhir` is the last day of each period."""
    status = baris["status"]
    if status == "tanpa_standar":
        return f"jabatan {baris['nama_jabatan']} belum punya standar yang berlaku pada {akhir}"
    if status == "belum_dinilai":
        lain = f"; {semua[0].sebab}" if semua and semua[0].sebab else ""
        return f"belum ada nilai {baris['kompetensi']} yang dihitung sampai {akhir}{lain}"
    if status == "kedaluwarsa":
        bulan = int(next(satu["nilai"] for satu in kebijakan if satu["kunci"] == "masa_berlaku_nilai"))
        return _usang([(s.tanggal or hari_akhir[s.periode], s) for s in semua if s.bobot], bulan, akhir)
    hasil = rumus(baris["standar"], baris["capaian"], baris["kategori"])
    bahan = [Bahan(satu.sumber, satu.nilai, satu.bobot) for satu in semua if satu.dihitung]
    return f"{hasil}; {asal_capaian(bahan, baris['periode_nilai'])}" if bahan else hasil


def _usang(semua: Sequence[tuple[str, Bagian]], bulan: int, akhir: str) -> str:
    """Which score, by the day it counts from, was the newest, and since when it is too old."""
    if not semua:  # a closed period whose score has changed since
        return f"nilai terakhirnya lebih tua dari {bulan} bulan pada {akhir}"
    hari, satu = max(semua, key=lambda pasang: pasang[0])
    tanggal = f"tertanggal {hari}" if satu.tanggal else f"tanpa tanggal, dihitung dari {hari}"
    sejak = kedaluwarsa_sejak(date.fromisoformat(hari), bulan, paling_lama)
    return (
        f"nilai terakhir {satu.sumber} {cetak(satu.nilai)} periode {satu.periode}, {tanggal}, berlaku {bulan} bulan: "
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


def _nilai(d: Pintu, orang: int, kompetensi_id: int, skor: sql.Skor, bagian_nilai: Sequence[Bagian]) -> dict[str, Any]:
    """One score: whether and how it counts, who gave it, and its run with the place in its file."""
    satu = next((b for b in bagian_nilai if (b.periode, b.sumber) == (skor.periode, skor.sumber)), None)
    letak = asal_sql.satu(d.kon, skor.asal.jalankan, orang, skor.periode_id, skor.sumber_id, kompetensi_id)
    lembar, nomor, kolom = letak or (None, None, None)
    return {
        "periode": skor.periode,
        "sumber": skor.sumber,
        "nilai": cetak_level(skor.ratus),
        "tanggal": None if skor.hari is None else (_HARI_NOL + timedelta(days=skor.hari)).isoformat(),
        "penilai": skor.penilai,
        "nama_penilai": skor.nama_penilai,
        "bukti": skor.bukti,
        "bobot": satu.bobot if satu else None,
        "dihitung": satu.dihitung if satu else False,
        "sebab": satu.sebab if satu else LEBIH_BARU,
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
