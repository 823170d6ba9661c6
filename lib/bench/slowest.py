#!/usr/bin/env python3
"""The ten files that took longest to compile, out of a .ninja_log."""
import sys


def compile_times(path):
    """seconds for each object file; a later entry replaces an earlier one"""
    times = {}
    with open(path, encoding="utf-8") as log:
        for line in log:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 4 and fields[3].endswith(".o"):
                begin, end = int(fields[0]), int(fields[1])
                times[fields[3]] = (end - begin) / 1000
    return times


def main():
    times = compile_times(sys.argv[1])
    slowest = sorted(times.items(), key=lambda item: -item[1])
    for name, seconds in slowest[:10]:
        name = "/".join(p for p in name.split("/")
                        if p != "CMakeFiles" and not p.endswith(".dir"))
        print(f"{seconds:7.1f} s  {name[:-len('.o')]}")
    print(f"{sum(times.values()):7.1f} s  all {len(times)} files")


if __name__ == "__main__":
    main()
