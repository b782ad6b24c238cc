#!/usr/bin/env python3
"""Runs the commands of RUNBOOK.md against a real service. One line a command; ends with "N passed, N failed".

    python3 tests/runbook.py [--configuration Release|Debug] [--without-long]

The service is started by the runbook's own block, from what is built already. Commands are run as they are written, but for the port, the
configuration and, in blocks marked "sh long", the times. Blocks that need Docker or Kubernetes are read by bash only, and the files they name
must be there.
Needs bash, curl, jq, the .NET SDK, and locust for the long ones.
"""
import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[1]
MARKS = {"sh": "run", "sh long": "run", "sh service": "start",
         "sh docker": "read", "sh kubernetes": "read", "sh cluster": "read", "sh repository": "read"}

passed = failed = 0


def report(ok, command, detail="", seconds=None):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    took = "" if seconds is None else f" ({seconds:.1f} s)"
    print(f"{'ok     ' if ok else 'FAILED '} {command}{took}", flush=True)
    if not ok:
        print("\n".join("        " + line for line in detail.strip().splitlines()[-15:]), flush=True)


def blocks():
    """(mark, commands) of each fenced block; a line that ends with a backslash goes on in the next."""
    for mark, text in re.findall(r"^```([^\n]+)\n(.*?)^```$", (DEPLOY / "RUNBOOK.md").read_text(), re.M | re.S):
        yield mark, text.replace("\\\n  ", "").splitlines()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def bash(command, environment, timeout=300):
    """Runs a command in a process group of its own, which ends with it where it takes too long."""
    with subprocess.Popen(["bash", "-c", command], cwd=DEPLOY, env=environment, text=True, start_new_session=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        return subprocess.CompletedProcess(command, process.returncode, output, errors)


def shorter(command, base):
    command = re.sub(r"-t 60s", "-t 5s", command)
    command = re.sub(r"--scenario (\w+)", r"--scenario \1 --scenario-speed 30", command)
    command = re.sub(r"--requests \d+", "--requests 5", command)
    if "profile_endpoints.py" in command and "--requests" not in command:
        command += " --requests 5"
    if "profile_endpoints.py" in command and "--host" not in command:
        command += f" --host {base}"
    return command + (" --seconds 0.2 --rounds 1 --connections 16" if "http-bench" in command else "")


def start(commands, environment, configuration, base):
    """Starts the service as the block says, in a process group of its own; waits until it is ready."""
    command = "\n".join(commands).replace("dotnet run -c Release", f"dotnet run -c {configuration} --no-build")
    process = subprocess.Popen(["bash", "-c", command], cwd=DEPLOY, env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    begin = time.monotonic()
    while time.monotonic() - begin < 90 and process.poll() is None:
        try:
            with urllib.request.urlopen(base + "/health/ready", timeout=5):
                report(True, "; ".join(commands), seconds=time.monotonic() - begin)
                return process
        except OSError:
            time.sleep(0.3)
    report(False, "; ".join(commands), "the service does not get ready; is it built?")
    return process


def run(command, mark, environment, port):
    actual = command.replace("localhost:8000", f"127.0.0.1:{port}")
    actual = shorter(actual, f"http://127.0.0.1:{port}") if mark == "sh long" else actual
    if actual.startswith("locust") and shutil.which("locust") is None:
        print(f"skipped {command}: locust is not installed")
        return
    begin = time.monotonic()
    try:
        result = bash("set -o pipefail; " + actual, environment)
    except subprocess.TimeoutExpired:
        report(False, command, "took over five minutes")
        return
    # A log without errors is no fault of the command that looks for them.
    nothing_found = result.returncode == 1 and not result.stderr and "logs/app.log" in command
    answered = "| jq" not in command or "-o /dev/null" in command or result.stdout.strip() not in ("", "null")
    report((result.returncode == 0 or nothing_found) and answered, command, result.stdout + result.stderr, time.monotonic() - begin)


def read(command, environment):
    result = bash(f"bash -n <<'COMMAND'\n{command}\nCOMMAND", environment)
    missing = [name for name in re.findall(r"(?:-f|-k|\./|tests/|cp )\s*([\w./-]+)", command) if not exists(name, command)]
    report(result.returncode == 0 and not missing, command + " [read only]", result.stderr + "".join(f"there is no {name}\n" for name in missing))


def exists(name, command):
    return any((DEPLOY / folder / name).exists() for folder in (".", "tests"))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--configuration", default="Release")
    options.add_argument("--without-long", action="store_true")
    options = options.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as shims:
        if shutil.which("python") is None:
            os.symlink(sys.executable, Path(shims) / "python")
        environment = {**os.environ, "PATH": f"{os.environ['PATH']}:{shims}", "ASPNETCORE_URLS": f"http://127.0.0.1:{port}",
                       "ISL_CONFIGURATION": options.configuration, "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
        service = None
        try:
            for mark, commands in blocks():
                if mark not in MARKS:
                    report(False, commands[0], f"the block's mark '{mark}' is none of {', '.join(MARKS)}")
                elif MARKS[mark] == "start":
                    service = start(commands, environment, options.configuration, f"http://127.0.0.1:{port}")
                elif MARKS[mark] == "read":
                    for command in commands:
                        read(command, environment)
                elif service is None and any("localhost:8000" in command for command in commands):
                    report(False, commands[0], "stands before the block that starts the service")
                elif mark != "sh long" or not options.without_long:
                    for command in commands:
                        run(command, mark, environment, port)
        finally:
            if service is not None:
                os.killpg(service.pid, signal.SIGTERM)
                service.wait(60)
            for name in ("performance_report.json", "discover.json"):
                (DEPLOY / name).unlink(missing_ok=True)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
