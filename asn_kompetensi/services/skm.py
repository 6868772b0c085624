"""Public satisfaction surveys: a respondent's answers typed, and the index of a unit's waves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import skm as aturan
from asn_kompetensi.domain.bulat import angka, setengah_naik
from asn_kompetensi.domain.gabung import DI_KOTANYA
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.skm import Angka, Ikm
from asn_kompetensi.domain.tanggal import iso
from asn_kompetensi.services import jam, keadaan
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.lingkup import hanya_dibaca
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pegawai import penerima
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import db as db_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import skm as sql
from asn_kompetensi.store.queries.skm import Gelombang

BIDANG: Final = (
    "unit", "gelombang", "responden", "nrr", "ikm", "mutu", "kinerja", "sampel_minimum", "populasi", "cukup",
    "unsur_terendah", "unsur_tertinggi", "bobot", "banyak_unsur", "mulai", "selesai", "perubahan",
)  # fmt: skip


class Hasil(NamedTuple):
    """A wave with its index."""

    gelombang: Gelombang
    responden: int
    ikm: Ikm

    @property
    def minimum(self) -> int | None:
        """The smallest sample; None while nobody has said how many users the service has."""
        return None if self.gelombang.populasi is None else aturan.sampel(self.gelombang.populasi)

    @property
    def cukup(self) -> bool | None:
        """Whether enough users answered."""
        return None if self.minimum is None else self.responden >= self.minimum


class Wadah(NamedTuple):
    """The wave that answers go into."""

    gelombang: Gelombang
    jawaban: dict[int, dict[str, int]]


def wadah(
    d: PintuTulis,
    unit: str,
    kode: str,
    banyak_unsur: int | None,
    *,
    populasi: int | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
) -> Wadah:
    """The wave of a unit, made when it is new, with its population and days as said.

    Days that are not said are those the code names (`2025-1`); what is stored stays. Raises `TidakDitemukan` (unit),
    `DataDitolak`, `Bentrok` when the wave holds answers to the other form, or the unit was merged before.
    """
    opd = opd_kamus(d).wajib(unit)
    rapi = " ".join(kode.split())
    if not 1 <= len(rapi) <= 40 or not rapi.isprintable():
        raise DataDitolak("kode gelombang harus 1 sampai 40 huruf", "Contoh: --gelombang 2025-1")
    if (mulai is None) != (selesai is None):
        raise DataDitolak(
            "--mulai dan --selesai harus disebut keduanya", "Contoh: --mulai 2025-01-06 --selesai 2025-03-28"
        )
    if mulai and selesai and selesai < mulai:
        raise DataDitolak(f"selesai {selesai} mendahului mulai {mulai}", "Periksa kedua tanggalnya.")
    if populasi is not None and not 1 <= populasi <= 10**9:
        raise DataDitolak(
            f"populasi {populasi} harus 1 atau lebih", "Sebutkan banyak pengguna layanan pada gelombang itu."
        )
    lama = sql.cari(d.kon, opd.id, rapi)
    if lama is None:
        sql.buka(d.kon, opd.id, rapi, banyak_unsur or 9)
        lama = sql.cari(d.kon, opd.id, rapi)
        assert lama is not None
        mulai, selesai = (mulai, selesai) if mulai else aturan.rentang(rapi) or (None, None)
    elif banyak_unsur is not None and lama.banyak_unsur != banyak_unsur:
        raise Bentrok(
            f"gelombang {lama.kode} {lama.opd} berisi formulir {lama.banyak_unsur} unsur, bukan {banyak_unsur}",
            "Pakai kode gelombang lain: kedua formulir tidak dapat dijumlahkan.",
        )
    baru = (populasi or lama.populasi, iso(mulai) or lama.mulai, iso(selesai) or lama.selesai)
    if baru != (lama.populasi, lama.mulai, lama.selesai):
        sql.ubah(d.kon, lama.id, *baru)
        lama = lama._replace(populasi=baru[0], mulai=baru[1], selesai=baru[2])
    _pastikan_berdiri(d, lama)
    return Wadah(lama, sql.jawaban(d.kon, lama.id))


def _pastikan_berdiri(d: Pintu, g: Gelombang) -> None:
    """Refuse answers to a merged unit, but for a wave over before the merger: those forms are its own."""
    penerus = opd_sql.penerus(d.kon)
    if g.opd_id not in penerus:
        return
    akhir, ke = opd_sql.satu(d.kon, g.opd_id)[8], opd_sql.satu(d.kon, penerima(penerus, g.opd_id))[0]
    if not (akhir and g.selesai and g.selesai <= akhir):
        raise Bentrok(
            f"{g.opd} sudah digabung ke {ke}{f'; hari terakhirnya {akhir}' if akhir else ''}",
            f"Pakai --unit {ke}. Untuk survei sebelum digabung sebutkan harinya: --mulai dan --selesai.",
        )


def isi(
    d: PintuTulis,
    unit: str,
    kode: str,
    isian: Mapping[str, str],
    *,
    nomor: int | None = None,
    populasi: int | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
) -> dict[str, Any]:
    """Store one paper form, all unsur of it; `-` for a question left open. Without `nomor` it is the next respondent.

    A number that is there is replaced. Raises `DataDitolak` for unknown, missing or impossible answers.
    """
    jawaban: dict[str, int | None] = {}
    for tulisan, nilai in isian.items():
        satu = sah(aturan.baca_unsur, tulisan, f"Pilihannya: {', '.join(aturan.kunci_unsur(9))}.")
        if satu in jawaban:
            raise DataDitolak(f"unsur {satu} disebut dua kali", "Sebutkan sekali saja.")
        try:
            jawaban[satu] = aturan.baca_nilai(nilai)
        except ValueError as salah:
            raise DataDitolak(f"{satu}: {salah}", "Tulis 1, 2, 3, atau 4; - bila tidak dijawab.") from None
    banyak = sah(aturan.bentuk, list(jawaban), f"Formulir 9 unsur: {', '.join(aturan.kunci_unsur(9))}.")
    kurang = [satu for satu in aturan.kunci_unsur(banyak) if satu not in jawaban]
    if kurang:
        raise DataDitolak(f"unsur belum disebut: {', '.join(kurang)}", f"Bila tidak dijawab, tulis {kurang[0]}=-")
    terisi = {satu: nilai for satu, nilai in jawaban.items() if nilai is not None}
    if not terisi:
        raise DataDitolak("tidak ada satu pun jawaban", "Formulir kosong tidak perlu diisikan.")
    if nomor is not None and not 1 <= nomor <= 10**9:
        raise DataDitolak(
            f"nomor responden {nomor} harus 1 atau lebih", "Hapus --nomor untuk memakai nomor berikutnya."
        )
    w = wadah(d, unit, kode, banyak, populasi=populasi, mulai=mulai, selesai=selesai)
    ke = nomor or max(w.jawaban, default=0) + 1
    sebelum = w.jawaban.get(ke)
    if sebelum != terisi:
        sql.ganti(d.kon, w.gelombang.id, {ke: terisi})
    hasil = "baru" if sebelum is None else "sama" if sebelum == terisi else "berubah"
    return {"unit": w.gelombang.opd, "gelombang": w.gelombang.kode, "nomor": ke, "hasil": hasil, "jawaban": jawaban}


def semua(d: Pintu, opd_id: int | None = None) -> list[Hasil]:
    """The waves of a unit, or of all, with their index, by unit and last day; one without answers is left out.

    The weight is the policy of the wave's last day, of today where it has none.
    """
    jumlah: dict[int, dict[str, Angka]] = {}
    for skm_id, unsur, total, banyak in sql.jumlah(d.kon, opd_id):
        jumlah.setdefault(skm_id, {})[unsur] = Angka(total, banyak)
    responden = sql.responden(d.kon, opd_id)
    hari_ini = jam.hari_ini().isoformat()
    bobot: dict[str, str] = {}
    hasil = []
    for satu in sql.semua(d.kon, opd_id):
        if satu.id not in jumlah:
            continue
        pada = satu.selesai or hari_ini
        if pada not in bobot:
            bobot[pada] = keadaan.nilai(db_sql.kebijakan(d.kon, pada), "bobot_skm")
        try:
            ikm = aturan.hitung(satu.banyak_unsur, jumlah[satu.id], bobot[pada])
        except ValueError as salah:
            raise DataDitolak(str(salah), "Perbaiki: asn kebijakan tetapkan bobot_skm seragam") from None
        hasil.append(Hasil(satu, responden[satu.id], ikm))
    return hasil


def lihat(d: Pintu, unit: str | None = None, gelombang: str | None = None) -> list[dict[str, Any]]:
    """Waves in the fields of `BIDANG`, by unit and last day. Raises `TidakDitemukan` for a unit or wave unknown.

    A united file has none.
    """
    opd = opd_kamus(d).wajib(unit) if unit else None
    if hanya_dibaca(d) and gelombang is not None:
        raise TidakDitemukan("survei tidak ikut digabung", DI_KOTANYA)
    hasil, sebelum = [], dict[tuple[int, int], Hasil]()
    semuanya = semua(d, opd.id if opd else None)
    for satu in semuanya:
        sama = (satu.gelombang.opd_id, satu.gelombang.banyak_unsur)
        if gelombang is None or satu.gelombang.kode.casefold() == " ".join(gelombang.split()).casefold():
            hasil.append(_rekam(satu, sebelum.get(sama)))
        sebelum[sama] = satu
    if gelombang is not None and not hasil:
        ada = ", ".join(dict.fromkeys(satu.gelombang.kode for satu in semuanya)) or "belum ada"
        milik = f" untuk {opd.kode}" if opd else ""
        raise TidakDitemukan(
            f"gelombang '{gelombang}' belum ada{milik}", f"Gelombang yang ada: {ada}. Mengisi: asn skm impor"
        )
    return hasil


def _rekam(satu: Hasil, sebelum: Hasil | None) -> dict[str, Any]:
    g, ikm = satu.gelombang, satu.ikm
    nrr = {kunci: None if nilai is None else setengah_naik(nilai, 3) for kunci, nilai in ikm.nrr.items()}
    ada = [nilai for nilai in ikm.nrr.values() if nilai is not None]
    lalu = sebelum.ikm.ikm if sebelum else None
    rekam = (
        g.opd, g.kode, satu.responden, {kunci: angka(nilai) for kunci, nilai in nrr.items()}, angka(ikm.ikm),
        ikm.mutu, ikm.kinerja, satu.minimum, g.populasi, satu.cukup,
        [kunci for kunci, nilai in ikm.nrr.items() if nilai == min(ada)],
        [kunci for kunci, nilai in ikm.nrr.items() if nilai == max(ada)],
        _sebut_bobot(ikm.bobot, g.banyak_unsur), g.banyak_unsur, g.mulai, g.selesai,
        None if ikm.ikm is None or lalu is None else angka(ikm.ikm - lalu),
    )  # fmt: skip
    return dict(zip(BIDANG, rekam, strict=True))


def _sebut_bobot(bobot: Fraction, banyak: int) -> str:
    """`1/9` for the exact weight, else the printed number: `0,11`."""
    if bobot == Fraction(1, banyak):
        return f"1/{banyak}"
    return format(setengah_naik(bobot, 6).normalize(), "f").replace(".", ",")
