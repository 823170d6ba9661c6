"""How each command ends where its output cannot be written, or its input not be
read: with status 2 and one line on stderr, never by a signal.

usage: endings.py ASMGW ROOT
"""

import os
import subprocess
import sys
import tempfile

GOOD = "testdata/demo/good"
GATEWAY = GOOD + "/http-gateway.yaml"
WRITING = [
    ["lint", "testdata/demo/broken"],
    ["lint", "-o", "json", "testdata/demo/broken"],
    ["render", GOOD],
    ["render", "-o", "json", GOOD],
    ["render", "-o", "dot", GOOD],
    ["diff", GATEWAY, GOOD + "/https-gateway.yaml"],
    ["resolve", "http://a.example.com", "--in", GOOD],
    ["test", "testdata/demo/gateway.test.yaml"],
    ["explain", "GW401"],
    ["rules"],
    ["schema", "lint"],
    ["completion", "bash"],
    ["version"],
    ["help"],
]


def ended(asmgw, words, **streams):
    ran = subprocess.run([asmgw, *words], stdin=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, timeout=60, **streams)
    return ran.returncode, ran.stderr.decode()


def unwritable(asmgw):
    for words in WRITING:
        with open("/dev/full", "wb") as full:
            yield (words, "no space left on device",
                   *ended(asmgw, words, stdout=full))
        reading, writing = os.pipe()
        os.close(reading)
        yield words, "broken pipe", *ended(asmgw, words, stdout=writing)
        os.close(writing)


def unreadable(asmgw, folder):
    loop = os.path.join(folder, "loop")
    os.symlink("loop", loop)
    missing = os.path.join(folder, "missing.yaml")
    for path in (loop, missing):
        for words in (["lint", path], ["render", path], ["test", path],
                      ["diff", path, GATEWAY], ["diff", GATEWAY, path],
                      ["resolve", "http://a.example.com", "--in", path],
                      ["lint", GATEWAY, "-o", "json=%s/x" % path],
                      ["render", GATEWAY, "-o", "json=%s/x" % path]):
            yield words, path, *ended(asmgw, words, stdout=subprocess.DEVNULL)
    if sorted(os.listdir(folder)) != ["loop"]:
        yield ["a file is left behind"], folder, 0, str(os.listdir(folder))


def main(asmgw, root):
    os.chdir(root)
    failed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for words, what, status, err in [*unwritable(asmgw),
                                         *unreadable(asmgw, folder)]:
            count += 1
            said = [line for line in err.splitlines()
                    if line.startswith("asmgw: cannot ")]
            if status != 2 or len(said) != 1 or what not in said[0]:
                failed += 1
                print("%s, %s: status %d, %r" % (
                    " ".join(words), what, status, err[:200]))
    print("%d endings, %d failed" % (count, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
