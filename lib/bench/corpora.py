#!/usr/bin/env python3
"""Runs asmgw over generated manifests: silence on good ones, and for each fault
of gen_corpus.py a finding of the expected level on one of its lines.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD = {
    "files": "--shape files --count 300",
    "other seed": "--shape files --count 300 --seed 11 --comments 0.2",
    "crlf": "--shape files --count 100 --eol crlf",
    "multidoc": "--shape multidoc --count 300",
    "kubectl": "--shape list --count 300",
    "json": "--shape json --count 100",
    "json files": "--shape json-files --count 100",
    "helm": "--shape mixed --count 400 --gateway-share 0.2",
}
BAD = {"yaml": "--shape files --count 400 --faults 1 --seed 7",
       "json": "--shape json-files --count 100 --faults 1 --seed 7"}


def generate(options, folder):
    subprocess.run(
        [sys.executable, os.path.join(HERE, "gen_corpus.py"), folder]
        + options.split(), check=True, stdout=subprocess.DEVNULL)


def lint(asmgw, folder, *options):
    """status and findings"""
    ran = subprocess.run([asmgw, "lint", "-q", "-o", "json", *options, folder],
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    return ran.returncode, json.loads(ran.stdout)


def check_good(asmgw, name, options):
    """what is wrong, a line each"""
    with tempfile.TemporaryDirectory() as folder:
        generate(options, folder)
        status, report = lint(asmgw, folder)
        if status != 0 or report["summary"]["gateways"] == 0:
            yield "%s: status %d, %s" % (name, status, report["summary"])
        for one in report["findings"]:
            yield "%s: %s %s: %s" % (name, one["level"], one["rule"],
                                     one["message"])


def met(fault, findings):
    """the fault is reported as it should be; of JSON no lines are known"""
    if fault["expect"] == "silent":
        return not any(one["level"] != "info" for one in findings)
    return any(one["level"] == fault["expect"] and
               (not fault["lines"] or
                one["range"]["start"]["line"] in fault["lines"])
               for one in findings)


def check_bad(asmgw, name, options, kinds):
    with tempfile.TemporaryDirectory() as folder:
        generate(options, folder)
        _, report = lint(asmgw, folder, "--min-level", "info", "--scope",
                         "file")
        by_file = collections.defaultdict(list)
        for one in report["findings"]:
            by_file[os.path.relpath(one["path"], folder)].append(one)
        with open(os.path.join(folder, "faults.jsonl")) as lines:
            faults = [json.loads(line) for line in lines]
        for fault in faults:
            kinds[fault["fault"]] += 1
            found = by_file[fault["file"]]
            if not met(fault, found):
                yield "%s: %s: got %s" % (
                    name, fault, [(one["level"], one["rule"],
                                   one["range"]["start"]["line"])
                                  for one in found])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("asmgw")
    asmgw = parser.parse_args().asmgw
    kinds = collections.Counter()
    wrong = []
    for name, options in GOOD.items():
        wrong.extend(check_good(asmgw, name, options))
    for name, options in BAD.items():
        wrong.extend(check_bad(asmgw, name, options, kinds))
    for line in wrong[:20]:
        print(line)
    print("%d good corpora, %d faults of %d kinds, %d unmet" % (
        len(GOOD), sum(kinds.values()), len(kinds), len(wrong)))
    return 1 if wrong or len(kinds) < 25 else 0


if __name__ == "__main__":
    sys.exit(main())
