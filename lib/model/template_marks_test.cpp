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

}  // namespace asmgw
