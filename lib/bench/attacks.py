#!/usr/bin/env python3
"""Runs asmgw over inputs made to hurt a YAML reader or a linter.

Each has up to --size bytes. asmgw must end by itself, with status 0, 1 or 2,
within --seconds of processor time and --megabytes of address space.
"""
import argparse
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile

HEAD = ("apiVersion: networking.istio.io/v1\nkind: Gateway\n"
        "metadata: {name: gw, namespace: shop}\n")
SPEC = HEAD + "spec:\n  selector: {istio: ingressgateway}\n  servers:\n"
JSON_HEAD = ('{"apiVersion": "networking.istio.io/v1", "kind": "Gateway", '
             '"metadata": {"name": "gw"}, "spec": {"servers": [')


def repeat(unit, size):
    return unit * (size // len(unit))


def numbered(unit, size, head="", tail=""):
    """head, units with 1, 2, ... for # and 0, 1, ... for @, then tail"""
    parts, left, i = [head], size - len(head) - len(tail), 1
    while True:
        part = unit.replace("#", str(i)).replace("@", str(i - 1))
        left -= len(part)
        if left < 0:
            return "".join(parts) + tail
        parts.append(part)
        i += 1


def server(hosts, number="443", name="p#", protocol="HTTPS",
           tls="{mode: SIMPLE, credentialName: c}"):
    return ("  - {port: {number: %s, name: %s, protocol: %s}, hosts: [%s], "
            "tls: %s}\n" % (number, name, protocol, hosts, tls))


def nested(size, unit, close=""):
    n = (size - len(HEAD) - 5) // (len(unit) + len(close))
    return HEAD + "spec: " + unit * n + close * n


def block_maps(size):
    lines, indent, left = [HEAD, "spec:\n"], 1, size - len(HEAD) - 6
    while left > indent + 3:
        lines.append(" " * indent + "a:\n")
        left -= indent + 3
        indent += 1
    return "".join(lines)


def inputs(size):
    """(name, text) of every attack"""
    flow = HEAD + "spec: {x: ["
    nine = "x#: &x# [" + ",".join(["*x@"] * 9) + "]\n"
    return {
        "brackets-open": nested(size, "["),
        "brackets": nested(size, "[", "]"),
        "brackets-in-quotes": HEAD + 'spec: "' + "[" * (size - 120) + '"\n',
        "braces": nested(size, "{a: ", "}"),
        "braces-open": nested(size, "{a: "),
        "brackets-9999": HEAD + "spec: " + "[" * 9999 + "]" * 9999,
        "brackets-9999-often": HEAD + repeat("x: " + "[" * 4000 + "\n", size),
        "dashes": nested(size, "- "),
        "questions": nested(size, "? "),
        "dashes-alone": repeat("- ", size),
        "questions-alone": "# Gateway networking.istio.io/\n"
                           + repeat("? ", size),
        "block-maps": block_maps(size),
        "dedents": HEAD + "spec:\n" + repeat("  a:\n    b:\n      c: 1\n",
                                             size),
        "alias-bomb": numbered(nine, size, HEAD + "x0: &x0 {hosts: [a.com]}\n",
                               "spec:\n  servers: *x1\n"),
        "alias-bomb-small": numbered(nine, 350, HEAD + "x0: &x0 {k: v}\n",
                                     "spec:\n  servers: *x3\n"),
        "alias-bomb-used": numbered(nine, 1000, HEAD + "x0: &x0 {k: v}\n",
                                    "spec:\n  servers: *x10\n"),
        "alias-cycle": HEAD + "spec: &a\n  servers: *a\n",
        "anchors": numbered("  k#: &a# v\n", size, HEAD + "spec:\n"),
        "aliases": numbered("  k#: *a\n", size, HEAD + "spec:\n  k: &a v\n"),
        "alias-items": HEAD + "a: &a {hosts: [a.com]}\nspec:\n  servers: ["
                       + repeat("*a, ", size) + "]\n",
        "merges": HEAD + "a: &a {k: v}\nspec:\n" + repeat("  <<: *a\n", size),
        "merge-list": HEAD + "a: &a {k: v}\nspec:\n  <<: ["
                      + repeat("*a, ", size) + "]\n",
        "merge-chain": numbered("a#: &a# {<<: *a@, k#: v}\n", size,
                                HEAD + "a0: &a0 {k: v}\n"),
        "alias-chain": numbered("a#: &a# [*a@]\n", size,
                                HEAD + "a0: &a0 {k: v}\n",
                                "spec: *a9999\n"),
        "merge-wide": numbered("  k#: v\n", size // 2,
                               HEAD + "a: &a\n", "spec:\n  servers:\n")
                      + repeat("  - <<: *a\n", size // 2),
        "tag-long": HEAD + "spec: !" + "a" * (size - 200) + " 1\n",
        "tag-signs": HEAD + "spec: !" + "~" * (size - 200) + " 1\n",
        "tag-verbatim": HEAD + "spec: !<" + "a" * (size - 200) + "> 1\n",
        "tag-verbatim-open": HEAD + "spec: !<" + "a" * (size - 200),
        "tags": HEAD + "spec:\n" + repeat("  k: !t v\n", size - 200),
        "tags-verbatim": HEAD + "spec: [" + repeat("!<t> v, ", size - 200)
                         + "]\n",
        "tags-alone": HEAD + "spec: [" + repeat("!t , ", size - 200) + "]\n",
        "anchor-long": HEAD + "spec: &" + "a" * (size - 200) + " 1\n",
        "alias-long": HEAD + "spec: *" + "a" * (size - 200) + "\n",
        "anchors-alone": numbered("&a# , ", size, flow, "]}\n"),
        "property-comments": HEAD + "spec: &a\n" + repeat("# x\n", size - 200)
                             + "  {}\n",
        "one-word": HEAD + "spec: " + "x" * size,
        "one-key": HEAD + "x" * (size - 200) + ": v\n",
        "quoted": HEAD + 'spec: "' + "x" * (size - 200) + '"\n',
        "quoted-open": HEAD + 'spec: "' + "x " * (size // 2 - 100),
        "quoted-lines": HEAD + 'spec: "' + repeat("x\n ", size - 200) + '"\n',
        "single-open": HEAD + "spec: '" + "x''" * (size // 3 - 100),
        "quotes-open": repeat("---\nkind: Gateway\napiVersion: "
                              "networking.istio.io/v1\na: \"\n", size),
        "flow-quotes": flow + repeat("'a',\"b\", ", size - 200) + "]}\n",
        "flow-comments": flow + repeat("a, # x\n  ", size - 200) + "]}\n",
        "flow-in-words": HEAD + "spec:\n" + repeat("  k: a [ b\n", size - 200),
        "escapes": HEAD + 'spec: "' + repeat("\\x41", size - 200) + '"\n',
        "block-scalar": HEAD + "spec: |\n" + repeat("  x\n", size - 200),
        "block-scalars": HEAD + "spec:\n" + repeat("  k: |\n    x\n",
                                                   size - 200),
        "block-scalar-blank": HEAD + "spec: |\n" + "\n" * (size - 200),
        "folded-scalar": HEAD + "spec: >\n" + repeat("  x\n\n", size - 200),
        "plain-lines": HEAD + "spec: x\n" + repeat("  x\n", size - 200),
        "suppressions": HEAD + repeat("# asmgw: ignore[GW301] x\n", size - 200)
                        + "spec: {}\n",
        "question-keys": HEAD + "spec:\n" + repeat("  ? k\n  : v\n",
                                                   size - 200),
        "items-empty": HEAD + "spec:\n" + repeat("  -\n", size - 200),
        "items-far": HEAD + "spec:\n" + repeat("  -\n  # x\n\n", size - 200),
        "comments": HEAD + repeat("# x\n", size - 200) + "spec: {}\n",
        "one-comment": HEAD + "#" * (size - 200) + "\nspec: {}\n",
        "spaces": HEAD + "spec:" + " " * (size - 200) + "{}\n",
        "newlines": HEAD + "spec:" + "\n" * (size - 200) + "  {}\n",
        "carriage-returns": HEAD + "spec:" + "\r" * (size - 200) + "  {}\n",
        "tabs": HEAD + "spec:" + "\t" * (size - 200) + "{}\n",
        "tabs-in-text": HEAD + "spec:\n" + " " * (size // 2)
                        + repeat("x\t", size // 2 - 200) + "\n",
        "tab-lines": HEAD + "spec:\n" + repeat("\t\n", size - 200) + "  {}\n",
        "documents": HEAD + repeat("---\n", size - 200),
        "gateways": numbered("---\napiVersion: networking.istio.io/v1\n"
                             "kind: Gateway\nmetadata: {name: g#}\n", size),
        "same-gateway": repeat("---\napiVersion: networking.istio.io/v1\n"
                               "kind: Gateway\nmetadata: {name: g}\n", size),
        "broken-documents": repeat("---\nkind: Gateway\napiVersion: "
                                   "networking.istio.io/v1\na: b: c\n", size),
        "separator-text": HEAD + repeat("--- x\n", size - 200),
        "ends": HEAD + repeat("...\n", size - 200),
        "list-items": "kind: List\napiVersion: v1\nitems:\n" + repeat(
            "- {kind: Gateway, apiVersion: networking.istio.io/v1}\n",
            size - 200),
        "list-nulls": "kind: List # Gateway networking.istio.io/\nitems: ["
                      + repeat("~,", size - 200) + "]\n",
        "keys": numbered("  k#: v\n", size, HEAD + "spec:\n"),
        "same-key": HEAD + "spec:\n" + repeat("  k: v\n", size - 200),
        "same-spec": repeat(HEAD + "spec: {}\n", size),
        "labels": numbered("    k_#/: v\n", size,
                           HEAD + "spec:\n  selector:\n"),
        "annotations": numbered("    k#: 1\n", size, HEAD.replace(
            "metadata: {name: gw, namespace: shop}", "metadata:\n  name: gw\n"
            "  annotations:")),
        "blanks-before-json": "\n" * (size // 2) + repeat(
            '---\n{"kind": "Gateway", "apiVersion": "networking.istio.io/v1", '
            '"a": "\\u0041"}\n', size // 2),
        "commas": "# Gateway networking.istio.io/\n" + "," * (size - 200),
        "top-comma": JSON_HEAD + "]}},\n",
        "flow-commas": flow + "," * (size - 200) + "]}\n",
        "flow-nulls": flow + repeat("~,", size - 200) + "]}\n",
        "flow-pairs": flow + repeat("a: b,", size - 200) + "]}\n",
        "flow-open": flow + repeat("a, ", size - 200),
        "json-findings": numbered(
            '{"port": {"number": "#", "name": 1, "protocol": "X"}, '
            '"hosts": ["*a"], "foo": 1}, ', size, JSON_HEAD, "{}]}}\n"),
        "json-hosts": JSON_HEAD + '{"hosts": [' + repeat('"a b", ', size - 250)
                      + '"a"]}]}}\n',
        "json-deep": '{"kind": "Gateway", "apiVersion": '
                     '"networking.istio.io/v1", "spec": '
                     + repeat('{"a": [', size - 200),
        "servers": numbered(server("h#.com", name="p#"), size, SPEC),
        "servers-one-host": numbered(server("a.com"), size, SPEC),
        "servers-one-name": numbered(server("h#.com", name="p"), size, SPEC),
        "servers-one-port": numbered(server("h#.com", protocol="TCP",
                                            tls="null"), size, SPEC),
        "servers-mixed": numbered(
            server("h#.com", protocol="HTTP", tls="{httpsRedirect: true}")
            + server("ns/h#.com") + server("'*'", protocol="TLS"), size, SPEC),
        "servers-empty": SPEC + repeat("  - {}\n", size - 200),
        "servers-null": SPEC + repeat("  -\n", size - 200),
        "hosts": numbered("h#.example.com,", size,
                          SPEC + "  - hosts: [", "a.com]\n"),
        "hosts-same": SPEC + "  - hosts: [" + repeat("a.com,", size - 250)
                      + "]\n",
        "hosts-bad": SPEC + "  - hosts: [" + repeat("a_b,", size - 250)
                     + "]\n",
        "host-long": SPEC + "  - hosts: [" + repeat("a.", size - 250) + "]\n",
        "hosts-wildcards": numbered("'*.h#.com',a.h#.com,", size,
                                    SPEC + "  - hosts: [", "'*']\n"),
        "ciphers": SPEC + server("a.com", tls="{mode: SIMPLE, credentialName: "
                                 "c, cipherSuites: [" + repeat(
                                     "X,", size - 400) + "]}"),
        "unknown-fields": numbered("  foo#: 1\n", size, HEAD + "spec:\n"),
        "long-value": SPEC + server("a.com", protocol="X" * (size - 400)),
        "wide": SPEC + server('"' + "\u4e2d" * ((size - 400) // 3) + '"'),
        "controls": HEAD + "spec: " + "\x01" * (size - 200),
        "not-utf8": HEAD + "spec: " + "\udcff" * (size - 200),
        "zeros": HEAD + "\x00" * (size - 200),
        "templates": HEAD + repeat("  {{ x }}\n", size - 200),
    }


def mesh_inputs(size):
    """(name, text) of what is made to hurt the other commands"""
    def virtual_services(match, hosts="h#.com"):
        return numbered(
            "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
            "metadata: {name: v#, namespace: shop}\nspec:\n  hosts: [%s]\n"
            "  gateways: [gw]\n  http:\n  - match: [{%s}]\n    route: "
            "[{destination: {host: a}}]\n" % (hosts, match), size // 2)

    any_host = SPEC + server("'*'", "80", "h", "HTTP", "null")
    hosts = numbered("h#.com,", size // 2, SPEC + "  - port: {number: 80, name: "
                     "h, protocol: HTTP}\n    hosts: [", "a.com]\n")
    return {
        "regexes-large": any_host + virtual_services(
            "uri: {regex: '/#\\pL{100}'}", "'*'"),
        "regexes": any_host + virtual_services(
            "uri: {regex: '/#\\pL{20}'}", "'*'"),
        "regexes-long": any_host + virtual_services(
            "uri: {regex: '/#%s'}" % ("a" * 2000), "'*'"),
        "regexes-broken": any_host + virtual_services(
            "uri: {regex: '/#('}", "'*'"),
        "unreadable": repeat("%A\n---\n", size - 500)
                      + SPEC + server("a.com"),
        "virtual-services": hosts + virtual_services("uri: {prefix: /#}"),
        "selectors": numbered(
            "---\n" + (SPEC + server("h#.com")).replace("name: gw,",
                                                       "name: g#,")
            .replace("istio: ", "app: a#, istio: "), size),
        "binds": numbered(server("h#.com", "80", "p#", "HTTP", "null").replace(
            "hosts:", "bind: 10.0.0.#, hosts:"), size, SPEC),
        "redirects": numbered(server("h#.com", "80", "p#", "HTTP",
                                     "{httpsRedirect: true}"), size, SPEC),
        "names-nested": SPEC + "  - hosts: [" + ",".join(
            "'*" + ".a" * i + "'" for i in range(min(int(size ** 0.5), 900)))
        + "]\n    port: {number: 80, name: h, protocol: HTTP}\n",
    }


# Beside lint; FILE stands for the input.
MESH_COMMANDS = {
    "render": ("render", "FILE"),
    "diff": ("diff", "FILE", "/dev/null"),
    "resolve": ("resolve", "--in", "FILE", "http://h1.com/1", "https://a.com"),
    "write": ("test", "--write", "-", "--in", "FILE"),
}


def limit(seconds, megabytes):
    def apply():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        if megabytes:
            most = megabytes * 1000 * 1000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return apply


def attack(job):
    """(what went wrong or None, processor seconds, megabytes)"""
    words, seconds, megabytes = job
    child = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, preexec_fn=limit(seconds, megabytes))
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = code = os.waitstatus_to_exitcode(status)
    wrong = None
    if code < 0:
        wrong = "ended by " + signal.Signals(-code).name
    elif code > 2:
        wrong = "status %d" % code
    return wrong, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def write(folder, name, text, size):
    path = os.path.join(folder, name + ".yaml")
    with open(path, "wb") as file:
        file.write(text.encode("utf-8", "surrogateescape")[:size])
    return path


def command_lines(program, folder, size):
    """(name, what is run, its words) of every attack"""
    for name, text in inputs(size).items():
        path = write(folder, name, text, size)
        for out in ("full", "json"):
            yield name, "lint -o " + out, [program, "lint", "-o", out, path]
    for name, text in mesh_inputs(size).items():
        path = write(folder, name, text, size)
        yield name, "lint", [program, "lint", path]
        for what, words in MESH_COMMANDS.items():
            yield name, what, [program] + [path if word == "FILE" else word
                                           for word in words]


def run_all(program, size, seconds, megabytes, workers=1):
    """a row (name, what was run, wrong, seconds, megabytes) for every attack"""
    with tempfile.TemporaryDirectory() as folder, \
            multiprocessing.Pool(workers) as pool:
        lines = list(command_lines(program, folder, size))
        jobs = [(words, seconds, megabytes) for _, _, words in lines]
        for (name, what, _), result in zip(lines, pool.imap(attack, jobs)):
            yield (name, what) + result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=1000000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    bad = 0
    for name, what, wrong, took, used in run_all(
            os.path.abspath(args.program), args.size, args.seconds,
            args.megabytes, args.workers):
        print("%-22s %-12s %6.2f s %6.0f MB  %s" % (name, what, took, used,
                                                    wrong or "ok"))
        bad += bool(wrong)
    print("%d of the attacks ended badly" % bad)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
