#!/usr/bin/env python3
"""Engraves the corpus that lies beside the checkout, and holds the pages against gates.json.

    corpus_test.py engrave|complete|appearance|lint --burin PROGRAM [--burin OTHER] --shared FOLDER [--out FOLDER]

engrave     every score to SVG and PDF: exit 0, each SVG page is valid XML, each PDF opens (pdfinfo)
complete    what the pages show against what the scores ask for, per set of scores
appearance  overflow and collisions with burin's defaults, per set of scores
lint        what burin's own lint finds on its pages, per set of scores: overlaps and near misses, each per 1000 notes
The first program that exists is taken.  Exit 77 (skipped) where the corpus is not at hand.
"""
import argparse
import concurrent.futures
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.parsers.expat

SKIPPED = 77
SUFFIXES = (".mxl", ".xml", ".musicxml")
HERE = os.path.dirname(os.path.abspath(__file__))


def scores_below(folder):
    """Every score of the folder, by its path from there."""
    return sorted(os.path.relpath(os.path.join(base, name), folder)
                  for base, _, names in os.walk(folder) for name in names if name.endswith(SUFFIXES))


def outputs_of(out):
    """Written files by the path of their score without its suffix."""
    found = {}
    for base, _, names in os.walk(out):
        for name in names:
            path = os.path.join(base, name)
            stem, kind = os.path.splitext(os.path.relpath(path, out))
            if kind == ".svg":
                stem = stem.rpartition("-")[0]
            if kind in (".svg", ".pdf"):
                found.setdefault(stem, {}).setdefault(kind, []).append(path)
    return found


def fault_of(path):
    """What is wrong with an output file, or None."""
    if path.endswith(".svg"):
        try:
            with open(path, "rb") as file:
                xml.parsers.expat.ParserCreate().ParseFile(file)
        except xml.parsers.expat.ExpatError as error:
            return f"{path}: not valid XML: {error}"
    elif shutil.which("pdfinfo"):
        run = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=False)
        if run.returncode or "Pages:" not in run.stdout:
            return f"{path}: pdfinfo: {run.stderr.strip()[:200]}"
    return None


def engrave_set(burin, folder, out):
    """Engraves one set in one run; complaints."""
    command = [burin, "engrave", folder, "-o", out, "-f", "svg", "-f", "pdf", "--no-progress"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    complaints = []
    if run.returncode != 0:
        errors = [line for line in run.stderr.splitlines() if " error" in line or "error:" in line]
        complaints.append(f"{os.path.basename(folder)}: exit {run.returncode}\n  " + "\n  ".join(errors[:20]))
    written = outputs_of(out)
    for score in scores_below(folder):
        kinds = written.get(os.path.splitext(score)[0], {})
        for kind in (".svg", ".pdf"):
            if not kinds.get(kind):
                complaints.append(f"{score}: no {kind[1:]}" + why_nothing(burin, os.path.join(folder, score)))
    return complaints


def why_nothing(burin, path):
    """What a score that left nothing says when it is engraved alone."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            command = [burin, "engrave", path, "-o", folder, "-f", "svg", "--no-progress"]
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, errors="replace")
        except subprocess.TimeoutExpired:
            return " (alone: no end within a minute)"
        return f" (alone: exit {run.returncode}{': ' + run.stderr.splitlines()[-1][:160] if run.stderr else ''})"


def check_engrave(burin, shared, out, _gates):
    visible = os.path.join(shared, "corpus", "visible")
    complaints, files = [], []
    for name in sorted(os.listdir(visible)):
        if os.path.isdir(os.path.join(visible, name)):
            target = os.path.join(out, name)
            complaints += engrave_set(burin, os.path.join(visible, name), target)
            files += [path for kinds in outputs_of(target).values() for paths in kinds.values() for path in paths]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        complaints += [fault for fault in pool.map(fault_of, sorted(files), chunksize=16) if fault]
    print(f"{len(files)} files written, {len(complaints)} complaints")
    print("\n".join(complaints))
    return 1 if complaints else 0


def audit(burin, shared, out, name, gate, options, more):
    """One run of the auditor over one set, with the gates of that set."""
    corpus = os.path.join(shared, "corpus")
    command = [sys.executable, os.path.join(shared, "tools", "audit_corpus.py"), "--burin", burin,
               "--corpus", os.path.join(corpus, "visible"), "--expected", os.path.join(corpus, "expected.tsv"),
               "--only", name + "/*", "--out", os.path.join(out, name), *more]
    if "min_complete" in gate:
        command += ["--min-complete", str(gate["min_complete"])]
    if "max_collisions_per_1000" in gate:
        command += ["--max-collisions-per-1000", str(gate["max_collisions_per_1000"])]
    if gate.get("no_overflow"):
        command.append("--no-overflow")
    print(f"== {name}: {gate}", flush=True)
    return subprocess.run([*command, "--", *options], check=False).returncode


def check_gates(kind, more):
    def check(burin, shared, out, gates):
        plan = gates[kind]
        results = [audit(burin, shared, out, name, gate, plan["options"], more) for name, gate in plan["sets"].items()]
        return 1 if any(results) else 0
    return check


def lint_rates(report):
    """Overlaps and near misses of all scores of a run report, per 1000 notes."""
    with open(report, encoding="utf-8") as file:
        scores = json.load(file)["scores"]
    notes = sum(score["counts"]["notes"] for score in scores)
    found = [item for score in scores for item in score["lint"].items()]
    near = sum(count for check, count in found if check.startswith("near "))
    return (1000 * (sum(count for _, count in found) - near) / notes, 1000 * near / notes)


def check_lint(burin, shared, out, gates):
    complaints = 0
    for name, gate in gates["lint"]["sets"].items():
        report = os.path.join(out, name + ".json")
        subprocess.run([burin, "check", os.path.join(shared, "corpus", "visible", name), "--report", report],
                       capture_output=True, check=False)
        touch, near = lint_rates(report)
        ok = touch <= gate["max_touch_per_1000"] and near <= gate["max_near_per_1000"]
        complaints += not ok
        print(f"{name}: {touch:.2f} overlaps, {near:.2f} near misses per 1000 notes; {gate}{'' if ok else '  MISSED'}")
    return 1 if complaints else 0


CHECKS = {"engrave": check_engrave, "complete": check_gates("complete", ["--no-collisions"]),
          "appearance": check_gates("appearance", []), "lint": check_lint}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("--burin", action="append", required=True)
    parser.add_argument("--shared", help="default: the environment variable BURIN_SHARED, else ../shared")
    parser.add_argument("--out")
    options = parser.parse_args()
    shared = os.environ.get("BURIN_SHARED") or options.shared or os.path.join(HERE, "..", "..", "..", "shared")
    if not os.path.isdir(os.path.join(shared, "corpus", "visible")):
        print(f"skipped: no corpus at {os.path.normpath(shared)} (set BURIN_SHARED to its folder)")
        return SKIPPED
    burin = next((program for program in options.burin if os.access(program, os.X_OK)), None)
    if burin is None:
        print("no program: " + ", ".join(options.burin))
        return 1
    with open(os.path.join(HERE, "gates.json"), encoding="utf-8") as file:
        gates = json.load(file)
    out = options.out or tempfile.mkdtemp(prefix="burin-corpus-")
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    try:
        return CHECKS[options.check](burin, shared, out, gates)
    finally:
        if not options.out:
            shutil.rmtree(out, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
