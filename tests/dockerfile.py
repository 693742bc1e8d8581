"""A Dockerfile, carried out without an engine: every step for real, in a folder that stands in for each stage."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


class StepFailedError(Exception):
    """A RUN ended badly; the message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word, its flags, and the rest of the line."""

    word: str
    flags: dict[str, str]
    rest: str


@dataclass(slots=True)
class Stage:
    """A stage: the folder that is its root, and what its instructions have set so far."""

    root: Path
    name: str
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def inside(self, path: str) -> Path:
        """Where a path of the image, absolute or from its working folder, lies on this machine."""
        return self.root / os.path.join(self.workdir, path).lstrip("/")

    def mapped(self, text: str) -> str:
        """A word in which each absolute path of the image has become its place on this machine."""
        places = [path for path in (self.workdir, self.said.get("VOLUME")) if path and path != "/"]
        for place in places:
            text = re.sub(rf"(?<![\w.]){re.escape(place)}(?=/|$)", str(self.root / place.lstrip("/")), text)
        return text

    def environment(self, base: Path) -> dict[str, str]:
        """What a process of this stage finds in its environment, and nothing of ours but where packages come from."""
        ours = {name: value for name, value in os.environ.items() if re.match(r"PIP_|SSL_|\w+_PROXY$", name, re.I)}
        mapped = {name: self.mapped(value) for name, value in self.env.items()}
        return {**ours, "PATH": f"{base}:/usr/bin:/bin", "HOME": str(self.root), **mapped}

    def words(self, instruction: str) -> list[str]:
        """The words of a command in exec form, ready to run here."""
        return [self.mapped(word) for word in json.loads(self.said[instruction].removeprefix("CMD "))]


def instructions(text: str) -> list[Instruction]:
    """The instructions of a Dockerfile, continued lines joined and comments left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [instruction(line) for line in whole.splitlines()]


def instruction(line: str) -> Instruction:
    """One line, taken apart."""
    word, _, rest = line.partition(" ")
    flags = {}
    while flag := re.match(r"--(\w[\w-]*)=(\S+)\s+", rest):
        flags[flag[1]] = flag[2]
        rest = rest[flag.end() :]
    return Instruction(word, flags, rest.strip())


def build(text: str, context: Path, scratch: Path) -> list[Stage]:
    """Carry out every instruction; the stages as they end. Raises StepFailedError when one cannot be."""
    base = scratch / "base"
    base.mkdir()
    (base / "python").symlink_to(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")
    stages: list[Stage] = []
    for step in instructions(text):
        if step.word == "FROM":
            name = step.rest.partition(" AS ")[2]
            stages.append(Stage(scratch / f"stage{len(stages)}", name))
            stages[-1].root.mkdir()
        elif stages:
            carry_out(step, stages, context, base)
    return stages


def carry_out(step: Instruction, stages: list[Stage], context: Path, base: Path) -> None:
    """One instruction of the last stage."""
    stage = stages[-1]
    match step.word:
        case "ENV":
            stage.env |= dict(word.split("=", 1) for word in shlex.split(step.rest))
        case "WORKDIR":
            stage.workdir = step.rest
            stage.inside(".").mkdir(parents=True, exist_ok=True)
        case "COPY":
            source = next((other.root for other in stages if other.name == step.flags.get("from")), context)
            copy(step, source, stage)
        case "RUN":
            where = stage.inside(".")
            words, env = ["/bin/sh", "-c", step.rest], stage.environment(base)
            ended = subprocess.run(words, cwd=where, env=env, capture_output=True, text=True, check=False)
            if ended.returncode:
                raise StepFailedError(f"RUN {step.rest}\n{ended.stdout}{ended.stderr}")
        case _:
            stage.said[step.word] = step.rest


def copy(step: Instruction, source: Path, stage: Stage) -> None:
    """Files and folders into a stage, as COPY does: of a folder, what is in it."""
    *names, target = step.rest.split()
    for name in names:
        there, here = source / name.lstrip("/"), stage.inside(target)
        if there.is_dir():
            shutil.copytree(
                there, here, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            here.mkdir(parents=True, exist_ok=True)
            shutil.copy(there, here)
