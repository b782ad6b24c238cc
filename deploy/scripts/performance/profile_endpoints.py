#!/usr/bin/env python3
"""Profiles every endpoint of a running service and writes performance_report.json into this folder.

    python scripts/performance/profile_endpoints.py [--host http://localhost:8000] [--requests 100] [--output FILE] [--pid PID] [--only NAME,NAME]

Starts the profiler of Isl.Bench, which needs the .NET SDK; with the standard library alone.
The service may be on another machine: memory and processor time then come from its /metrics, and no code is sampled.
Exits with 1 where the verdict is FAIL or the service does not answer.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[3] / "Isl.Bench"


def main():
    arguments = sys.argv[1:]
    if {"-h", "--help"} & set(arguments):
        print(__doc__.strip())
        return 0
    dotnet = shutil.which("dotnet")
    if dotnet is None:
        print("profile_endpoints.py: the .NET SDK 10 is needed, see https://dotnet.microsoft.com/download", file=sys.stderr)
        return 2
    configuration = os.environ.get("ISL_CONFIGURATION", "Release")
    return subprocess.call([dotnet, "run", "-c", configuration, "--project", str(BENCH), "--", "profile", *arguments])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
