"""What a figure was measured with."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from placement import __version__

CPUINFO = Path("/proc/cpuinfo")


def machine() -> dict[str, str]:
    """Processor, cores that may be used, memory, and versions; nothing that names the machine."""
    lines = CPUINFO.read_text("utf-8").splitlines() if CPUINFO.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": models[0] if models else platform.machine(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GiB",
        "load": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "numpy": version("numpy"),
        "placement": __version__,
    }
