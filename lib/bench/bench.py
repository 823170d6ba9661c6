#!/usr/bin/env python3
"""Measures asmgw against its targets: ./dev bench [--quick].

Wall clock is compared only inside one run: every round starts each program
once, every other round in reverse order, and what counts is the median of the
rounds' ratios. Instructions are counted by callgrind and repeat exactly.
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

import attacks

HERE = os.path.dirname(os.path.abspath(__file__))

# name -> options of gen_corpus.py; --quick divides counts and sizes by ten
CORPORA = {
    "one": ["--count", "1", "--servers", "2:2"],
    "f1k": ["--count", "1000"],
    "f4k": ["--count", "4000"],
    "f10k": ["--count", "10000"],
    "groups": ["--per-dir", "20", "--count", "10000"],
    "list50": ["--shape", "list", "--size-mb", "50"],
    "mixed50": ["--shape", "mixed", "--size-mb", "50"],
    "json50": ["--shape", "json", "--size-mb", "50"],
}
FASTER = [("P1", "10,000 files", "f10k", 1.1),
          ("P3", "50 MB List", "list50", 1.3),
          ("P4", "50 MB helm stream, 10 % Gateways, context on", "mixed50", 6),
          ("P5", "50 MB JSON List", "json50", 1.3)]


class Bench:
    def __init__(self, build, quick):
        self.release = os.path.join(build, "release")
        self.asmgw = os.path.join(self.release, "cli", "asmgw")
        self.data = os.path.join(build, "bench-data" + "-quick" * quick)
        self.quick = quick
        self.missed = 0

    def tool(self, name):
        return os.path.join(self.release, "lib", "bench", name)

    def corpus(self, name):
        path = os.path.join(self.data, name)
        if not os.path.exists(path):
            options = list(CORPORA[name])
            if self.quick and (name.endswith("0") or name == "groups"):
                options[-1] = str(int(options[-1]) // 10)
            os.makedirs(self.data, exist_ok=True)
            making = path + ".making"
            subprocess.run(["rm", "-rf", making], check=True)
            subprocess.run([sys.executable, os.path.join(
                HERE, "gen_corpus.py"), making] + options, check=True,
                           stdout=subprocess.DEVNULL)
            os.rename(making, path)
        return path

    def report(self, key, what, value, target, least, unit=""):
        """one line; least: the target is the least that is good"""
        good = value >= target if least else value <= target
        self.missed += not good
        print("%-4s %-38s %10s %s %-12s %s" % (
            key, what, shown(value) + unit, ">=" if least else "<=",
            shown(target) + unit, "ok" if good else "MISSED"), flush=True)

    def faster(self, key, what, name, target):
        path = self.corpus(name)
        lint = [self.asmgw, "lint", "-q", "--max-nodes", "100000000", path]
        plain = [self.tool("bench_loadall"), path]
        ratios = []
        for number in range(3 if self.quick else 7):
            order = [plain, lint] if number % 2 == 0 else [lint, plain]
            took = {command[0]: seconds(command) for command in order}
            ratios.append(took[plain[0]] / took[lint[0]])
        self.report(key, what + " against LoadAll",
                    statistics.median(ratios), target, True, " x")

    def installed(self, program):
        """a copy, as an installation makes one: what a linker writes piece by
        piece lies in the page cache in pieces, and is slower to map"""
        path = os.path.join(self.data, "installed", os.path.basename(program))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            os.remove(path)
        return shutil.copy(program, path)

    def start_up(self):
        rounds = "50" if self.quick else "200"
        out = subprocess.run(
            [self.tool("bench_spawn"), rounds,
             self.installed(self.tool("bench_empty")), ",",
             self.installed(self.asmgw), "lint", "-q", self.corpus("one")],
            check=True, stdout=subprocess.PIPE, text=True).stdout.split()
        self.report("P7", "cold start against an empty C program",
                    float(out[1]) / float(out[0]), 1.8, False, " x")

    def instructions(self, paths):
        out = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
             self.asmgw, "lint", "-q"] + paths, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return int(re.search(r"Collected : (\d+)", out.stderr).group(1))

    def counts(self):
        self.report("P8", "instructions for one clean file",
                    self.instructions([self.corpus("one")]) / 1e6, 1.5, False,
                    " M")
        folders = [os.path.join(self.corpus("f1k"), d)
                   for d in ("d0000", "d0001") if not self.quick or d < "d0001"]
        size = sum(os.path.getsize(os.path.join(folder, file))
                   for folder in folders for file in os.listdir(folder))
        self.report("P12", "instructions a byte of small files",
                    self.instructions(folders) / size, 1600, False)

    def gateways(self, name, count, clash):
        """count Gateways of 5 servers on one workload; of every two servers
        one is in conflict if clash"""
        path = os.path.join(self.data, name)
        if os.path.exists(path):
            return path
        os.makedirs(self.data, exist_ok=True)
        with open(path, "w") as file:
            for i in range(count):
                file.write(
                    "---\napiVersion: networking.istio.io/v1\nkind: Gateway\n"
                    "metadata: {name: g%d, namespace: shop}\nspec:\n"
                    "  selector: {istio: ingressgateway}\n  servers:\n" % i)
                for j in range(5):
                    host = "same%d" % j if clash and (i + j) % 2 else \
                        "h%d-%d" % (i, j)
                    file.write(
                        "  - port: {number: %d, name: p%d, protocol: HTTPS}\n"
                        "    hosts: [%s.example.com]\n"
                        "    tls: {mode: SIMPLE, credentialName: c}\n"
                        % (443 + j, j, host))
        return path

    def counted(self, *command):
        out = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
            + list(command), check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        return int(re.search(r"Collected : (\d+)", out.stderr).group(1))

    def render(self):
        tool = self.tool("bench_render")
        count = 200 if self.quick else 2000
        for name, clash in (("calm", False), ("clash", True)):
            path = self.gateways("%s%d.yaml" % (name, count), count, clash)
            double = self.gateways("%s%d.yaml" % (name, 2 * count), 2 * count,
                                   clash)
            reading = self.counted(tool, path)
            cost = self.counted(tool, path, "render") - reading
            twice = (self.counted(tool, double, "render")
                     - self.counted(tool, double))
            self.report("R1", "render of %d Gateways (%s) against reading"
                        % (count, name), cost / reading, 20, False, " x")
            self.report("R2", "render of twice as many (%s)" % name,
                        twice / cost, 2.3, False, " x")
            self.diff(name, path, cost, count)
            self.resolve(name, path, cost, count)

    def diff(self, name, path, render, count):
        """against the same Gateways with 5 changes"""
        with open(path) as file:
            text = file.read()
        for i in range(5):
            text = text.replace("hosts: [h%d-0." % (7 * i), "hosts: [x%d." % i)
        changed = path.replace(".yaml", "-changed.yaml")
        with open(changed, "w") as file:
            file.write(text)
        tool = self.tool("bench_diff")
        reading = self.counted(tool, path, changed)
        cost = self.counted(tool, path, changed, "diff") - reading
        self.report("D1", "diff of %d Gateways (%s) against rendering both"
                    % (count, name), cost / (2 * render), 3, False, " x")

    def resolve(self, name, path, render, count):
        """five requests a Gateway"""
        tool = self.tool("bench_resolve")
        cost = (self.counted(tool, path, str(5 * count))
                - self.counted(tool, path))
        self.report("Q1", "%d requests to %d Gateways (%s) against rendering"
                    % (5 * count, count, name), cost / render, 3, False, " x")

    def reread(self):
        """one file again, 100 times"""
        tool, path = self.tool("bench_reread"), self.corpus("f4k")
        reading = self.counted(tool, path)
        again = (self.counted(tool, path, "100") - reading) / 100
        self.report("M1", "one of 4,000 files again against all",
                    1000 * again / reading, 1, False, " ‰")

    def groups(self):
        """each folder a group, against all as one mesh"""
        path = self.corpus("groups")
        lint = [self.asmgw, "lint", "-q", path]
        ratios = []
        for _ in range(3 if self.quick else 7):
            together = seconds(lint + ["--together"])
            ratios.append(seconds(lint) / together)
        self.report("G1", "10,000 files in 500 groups against one",
                    statistics.median(ratios), 1.0, False, " x")

    def worst(self):
        rows = list(attacks.run_all(self.asmgw, 1000000, 20, 0))
        for row in rows:
            if row[2]:
                self.missed += 1
                print("P10  %s %s: %s" % row[:3])
        slow = max(rows, key=lambda row: row[3])
        big = max(rows, key=lambda row: row[4])
        self.report("P10", "slowest attack (%s, %s)" % slow[:2], slow[3],
                    1.0, False, " s")
        self.report("P10", "largest attack (%s, %s)" % big[:2], big[4], 300,
                    False, " MB")


def shown(number):
    return "%.0f" % number if number >= 100 else "%.4g" % number


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", help="the folder that holds release/")
    parser.add_argument("--quick", action="store_true",
                        help="a tenth of the data, for a first look")
    args = parser.parse_args()
    bench = Bench(os.path.abspath(args.build), args.quick)
    bench.counts()
    bench.start_up()
    bench.render()
    bench.reread()
    bench.groups()
    bench.worst()
    for row in FASTER:
        bench.faster(*row)
    print("%d targets missed" % bench.missed)
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
