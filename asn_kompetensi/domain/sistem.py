"""Why the operating system refused, in Indonesian: its own words are English."""

from __future__ import annotations

import errno

_SEBAB = {
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.ENOENT: "berkas atau folder itu tidak ada",
    errno.ENOTDIR: "salah satu bagian nama itu bukan folder",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.EEXIST: "nama itu sudah dipakai",
    errno.ENOSPC: "tempat penyimpanan penuh",
    errno.EDQUOT: "jatah penyimpanan habis",
    errno.EFBIG: "berkas terlalu besar",
    errno.EROFS: "media itu hanya boleh dibaca",
    errno.EIO: "media simpan bermasalah",
    errno.ENAMETOOLONG: "nama terlalu panjang",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.EBUSY: "sedang dipakai program lain",
    errno.EINVAL: "nama itu tidak dapat dipakai",
    errno.ELOOP: "pintasannya menunjuk balik ke dirinya",
    errno.ENXIO: "itu bukan berkas biasa",
    errno.ENODEV: "alat simpannya tidak ada",
    errno.ETXTBSY: "sedang dijalankan sebagai program",
    errno.ENOMEM: "memori tidak cukup",
    errno.EAGAIN: "sedang dikunci program lain",
    errno.ETIMEDOUT: "jaringan tidak menjawab",
    errno.ENOTCONN: "jaringan terputus",
    errno.EHOSTUNREACH: "jaringan tidak terjangkau",
    errno.ESTALE: "berkas di jaringan itu sudah berganti",
}


def sebab(salah: OSError) -> str:
    """The reason of a refusal; what is not known here keeps the system's own words."""
    return _SEBAB.get(salah.errno or 0) or salah.strerror or type(salah).__name__
