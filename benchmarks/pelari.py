"""`python -I -S pelari.py FD COMMAND...`: run one command and write to FD what it took.

A small process between the measuring one and the command: Linux charges a new process with the memory of the one that
started it, and a benchmark that holds a city would be charged to the program. Writes `seconds, processor seconds, peak
KB, exit code`; the processor time includes the children the command has waited for.
"""

import os
import sys
import time


def main() -> None:
    """Run it with the streams of this process."""
    laporan = int(sys.argv[1])
    os.set_inheritable(laporan, False)
    mulai = time.perf_counter()
    nomor = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
    _, keadaan, pakai = os.wait4(nomor, 0)
    lama = time.perf_counter() - mulai
    puncak = pakai.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    isi = (lama, pakai.ru_utime + pakai.ru_stime, puncak, os.waitstatus_to_exitcode(keadaan))
    os.write(laporan, " ".join(map(str, isi)).encode())


if __name__ == "__main__":
    main()
