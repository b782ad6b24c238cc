#!/usr/bin/env python3
"""Writes Prometheus's list of targets from `local-cluster.sh status --json` (standard input).

It goes to targets/local.json beside this file, or to the file named.
"""
import json
import pathlib
import sys
from urllib.parse import urlsplit


def targets(cluster):
    """One group a job, of the processes that run."""
    return [
        {"targets": [urlsplit(part["http"]).netloc for part in cluster[kind]], "labels": {"isl_job": job}}
        for kind, job in (("apis", "isl-api"), ("silos", "isl-silo"))
    ]


if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent / "targets" / "local.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(targets(json.load(sys.stdin)), indent=2) + "\n")
    print(file)
