#include "model/template_marks.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string_view marked(std::string_view text,
                        const std::optional<TemplateMark>& mark) {
  return mark ? text.substr(mark->begin, mark->end - mark->begin)
              : std::string_view();
}
std::string_view helm(std::string_view text) {
  return marked(text, find_helm_mark(text));
}
std::string_view ytt(std::string_view text) {
  return marked(text, find_ytt_mark(text));
}

}  // namespace

TEST_CASE("actions of Helm are found outside of quotes and comments") {
  CHECK(helm("a: 1\nhosts: {{ .Values.hosts }}\n") == "{{ .Values.hosts }}");
  CHECK(helm("{{- if .x }}\na: 1\n{{- end }}\n") == "{{- if .x }}");
  CHECK(helm("host: \"{{ .Values.host }}\"\n") == "");
  CHECK(helm("a: 1 # {{ .Values.host }}\n") == "");
  CHECK(helm("a: {b: {c: d}}\n") == "");
  CHECK(helm("a: {{b: c}\n") == "");
  CHECK(helm("a: {{mode: SIMPLE}}\n") == "");
  CHECK(helm("a: {{ mode: SIMPLE, b: c }}\n") == "");
  CHECK(helm("a: {{ $x := .y }}\n") == "{{ $x := .y }}");
  CHECK(helm("a: {{ x:y }}\n") == "{{ x:y }}");
  CHECK(helm("a: {{b: c}}\nd: {{ .e }}\n") == "{{ .e }}");
}

TEST_CASE("an action that breaks the quotes around it is one of Helm") {
  CHECK(helm("host: \"{{ .host | default \"x\" }}\"\n") ==
        "{{ .host | default \"x\" }}");
  CHECK(helm("host: '{{ .host | default \"x\" }}'\n") == "");
}

TEST_CASE("an action in the middle of a plain scalar is its text") {
  CHECK(helm("note: see {{ this }} page\n") == "");
  CHECK(helm("name: shop-{{ .Release.Name }}\n") == "");
  CHECK(helm("name: shop-{{ .x | default \"a: b\" }}\n") != "");
  CHECK(helm("hosts: [shop-{{ .x }}, {{ .y }}]\n") == "{{ .x }}");
  CHECK(helm("- {{ .x }}\n") == "{{ .x }}");
}

TEST_CASE("comments that ytt reads") {
  CHECK(ytt("#@ load(\"@ytt:data\", \"data\")\na: 1\n").substr(0, 7) ==
        "#@ load");
  CHECK(ytt("hosts: #@ data.values.hosts\n") == "#@ data.values.hosts");
  CHECK(ytt("#@overlay/match by=x\n") == "#@overlay/match by=x");
  CHECK(ytt("# mail: me#@example\n") == "");
  CHECK(ytt("# see #@ load\n") == "");
  CHECK(ytt("a: \"#@ b\"\n") == "");
}

TEST_CASE("placeholders are whole forms that can be told from text") {
  const auto first = [](std::string_view text) {
    return std::string(marked(text, find_placeholder(text)));
  };
  for (const char* form : {"${domain}",
                           "${x:=y}",
                           "${x:-a b}",
                           "${{ parameters.x }}",
                           "$DOMAIN",
                           "$domain_2",
                           "$(VAR)",
                           "$(a.b-c)",
                           "%HOST%",
                           "@HOST@",
                           "@a.b@",
                           "__HOST__",
                           "__MY_HOST__",
                           "[[ host ]]",
                           "[[host.name]]",
                           "{{ .x }}",
                           "REPLACE_ME",
                           "REPLACEME",
                           "REPLACE_WITH_HOST",
                           "CHANGE_ME",
                           "CHANGEME"}) {
    CAPTURE(form);
    CHECK(first(form) == form);
    CHECK(first(std::string("shop.") + form + ".example.com") == form);
  }
  for (const char* text : {"shop.example.com",
                           "*",
                           "a$",
                           "$",
                           "$1",
                           "${}",
                           "${ }",
                           "$()",
                           "50%",
                           "%2F%2F",
                           "a@b.com",
                           "@",
                           "@a",
                           "__proto__",
                           "a__B__",
                           "_",
                           "__",
                           "[::1]",
                           "[[",
                           "[[]]",
                           "{a}",
                           "<host>",
                           "REPLACE",
                           "CHANGE",
                           "REPLACE_",
                           "replace_me",
                           "CHANGEMENT",
                           "SECURE_ME",
                           "spiffe://a.b/ns/c/sa/d",
                           "^/foo$"}) {
    CAPTURE(text);
    CHECK(first(text).empty());
  }
  CHECK(count_placeholders("${a}.$B.{{ c }}") == 3);
}

TEST_CASE("placeholders are made words for YAML, in place") {
  const auto plain = [](std::string_view text) {
    return with_plain_placeholders(text);
  };
  CHECK(plain("a: {b: ${PORT}}\n") == "a: {b: $_PORT_}\n");
  CHECK(plain("- %HOST%\n- @HOST@\n") == "- $HOST_\n- $HOST_\n");
  CHECK(plain("a: \"${x}\" # ${y}\n") == "a: \"${x}\" # ${y}\n");
  CHECK(plain("a: {{ .x }}\n") == "a: {{ .x }}\n");
}

}  // namespace asmgw
