#!/usr/bin/env python3
"""Checks the same documents with csp-support and three well-known tools, in one run.

    benches/compare.py SCRATCH [--documents 2000] [--rounds 5]

SCRATCH is a folder; what is missing there is installed: check-jsonschema (PyPI), ajv-cli (npm),
cfn-guard (crates.io). Prints a Markdown table with medians and ratios.

The comparison is as kind to the others as it can be: files are sorted by kind beforehand, and a tool
is started once for all files, or once for all files of a kind where it takes one schema at a time;
schemas are those of `csp-support schema --out`; the first round, which warms the caches, does not
count; tools take turns within a round. Time is wall time from start to end of the processes, on all
cores a tool cares to use.
"""

import argparse
import glob
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

# What the others do not check or tell, in the words of the table.
LEAVES_OUT = {
    "csp-support check": "–",
    "check-jsonschema": "references, rules, our formats, line and column",
    "ajv-cli": "references, rules, our formats, line and column",
    "cfn-guard": "most of the shape (it has no JSON Schema), references, rules over several documents",
}


# ajv-cli reads plain dates as timestamps and refuses them, so dates get quotes for everybody.
PLAIN_DATE = re.compile(r"(?<=[ {,])(\d{4}-\d{2}-\d{2}(?:T[\d:]+Z)?)(?=[,}\s])")


def run(command, **options):
    """Runs a command that must succeed; shows what it said if it does not."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))[:300]}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def install(scratch):
    """Puts the tools into the scratch folder, unless they are there."""
    if not (scratch / "python/bin/check-jsonschema").exists():
        run([sys.executable, "-m", "venv", scratch / "python"])
        run([scratch / "python/bin/pip", "install", "check-jsonschema"])
    if not (scratch / "node_modules/.bin/ajv").exists():
        run(["npm", "install", "--prefix", scratch, "ajv-cli", "ajv-formats"])
    if not (scratch / "bin/cfn-guard").exists():
        run(["cargo", "install", "cfn-guard", "--root", scratch])


def build():
    """The program as users have it."""
    run(["cargo", "build", "--release"], cwd=REPOSITORY)
    metadata = run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=REPOSITORY)
    target = re.search(r'"target_directory":"([^"]+)"', metadata).group(1)
    return Path(target) / "release/csp-support"


def documents(scratch, count):
    """A generated workspace, and its files sorted by kind."""
    workspace, sorted_files = scratch / "workspace", scratch / "by-kind"
    for folder in (workspace, sorted_files):
        shutil.rmtree(folder, ignore_errors=True)
    generate = ["cargo", "bench", "--bench", "speed", "--", "--generate", workspace, str(count)]
    run(generate, cwd=REPOSITORY)
    number, folders = 0, {}
    for path in sorted(workspace.rglob("*.yaml")):
        text = PLAIN_DATE.sub(r'"\1"', path.read_text())
        path.write_text(text)
        if kind := re.search(r"^kind: (\w+)$", text, re.MULTILINE):
            folder = folders.setdefault(kind.group(1), sorted_files / kind.group(1))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.yaml").write_text(text)
            number += 1
    return workspace, folders, number


def commands(scratch, program, workspace, folders):
    """For each tool the processes that check everything once."""
    schemas = scratch / "schemas"
    shutil.rmtree(schemas, ignore_errors=True)
    run([program, "schema", "--out", schemas])
    schema = {path.name.split(".")[0].replace("-", ""): path for path in schemas.iterdir()}
    of_kind = [(schema[kind.lower()], folder) for kind, folder in folders.items()]
    check_jsonschema = scratch / "python/bin/check-jsonschema"
    ajv = [scratch / "node_modules/.bin/ajv", "validate", "--spec=draft2020", "--strict=false"]
    rules = REPOSITORY / "benches/compare.guard"
    return {
        "csp-support check": [[program, "check", workspace]],
        "check-jsonschema": [
            [check_jsonschema, "--schemafile", path, *sorted(glob.glob(f"{folder}/*.yaml"))]
            for path, folder in of_kind
        ],
        "ajv-cli": [[*ajv, "-c", "ajv-formats", "-s", path, "-d", f"{folder}/*.yaml"] for path, folder in of_kind],
        "cfn-guard": [
            [scratch / "bin/cfn-guard", "validate", "--rules", rules, "--data", *folders.values(), "--show-summary", "none"]
        ],
    }


def measure(tools, rounds, scratch):
    """Wall times by tool; the first round does not count."""
    times = {tool: [] for tool in tools}
    for number in range(rounds + 1):
        for tool, processes in tools.items():
            start = time.perf_counter()
            for process in processes:
                run(process, cwd=scratch)
            if number > 0:
                times[tool].append(time.perf_counter() - start)
    return times


def table(times, count):
    """The Markdown table."""
    own = next(iter(times.values()))
    lines = ["| tool | seconds | ms per document | × csp-support | does not check or tell |", "|---|---:|---:|---:|---|"]
    for tool, seconds in times.items():
        middle = statistics.median(seconds)
        ratio = statistics.median(theirs / ours for theirs, ours in zip(seconds, own))
        cells = [tool, f"{middle:.2f}", f"{middle * 1000 / count:.2f}", f"{ratio:.1f}", LEAVES_OUT[tool]]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main():
    """Installs, generates, measures, prints."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("scratch", type=Path)
    arguments.add_argument("--documents", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    scratch = given.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    install(scratch)
    program = build()
    workspace, folders, count = documents(scratch, given.documents)
    times = measure(commands(scratch, program, workspace, folders), given.rounds, scratch)
    print(table(times, count))
    print(f"\n{count} documents, medians of {given.rounds} rounds, warm cache.")


if __name__ == "__main__":
    main()
