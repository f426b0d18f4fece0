"""Runs the scripts of the pipelines as their runners would, with a program that was built before.

    python pipelines.py PROGRAM ACTION REPOSITORY SCRATCH

REPOSITORY holds the files that `init --ci` wrote. What a runner puts in place of its expressions is put there; any
expression that is left is a failure. Steps that others wrote (caches, uploads) are not run.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

PROGRAM, ACTION, REPOSITORY, SCRATCH = (Path(word).resolve() for word in sys.argv[1:])
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def complain(words):
    sys.exit(f"FAILED  {words}")


def filled(text, values, pattern):
    def value(found):
        name = found.group(1).strip()
        return values[name] if name in values else complain(f"nothing stands for `{name}`")

    return re.sub(pattern, value, text)


def workspace(name, fixture):
    """A folder with a copy of a workspace, as a runner checks it out."""
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FIXTURES / fixture, folder / "promises")
    return folder


def run(script, folder, env):
    env = {"PATH": os.environ["PATH"], "HOME": str(SCRATCH)} | env
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=env, text=True, capture_output=True, timeout=120,
    )
    return ran.returncode, ran.stdout + ran.stderr


def put_program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(PROGRAM, path)


def expect(what, code, wanted, said):
    if code != wanted:
        complain(f"{what} ends with {code}, not {wanted}:\n{said}")


def github(fixture, inputs, wanted):
    action = yaml.safe_load(ACTION.read_text())
    folder = workspace("github", fixture)
    temp = SCRATCH / "github-temp"
    shutil.rmtree(temp, ignore_errors=True)
    put_program(temp / "csp-support/bin/csp-support")
    given = {name: field.get("default", "") for name, field in action["inputs"].items()} | inputs
    values = {"runner.temp": str(temp)} | {f"inputs.{name}": value for name, value in given.items()}
    output, summary = temp / "output", temp / "summary"
    output.touch(), summary.touch()
    common = {
        "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true", "CI": "true",
        "GITHUB_ACTION_PATH": str(ACTION.parent), "GITHUB_WORKSPACE": str(folder),
    }
    for step in action["runs"]["steps"]:
        if "run" not in step or "cache-hit" in step.get("if", ""):
            continue
        if "${{" in step["run"]:
            complain(f"a script with an expression: {step['name']}")
        env = {name: filled(value, values, r"\$\{\{(.*?)\}\}") for name, value in step.get("env", {}).items()}
        code, said = run(step["run"], folder, common | env)
        expect(step["name"], code, wanted if step["id"] == "check" else 0, said)
    outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
    if not re.fullmatch("[0-9a-f]{64}", outputs.get("hash", "")):
        complain(f"the program has no hash: {outputs}")
    return said, outputs, summary.read_text()


def gitlab(fixture, wanted):
    job = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text())["csp-support"]
    folder = workspace("gitlab", fixture)
    put_program(folder / ".csp-support/bin/csp-support")
    code, said = run("\n".join(job["before_script"] + job["script"]), folder, {"CI": "true", "GITLAB_CI": "true"})
    expect("the job of GitLab", code, wanted, said)
    reports = job["artifacts"]["reports"]
    return json.loads((folder / reports["codequality"]).read_text()), (folder / reports["junit"]).read_text()


def azure(fixture, wanted):
    pipeline = yaml.safe_load((REPOSITORY / "azure-pipelines.yml").read_text())
    folder = workspace("azure", fixture)
    staging, place = SCRATCH / "azure-staging", SCRATCH / "azure-pipeline"
    for path in (staging, place):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir()
    put_program(place / "csp-support/bin/csp-support")
    values = {"Build.ArtifactStagingDirectory": str(staging), "Pipeline.Workspace": str(place), "Agent.OS": "Linux"}
    for name, value in pipeline["variables"].items():
        values[name] = filled(value, values, r"\$\(([\w.]+)\)")
    scripts = [step for step in pipeline["steps"] if "bash" in step]
    for step in scripts:
        env = {name: filled(value, values, r"\$\(([\w.]+)\)") for name, value in step["env"].items()}
        code, said = run(step["bash"], folder, env | {"TF_BUILD": "True"})
        expect(step["displayName"], code, wanted if step is scripts[-1] else 0, said)
    tasks = {step["task"]: step["inputs"] for step in pipeline["steps"] if "task" in step}
    logs = Path(filled(tasks["PublishBuildArtifacts@1"]["PathtoPublish"], values, r"\$\(([\w.]+)\)"))
    tests = Path(filled(tasks["PublishTestResults@2"]["testResultsFiles"], values, r"\$\(([\w.]+)\)"))
    return said, json.loads((logs / "csp-support.sarif").read_text()), tests.read_text()


def results(sarif):
    return len(sarif["runs"][0]["results"])


SCRATCH.mkdir(parents=True, exist_ok=True)
said, outputs, summary = github("invalid", {}, 1)
found = results(json.loads(Path(outputs["sarif"]).read_text()))
if not (found > 50 and "::error file=promises/" in said and summary.strip()):
    complain(f"the action tells {found} findings:\n{said[:2000]}\n{summary[:200]}")
github("invalid", {"fail-on": "never", "path": "promises\n"}, 0)
said, outputs, _ = github("invalid", {"path": "nowhere\n-x"}, 2)
if "sarif" in outputs:
    complain("the action passes on a file that is not there")
quality, junit = gitlab("invalid", 1)
if not (len(quality) > 50 and "<testsuite " in junit):
    complain(f"the job of GitLab tells {len(quality)} findings")
gitlab("fjord", 0)
said, sarif, junit = azure("invalid", 1)
if not (results(sarif) == found and "<testsuite " in junit and "##vso[task.logissue type=error" in said):
    complain(f"the pipeline of Azure tells {results(sarif)} findings, not {found}")
azure("fjord", 0)
print(f"ok      the scripts of three pipelines, {found} findings in each")
