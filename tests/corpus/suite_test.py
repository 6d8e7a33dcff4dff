#!/usr/bin/env python3
"""Holds what the MusicXML suite of the corpus shows against the table of verdicts, suite.tsv.

    suite_test.py --burin PROGRAM [--burin OTHER] --shared FOLDER [--update]

A line of the table names a score, a verdict by eye (shown, partly, not), a sentence that says why, and the numbers that
its pages had when it was looked at: how many things of each class are drawn.  Other numbers mean that the page looks
different, so the verdict has to be given anew; --update writes the numbers of today.
The first program that exists is taken.  Exit 77 (skipped) where the corpus is not at hand.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile

SKIPPED = 77
HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "suite.tsv")
VERDICTS = ("shown", "partly", "not")
# Parts of other things, or so many that they say nothing
LEFT_OUT = {"page", "system", "staff", "measure", "staff-lines", "notehead", "stem", "ledger-lines", "dots"}


def read_table():
    """The lines by score: verdict, sentence, numbers."""
    rows = {}
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            name, verdict, sentence, numbers = line.rstrip("\n").split("\t")
            rows[name] = (verdict, sentence, numbers)
    return rows


def numbers_of(folder, stem):
    """What the pages of one score show: classes with their counts, continuations left out."""
    counts = collections.Counter()
    for name in sorted(os.listdir(folder)):
        if not re.fullmatch(re.escape(stem) + r"-\d+\.svg", name):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for classes in re.findall(r'<g class="([^"]+)"', file.read()):
                first, *more = classes.split()
                if first not in LEFT_OUT and "continuation" not in more:
                    counts[first] += 1
    return " ".join(f"{name}:{count}" for name, count in sorted(counts.items()))


def engrave(program, scores, out):
    listing = os.path.join(out, "scores.txt")
    with open(listing, "w", encoding="utf-8") as file:
        file.writelines(score + "\n" for score in scores)
    command = [program, "engrave", "@" + listing, "-o", out, "-f", "svg", "--no-progress", "--hide-empty", "never"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--burin", action="append", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    suite = os.path.join(options.shared, "corpus", "visible", "lilypond-suite")
    if not os.path.isdir(suite):
        print("skipped: the MusicXML suite is not beside the checkout")
        return SKIPPED
    program = next((path for path in options.burin if os.path.exists(path)), None)
    if program is None:
        print("skipped: no program has been built")
        return SKIPPED
    rows = read_table()
    scores = sorted(name for name in os.listdir(suite) if name.endswith((".xml", ".mxl")))
    faults = [f"{name}: no verdict in the table" for name in scores if name not in rows]
    faults += [f"{name}: in the table, but not in the suite" for name in rows if name not in scores]
    faults += [f"{name}: '{row[0]}' is no verdict" for name, row in rows.items() if row[0] not in VERDICTS]
    with tempfile.TemporaryDirectory() as out:
        code = engrave(program, [os.path.abspath(os.path.join(suite, name)) for name in scores], out)
        if code != 0:
            faults.append(f"burin ended with exit {code}")
        for name in scores:
            now = numbers_of(out, os.path.splitext(name)[0])
            verdict, sentence, before = rows.get(name, ("not", "not looked at yet", ""))
            if now != before and not options.update:
                faults.append(f"{name} ({verdict}: {sentence})\n  then: {before}\n  now:  {now}")
            rows[name] = (verdict, sentence, now)
    if options.update:
        with open(TABLE, encoding="utf-8") as file:
            head = [line for line in file if line.startswith("#")]
        with open(TABLE, "w", encoding="utf-8") as file:
            file.writelines(head)
            file.writelines("\t".join((name, *rows[name])) + "\n" for name in sorted(rows))
        return 0
    print("\n".join(faults) or f"{len(scores)} scores show what they showed when they were looked at")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
