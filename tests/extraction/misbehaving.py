"""Readers that do what no reader should. Only tests of the sandbox name them to it."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from meetings.extraction import Extract, Limits, Refused
from meetings.extraction.blocks import Finding, Paragraph, Span
from meetings.extraction.wire import to_wire

SPARE = 60
"""Seconds that a process would go on for, were it let."""


def said(text: str, **more: Any) -> Extract:
    return Extract(text=text, blocks=(Paragraph(text=text, span=Span(0, len(text))),), **more)


def well(data: bytes, *, filename: str, limits: Limits) -> Extract:
    return said(f"{filename} {data.decode()} {limits.pages}")


def incomplete(data: bytes, **_: object) -> Extract:
    return said("Half", findings=(Finding(code="incomplete", message="The end is missing."),))


def refuse(data: bytes, **_: object) -> NoReturn:
    raise Refused("empty", "The file is empty.")


def fail(data: bytes, **_: object) -> NoReturn:
    raise KeyError("something")


def leave(data: bytes, **_: object) -> NoReturn:
    sys.exit(0)


def hang(data: bytes, **_: object) -> NoReturn:
    time.sleep(SPARE)
    raise AssertionError("nobody stopped it")


def spin(data: bytes, **_: object) -> NoReturn:
    while True:
        pass


def spin_deaf(data: bytes, **_: object) -> NoReturn:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    spin(data)


def hang_deaf(data: bytes, **_: object) -> NoReturn:
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(sign, signal.SIG_IGN)
    hang(data)


def swell(data: bytes, **_: object) -> Extract:
    return said(str(len(bytearray(2 * 1024**3))))


def swell_together(data: bytes, **_: object) -> NoReturn:
    for _each in range(4):
        if not os.fork():
            held = b"x" * (100 * 1024 * 1024)
            time.sleep(SPARE)
            del held
    hang(data)


def end_early(data: bytes, **_: object) -> NoReturn:
    os._exit(0)


def kill_itself(data: bytes, **_: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody outlives that")


def fault(data: bytes, **_: object) -> NoReturn:
    ctypes.string_at(0)
    raise AssertionError("nobody outlives that")


def babble(data: bytes, **_: object) -> Extract:
    part = b"x" * (1024 * 1024)
    for _each in range(1024):
        os.write(1, part)
    return said("done")


def mutter(data: bytes, **_: object) -> Extract:
    os.write(1, b"warning: odd font\n")
    return said("done")


def multiply(data: bytes, **_: object) -> NoReturn:
    for _each in range(1000):
        if not os.fork():
            time.sleep(SPARE)
    raise AssertionError("nobody stopped it")


def crowd(data: bytes, *, limits: Limits, **_: object) -> NoReturn:
    for _each in range(limits.processes):
        if not os.fork():
            time.sleep(SPARE)
    hang(data)


def count_forks(data: bytes, **_: object) -> Extract:
    made = 0
    try:
        while made < 1000:
            if not os.fork():
                time.sleep(SPARE)
            made += 1
    except BlockingIOError:
        pass
    return said(str(made))


def mistype(data: bytes, **_: object) -> NoReturn:
    os.write(1, json.dumps({"text": 5, "blocks": {}, "findings": None}).encode())
    os._exit(0)


def stop_short(data: bytes, **_: object) -> NoReturn:
    os.write(1, b'{"text": "The Bo')
    os._exit(0)


def beget(data: bytes, **_: object) -> Extract:
    """A grandchild that nobody's session, group, output or environment shows, and an answer beside it."""
    subprocess.Popen(  # its end is the sandbox's to see to
        ["sleep", str(SPARE)], env={}, start_new_session=True, stdout=subprocess.DEVNULL
    )
    return said("done")


def beget_and_hang(data: bytes, **_: object) -> NoReturn:
    if not os.fork():
        os.setsid()
        if not os.fork():
            time.sleep(SPARE)
        os._exit(0)
    hang(data)


def beget_with_output(data: bytes, **_: object) -> NoReturn:
    """A grandchild that keeps the answer open when its parent is gone."""
    if not os.fork():
        os.setsid()
        time.sleep(SPARE)
    os._exit(0)


def linger(data: bytes, **_: object) -> NoReturn:
    os.close(1)
    hang(data)


def answer_and_linger(data: bytes, **_: object) -> NoReturn:
    os.write(1, to_wire(said("done")))
    linger(data)


def litter(data: bytes, **_: object) -> Extract:
    """Files, a link, and a folder that forbids to be looked into, all in the folder it stands in."""
    Path("deep/er").mkdir(parents=True)
    Path("deep/er/file").write_text("x")
    Path("link").symlink_to("/etc")
    Path("deep").chmod(0)
    return said(str(Path.cwd() == Path(os.environ["TMPDIR"]) == Path(os.environ["HOME"])))


def overfill(data: bytes, *, limits: Limits, **_: object) -> NoReturn:
    with Path("big").open("wb") as file:
        for _each in range(limits.unpacked // 1024 + 1):
            file.write(b"x" * 1024)
    raise AssertionError("nobody stopped it")


def write_elsewhere(data: bytes, **_: object) -> Extract:
    try:
        Path(data.decode()).write_text("x")
    except OSError as error:
        return said(type(error).__name__)
    return said("written")


def connect(data: bytes, **_: object) -> Extract:
    try:
        socket.create_connection(("127.0.0.1", int(data)), timeout=5)
    except OSError as error:
        return said(type(error).__name__)
    return said("connected")


def ask_office(data: bytes, **_: object) -> Extract:
    Path("note.txt").write_bytes(data)
    profile = f"-env:UserInstallation={Path.cwd().as_uri()}/profile"
    convert = ["--convert-to", "txt:Text", "--outdir", "out", "note.txt"]
    subprocess.run(["soffice", "--headless", profile, *convert], stdout=subprocess.DEVNULL, check=True)
    return said(Path("out/note.txt").read_text("utf-8-sig"))


def tell(data: bytes, **_: object) -> Extract:
    """What it can see of where it came from."""
    seen = [sorted(os.environ), len(os.listdir("/proc/self/fd")) - 1, os.getsid(0) == os.getpid()]
    return said(json.dumps(seen))
