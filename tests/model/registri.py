"""What commands on agencies, jobs, competencies, standards and people do, told from the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.model.keadaan import Isi, Keadaan, Tolak, berlaku


def ejaan(m: Keadaan, benda: str) -> list[tuple[int, str, str]]:
    """Every spelling of a noun: `(id, code, spelling)`."""
    hasil = [(n, isi["kode"], isi[k]) for n, isi in m.baris(benda) for k in ("kode", "nama") if k in isi]
    for kunci, isi in m.t.get(f"{benda}_alias", {}).items():
        hasil.append((kunci[1], m.satu(benda, kunci[1])["kode"], isi["ejaan"]))
    return hasil


def calon(m: Keadaan, benda: str, teks: str) -> set[int]:
    """Who answers to `teks`: the exact spelling before one in another case, a code before a name."""
    for bentuk in (str, str.lower):
        kena = [satu for satu in ejaan(m, benda) if bentuk(satu[2]) == bentuk(teks)]
        if kena:
            kode = [satu for satu in kena if satu[1].lower() == teks.lower()]
            return {satu[0] for satu in kode or kena}
    return set()


def cari(m: Keadaan, benda: str, teks: str) -> int:
    """The one thing called so."""
    ada = calon(m, benda, teks)
    if not ada:
        raise Tolak("tidak_ditemukan")
    if len(ada) > 1:
        raise Tolak("salah_pakai")
    return ada.pop()


def _baru(m: Keadaan, benda: str, kode: str, nama: str) -> None:
    if not kode:
        raise Tolak("data_ditolak")
    if calon(m, benda, kode) or (benda != "jabatan" and calon(m, benda, nama)):
        raise Tolak("bentrok")


def _simpan_alias(m: Keadaan, benda: str, nomor: int, teks: str) -> None:
    m.t[f"{benda}_alias"].setdefault((teks.lower(), nomor), {"ejaan": teks, "mulai": None, "selesai": None})


def _alias(m: Keadaan, benda: str, nomor: int, teks: str) -> None:
    lain = calon(m, benda, teks)
    if lain - {nomor}:
        raise Tolak("bentrok")
    if not lain:
        _simpan_alias(m, benda, nomor, teks)


def sah_nip(teks: str) -> str:
    """The NIPs of this city are either whole or plainly wrong."""
    if not re.fullmatch(r"[1-9][0-9]{3}(0[1-9]|1[0-2])[0-9]{12}", teks):
        raise Tolak("data_ditolak")
    return teks


# --- agencies, jobs, competencies -----------------------------------------------------------------------------------


def opd_tambah(m: Keadaan, kode: str, nama: str, *, induk: str | None = None, alias: Sequence[str] = ()) -> None:
    _baru(m, "opd", kode, nama)
    atas = cari(m, "opd", induk) if induk else None
    kosong = dict.fromkeys(("singkatan", "surel", "kepala_nip", "mulai", "selesai", "digabung_ke_id"))
    nomor = m.tambah("opd", {"kode": kode, "nama": nama, "induk_id": atas, **kosong})
    for satu in alias:
        _alias(m, "opd", nomor, satu)


def bawahan(m: Keadaan, nomor: int) -> set[int]:
    """A unit and everything below it."""
    hasil, tumpuk = set(), [nomor]
    while tumpuk:
        ini = tumpuk.pop()
        hasil.add(ini)
        tumpuk += [n for n, isi in m.baris("opd") if isi["induk_id"] == ini and n not in hasil]
    return hasil


def opd_ubah(
    m: Keadaan, nama_lama: str, *, nama: str | None = None, induk: str | None = None, kepala: str | None = None
) -> None:
    nomor = cari(m, "opd", nama_lama)
    lama = m.satu("opd", nomor)["nama"]
    if nama is not None and nama != lama:
        if calon(m, "opd", nama) - {nomor}:
            raise Tolak("bentrok")
        m.ubah("opd", nomor, nama=nama)
        _simpan_alias(m, "opd", nomor, lama)
    if induk is not None:
        atas = cari(m, "opd", induk) if induk else None
        if atas in bawahan(m, nomor):
            raise Tolak("data_ditolak")
        m.ubah("opd", nomor, induk_id=atas)
    if kepala is not None:
        m.ubah("opd", nomor, kepala_nip=sah_nip(kepala) if kepala else None)


def opd_gabung(m: Keadaan, dari: Sequence[str], ke: str, tanggal: str) -> int:
    kemarin = _sebelum(tanggal)
    tujuan = cari(m, "opd", ke)
    if (m.satu("opd", tujuan)["selesai"] or "9999") < tanggal:
        raise Tolak("bentrok")
    pindah = 0
    for asal in [cari(m, "opd", satu) for satu in dari]:
        isi = m.satu("opd", asal)
        if (isi["digabung_ke_id"], isi["selesai"]) == (tujuan, kemarin):
            continue
        if asal == tujuan:
            raise Tolak("salah_pakai")
        if isi["selesai"] is not None or tujuan in bawahan(m, asal):
            raise Tolak("bentrok")
        m.ubah("opd", asal, digabung_ke_id=tujuan, selesai=kemarin)
        for n, satu in list(m.baris("peserta")):
            if satu["opd_id"] == asal and m.satu("kelas", satu["kelas_id"])["mulai"] >= tanggal:
                m.ubah("peserta", n, opd_id=tujuan)
        pindah += _pindahkan(m, asal, tujuan, tanggal)
    return pindah


def _pindahkan(m: Keadaan, asal: int, tujuan: int, tanggal: str) -> int:
    ikut = [
        (n, isi) for n, isi in m.baris("penempatan")
        if isi["opd_id"] == asal and (isi["selesai"] or "9999") >= tanggal
        and bertugas(m.satu("pegawai", isi["pegawai_id"]), tanggal)
    ]  # fmt: skip
    for nomor, isi in sorted(ikut, key=lambda satu: (satu[1]["pegawai_id"], satu[0])):
        if (isi["mulai"] or "") >= tanggal:
            m.ubah("penempatan", nomor, opd_id=tujuan)
        else:
            m.tambah("penempatan", {**isi, "opd_id": tujuan, "mulai": tanggal})
            m.ubah("penempatan", nomor, selesai=_sebelum(tanggal))
    return len({isi["pegawai_id"] for _, isi in ikut})


def _sebelum(tanggal: str) -> str:
    return (date.fromisoformat(tanggal) - timedelta(days=1)).isoformat()


def bertugas(orang: Isi, pada: str) -> bool:
    """Whether a person is in service on a day: one who leaves on D is out from D on, without a day always."""
    return orang["status"] == "aktif" or (orang["henti_tanggal"] or "") > pada


def jabatan_tambah(m: Keadaan, kode: str, nama: str) -> None:
    _baru(m, "jabatan", kode, nama)
    m.tambah("jabatan", {"kode": kode, "nama": nama, "jenjang": None, "urusan": None})


def kompetensi_tambah(m: Keadaan, kode: str, nama: str, *, jenis: str) -> None:
    _baru(m, "kompetensi", kode, nama)
    if jenis not in ("manajerial", "sosial_kultural", "teknis"):
        raise Tolak("data_ditolak")
    urutan = max(isi["urutan"] for _, isi in m.baris("kompetensi")) + 1
    m.tambah("kompetensi", {"kode": kode, "nama": nama, "jenis": jenis, "urutan": urutan, "definisi": None})


# --- standards ------------------------------------------------------------------------------------------------------


def ratus(teks: str) -> int:
    """A level as typed, in hundredths: above 0 up to 5."""
    hasil = round(float(teks.replace(",", ".")) * 100)
    if not 0 < hasil <= 500:
        raise Tolak("data_ditolak")
    return hasil


def pasangan(m: Keadaan, kata: Sequence[str]) -> dict[int, int]:
    """`INT=3` as competency -> hundredths; an unknown name goes before a bad level."""
    isi = [(cari(m, "kompetensi", satu.split("=")[0]), satu.split("=")[1]) for satu in kata]
    return {nomor: ratus(level) for nomor, level in isi}


def standar_tetapkan(
    m: Keadaan, jabatan: str, kata: Sequence[str], *, mulai: str | None = None, selesai: str | None = None
) -> None:
    nomor = cari(m, "jabatan", jabatan)
    if mulai and selesai and selesai < mulai:
        raise Tolak("data_ditolak")
    for kompetensi, level in pasangan(m, kata).items():
        _tetapkan(m, nomor, kompetensi, level, mulai, selesai)


def _tetapkan(m: Keadaan, jabatan: int, kompetensi: int, level: int, mulai: str | None, selesai: str | None) -> None:
    milik = {"jabatan_id": jabatan, "kompetensi_id": kompetensi}
    ada = [(n, isi) for n, isi in m.baris("standar") if isi.items() >= milik.items()]
    ada.sort(key=lambda satu: satu[1]["mulai"] or "")
    # Without a first day the newest standard is meant.
    tepat = ada[-1:] if mulai is None else [satu for satu in ada if satu[1]["mulai"] == mulai]
    if tepat:
        n, lama = tepat[0]
        if mulai is None and lama["ratus"] != level:
            raise Tolak("salah_pakai")
        baru = {**lama, "ratus": level, "selesai": selesai or lama["selesai"]}
        if baru != lama:
            _pas(baru, [isi for _, isi in ada])
            m.t["standar"][(n,)] = baru
        return
    dalam = [satu for satu in ada if mulai is not None and berlaku(satu[1], mulai)]
    if dalam and selesai is None and dalam[0][1]["ratus"] == level:
        return
    nanti = [isi["mulai"] for _, isi in ada if (isi["mulai"] or "") > (mulai or "")]
    akhir = selesai or (dalam[0][1]["selesai"] if dalam else _sebelum(nanti[0]) if nanti else None)
    baru = {**milik, "ratus": level, "tingkat": None, "dasar": None, "mulai": mulai, "selesai": akhir}
    _pas(baru, [isi for _, isi in ada])
    if dalam and mulai is not None:
        m.ubah("standar", dalam[0][0], selesai=_sebelum(mulai))
    m.tambah("standar", baru)


def _pas(baru: Isi, ada: list[Isi]) -> None:
    """A standard ends before the next one begins."""
    mulai, selesai = baru["mulai"] or "", baru["selesai"] or "9999"
    if selesai < mulai or any(mulai < (isi["mulai"] or "") <= selesai for isi in ada):
        raise Tolak("data_ditolak")


# --- people ---------------------------------------------------------------------------------------------------------


def orang(m: Keadaan, nip: str) -> int:
    """A registered person."""
    sah_nip(nip)
    for nomor, isi in m.baris("pegawai"):
        if isi["nip"] == nip:
            return nomor
    raise Tolak("tidak_ditemukan")


def _opd_kini(m: Keadaan, teks: str) -> int:
    """Who stands for an agency today; two that went into each other stand for themselves in the end."""
    nomor = cari(m, "opd", teks)
    dilihat = {nomor}
    while (ke := m.satu("opd", nomor)["digabung_ke_id"]) is not None and ke not in dilihat:
        dilihat.add(ke)
        nomor = ke
    return nomor


def _dari_nip(nip: str) -> Isi:
    return {
        "jenis_kelamin": "L" if nip[14] == "1" else "P",
        "tanggal_lahir": f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}",
        "jenis_pegawai": "PNS" if nip[12:14] <= "12" else "PPPK",
    }


def pegawai_tambah(m: Keadaan, nip: str, isian: dict[str, str], *, mulai: date | None = None) -> None:
    if any(isi["nip"] == sah_nip(nip) for _, isi in m.baris("pegawai")):
        raise Tolak("bentrok")
    opd, jabatan = _opd_kini(m, isian["opd"]), cari(m, "jabatan", isian["jabatan"])
    kosong = dict.fromkeys(("gelar_depan", "gelar_belakang", "golongan", "surel", "henti_tanggal", "henti_alasan"))
    nomor = m.tambah("pegawai", {"nip": nip, "nama": isian["nama"], **_dari_nip(nip), **kosong, "status": "aktif"})
    _tempatkan(m, nomor, opd, jabatan, mulai and mulai.isoformat())


def _tempatkan(m: Keadaan, pegawai: int, opd: int, jabatan: int, mulai: str | None) -> None:
    m.tambah("penempatan", {"pegawai_id": pegawai, "opd_id": opd, "jabatan_id": jabatan, "mulai": mulai,
                            "selesai": None})  # fmt: skip


def pegawai_ubah(m: Keadaan, nip: str, isian: dict[str, str], *, nip_baru: str | None = None) -> None:
    nomor = orang(m, nip)
    if nip_baru is not None:
        if any(isi["nip"] == sah_nip(nip_baru) and n != nomor for n, isi in m.baris("pegawai")):
            raise Tolak("bentrok")
        m.ubah("pegawai", nomor, nip=nip_baru, **_dari_nip(nip_baru))
        for n, isi in list(m.baris("opd")):
            if isi["kepala_nip"] == nip:
                m.ubah("opd", n, kepala_nip=nip_baru)
    if "nama" in isian:
        m.ubah("pegawai", nomor, nama=isian["nama"])
    if isian.get("status") == "aktif":
        m.ubah("pegawai", nomor, status="aktif", henti_tanggal=None, henti_alasan=None)


def pegawai_mutasi(m: Keadaan, nip: str, tanggal: date, *, opd: str | None = None, jabatan: str | None = None) -> None:
    nomor, hari = orang(m, nip), tanggal.isoformat()
    milik = [(isi["mulai"] or "", n, isi) for n, isi in m.baris("penempatan") if isi["pegawai_id"] == nomor]
    mulai, terakhir, lama = max(milik, key=lambda satu: satu[0])
    ke = _opd_kini(m, opd) if opd else lama["opd_id"], cari(m, "jabatan", jabatan) if jabatan else lama["jabatan_id"]
    if not bertugas(m.satu("pegawai", nomor), hari):
        raise Tolak("bentrok")
    if ke == (lama["opd_id"], lama["jabatan_id"]):
        return
    if mulai >= hari:
        raise Tolak("bentrok")
    m.ubah("penempatan", terakhir, selesai=_sebelum(hari))
    _tempatkan(m, nomor, *ke, hari)
    for n, isi in list(m.baris("peserta")):
        if isi["pegawai_id"] == nomor and m.satu("kelas", isi["kelas_id"])["mulai"] >= hari:
            m.ubah("peserta", n, opd_id=ke[0])


def pegawai_henti(m: Keadaan, nip: str, alasan: str, tanggal: date | None) -> None:
    nomor = orang(m, nip)
    isi, hari = m.satu("pegawai", nomor), tanggal.isoformat() if tanggal else None
    if isi["status"] == "henti" and isi["henti_tanggal"] not in (None, hari):
        raise Tolak("bentrok")
    awal = min((satu["mulai"] or "" for _, satu in m.baris("penempatan") if satu["pegawai_id"] == nomor), default="")
    if hari is not None and isi["henti_tanggal"] != hari and hari < awal:
        raise Tolak("bentrok")
    m.ubah("pegawai", nomor, status="henti", henti_tanggal=hari, henti_alasan=alasan)


def pegawai_samarkan(m: Keadaan, nip: str) -> None:
    if re.fullmatch(r"0{4}[0-9]{14}", nip):
        if (int(nip),) not in m.t["pegawai"] or m.satu("pegawai", int(nip))["nip"] != nip:
            raise Tolak("tidak_ditemukan")
        return
    nomor = orang(m, nip)
    isi = m.satu("pegawai", nomor)
    if isi["status"] != "henti":
        raise Tolak("bentrok")
    dahulu = _nip_dahulu(m, nomor)
    samar: dict[str, Any] = {"nip": f"{nomor:018d}", "nama": "(disamarkan)", "tanggal_lahir": "1900-01-01"}
    m.ubah("pegawai", nomor, **samar, gelar_depan=None, gelar_belakang=None, surel=None)
    for n, unit in list(m.baris("opd")):
        if unit["kepala_nip"] in dahulu:
            m.ubah("opd", n, kepala_nip=None)
    m.lupa |= {
        (jalankan, kunci)
        for jalankan, satu in m.jalankan.items()
        for (tabel, kunci), isi in satu.beda.items()
        if tabel == "opd" and isi[0] and isi[0]["kepala_nip"] in dahulu
    }


def _nip_dahulu(m: Keadaan, nomor: int) -> set[str]:
    """Every NIP the person was ever known by, but for those that are someone else's today."""
    semua = {
        baris["nip"]
        for satu in m.jalankan.values()
        for letak, isi in satu.beda.items()
        if letak == ("pegawai", (nomor,))
        for baris in isi
        if baris
    }
    return semua - {isi["nip"] for n, isi in m.baris("pegawai") if n != nomor}
