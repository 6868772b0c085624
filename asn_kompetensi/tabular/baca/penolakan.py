"""The refusal of a sheet without a complete header: what was looked for, what was found, what would be accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.peran import GAP, POTENSI, STANDAR, peran
from asn_kompetensi.tabular.baca.blok import SINGKATAN
from asn_kompetensi.tabular.baca.ejaan import bidang_dari, ejaan_bidang, kunci_judul
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kolom import Judul, lengkap
from asn_kompetensi.tabular.baca.makna import IMPOR_STANDAR
from asn_kompetensi.tabular.baca.sel import kosong

LEBAR = "kompetensi:*"
_TERBACA = 6  # more alternatives for one column than anyone reads: then the first stands for all


def pastikan_lengkap(path: Path, kisi: Kisi, judul: Judul | None, skema: Skema) -> Judul:
    """The header, or a refusal naming the sheet, what was looked for, what was found and what would be accepted."""
    if judul is not None and judul.lengkap:
        return judul
    nama = kisi.nama
    ada = judul if judul is not None else Judul(0, 0)
    if judul is None and not (isi := _pertama(kisi)):
        raise DataDitolak(f'Lembar "{nama}" di "{path.name}" kosong.', "Sebutkan berkas atau lembar yang berisi data.")
    if rancu := _sebut_semua(ada.anak):
        dicari = "standar" if skema.jenis == IMPOR_STANDAR else "capaian"
        raise DataDitolak(
            f'Lembar "{nama}" di "{path.name}": tidak jelas kolom kompetensi mana yang berisi {dicari}: {rancu}.',
            "Tulis Standar, Capaian, atau Gap pada judulnya, atau terangkan lembar ini dengan --peta.",
        )
    kurang = [
        pilihan if len(pilihan) <= _TERBACA else pilihan[:1]
        for pilihan in skema.wajib
        if not lengkap(ada, Skema("", skema.bidang, (pilihan,)))
    ]
    temuan = _sebut_semua([k.judul for k in ada.kolom if k.judul]) or "tidak ada"
    if judul is None:
        temuan = f"tidak ada; {isi}"
    lain = _sebut_semua([k.judul for k in ada.kolom if k.alasan in (STANDAR, GAP, POTENSI)])
    bukan = f"Kolom {lain} berisi standar, kesenjangan, atau potensi, bukan capaian. " if lain else ""
    ragu = ", ".join(k.judul for k in ada.kolom if k.alasan == SINGKATAN)
    sebab = f"Singkatan {ragu} tidak dipakai karena ada singkatan lain yang tidak dikenal. " if ragu else ""
    # What is read into something that is there (a class, a plan) goes out filled in: it has no empty template.
    contoh = "; templat kosong: --contoh" if _bertemplat(skema) else ""
    jalan = f"Bila judulnya tidak dapat diubah, terangkan dengan --peta{contoh}"
    raise DataDitolak(
        f'Lembar "{nama}" di "{path.name}": kolom {_dicari(kurang, skema)} tidak ditemukan dalam 30 baris pertama. '
        f"Judul yang terbaca: {temuan}.",
        f"{bukan}{sebab}Beri judul kolom dengan salah satu ejaan ini: {_ejaan(kurang, skema)}. {jalan}.",
    )


def tolak_nilai_orang(path: Path, nama: str, judul: Judul, skema: Skema) -> None:
    """Refuse a sheet of people's scores where standards are due: each score would become the standard of a job.

    Columns that call themselves standards are taken, also beside a NIP.
    """
    if skema.jenis != IMPOR_STANDAR:
        return
    nip = next((k for k in judul.kolom if bidang_dari(kunci_judul(k.judul), skema) in ("nip", "nama_nip")), None)
    level = [k for k in judul.terpakai if k.cocok or k.bidang == "level"]
    if nip is not None and any(STANDAR not in (k.peran, peran(k.judul)) for k in level):
        raise DataDitolak(
            f'Lembar "{nama}" di "{path.name}" mempunyai kolom "{nip.judul}": isinya nilai orang, '
            "bukan standar jabatan.",
            "Masukkan nilai dengan: asn nilai impor. Bila standarnya di lembar lain, sebutkan dengan --lembar.",
        )


def _pertama(kisi: Kisi) -> str:
    """What the first row with words says, to show the clerk what was looked at; empty for an empty sheet."""
    for nomor, baris in enumerate(kisi.alir(), 1):
        if kata := [str(sel) for sel in baris if not kosong(sel)]:
            return f"baris {nomor} berisi {_sebut_semua(kata[:5])}"
    return ""


def _sebut_semua(judul: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(f'"{" ".join(satu.split())}"' for satu in judul))[:400]


def _dicari(kurang: Sequence[tuple[str, ...]], skema: Skema) -> str:
    """`NIP dan kolom NAMA (atau satu kolom Nama / NIP), serta kolom Kompetensi dan Nilai, atau satu kolom per ...`."""
    pilihan_biasa = [pilihan for pilihan in kurang if LEBAR not in pilihan]
    banyak = Counter(satu for pilihan in pilihan_biasa for satu in pilihan)
    bersama = next((satu for satu, kali in banyak.items() if kali > 1), None)  # one column that answers several
    berdua = [_pilihan([s for s in p if s != bersama], skema) for p in pilihan_biasa if bersama in p]
    biasa = [f"{' dan kolom '.join(berdua)} (atau satu kolom {_sebut(bersama, skema)[0]})"] if bersama else []
    biasa += [_pilihan(pilihan, skema) for pilihan in pilihan_biasa if bersama not in pilihan]
    panjang = [_sebut(satu, skema)[0] for pilihan in kurang if LEBAR in pilihan for satu in pilihan if satu != LEBAR]
    sebutan = " dan kolom ".join(biasa)
    if panjang:
        sebutan += f"{', serta kolom ' if biasa else ''}{' dan '.join(panjang)}, atau satu kolom per kompetensi,"
    return sebutan or "judul kolom"


def _pilihan(pilihan: Sequence[str], skema: Skema) -> str:
    sebutan = " atau ".join(_sebut(satu, skema)[0] for satu in pilihan)
    # Competency columns stand for the one score column.
    return f"{sebutan} (atau satu kolom per kompetensi)" if "nilai" in pilihan and skema.kompetensi else sebutan


def _ejaan(kurang: Sequence[tuple[str, ...]], skema: Skema) -> str:
    kelompok = [
        dict.fromkeys(f'"{satu}"' for bidang in pilihan if bidang != LEBAR for satu in _sebut(bidang, skema))
        for pilihan in kurang
    ]
    if any(LEBAR in pilihan for pilihan in kurang):
        nama = [satu for satu in skema.kompetensi if len(satu) > 4] or list(skema.kompetensi)
        kelompok.append(dict.fromkeys(f'"{satu}"' for satu in nama[:3]))
    return "; ".join(", ".join(satu) for satu in kelompok if satu) or (
        "lihat templat dari --contoh" if _bertemplat(skema) else "lihat berkas yang ditulis program ini"
    )


def _bertemplat(skema: Skema) -> bool:
    return any(satu["jenis"] == skema.jenis for satu in baca_acuan("templat"))


def _sebut(bidang: str, skema: Skema) -> tuple[str, ...]:
    return ("tanggal", "Hari ke-1") if bidang.startswith("hari") else ejaan_bidang(bidang, skema)
