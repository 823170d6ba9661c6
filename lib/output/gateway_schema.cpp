// The tables of model/schema.h -> a JSON Schema (draft 7).
#include "base/text.h"
#include "model/schema.h"
#include "output/json.h"
#include "output/schemas.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

template <class M>
Json object_schema();

Json typed(std::string_view type) { return {{"type", type}}; }

template <class E>
Json enum_schema() {
  Json words = Json::array();
  for (const auto& word : words_of(E{})) words.push_back(word.text);
  return {{"type", "string"}, {"enum", std::move(words)}};
}

/// What the type of a field means in JSON.
struct TypeSchema {
  template <class M>
  Json operator()(Field<std::string> M::*) const {
    return typed("string");
  }
  template <class M>
  Json operator()(Field<bool> M::*) const {
    return typed("boolean");
  }
  template <class M>
  Json operator()(Field<std::uint32_t> M::*) const {
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", 4294967295U}};
  }
  template <class M>
  Json operator()(Field<TlsMode> M::*) const {
    return enum_schema<TlsMode>();
  }
  template <class M>
  Json operator()(Field<TlsVersion> M::*) const {
    return enum_schema<TlsVersion>();
  }
  template <class M>
  Json operator()(Field<List<std::string>> M::*) const {
    return {{"type", "array"}, {"items", typed("string")}};
  }
  template <class M>
  Json operator()(Field<StringMap> M::*) const {
    return {{"type", "object"}, {"additionalProperties", typed("string")}};
  }
  template <class M, class T>
  Json operator()(Field<std::vector<Field<T>>> M::*) const {
    return {{"type", "array"}, {"items", object_schema<T>()}};
  }
  template <class M, class T>
  Json operator()(Field<T> M::*) const {
    return object_schema<T>();
  }
};

template <class M>
Json member_schema(const Member<M>& member) {
  Json out = std::visit(TypeSchema{}, member.slot);
  std::string summary(member.summary);
  if (member.since != IstioVersion{})
    summary +=
        fmt::format(" (Istio {} and newer)", first_release(member.since));
  out["description"] = summary;
  if (member.max_items > 0) {
    out["minItems"] = 1;
    out["maxItems"] = member.max_items;
  }
  return out;
}

template <class M>
Json object_schema() {
  Json properties = Json::object(), required = Json::array();
  for (const Member<M>& member : Schema<M>::members) {
    properties[std::string(member.name)] = member_schema(member);
    if (member.required) required.push_back(member.name);
  }
  if constexpr (requires { Schema<M>::others; })
    for (std::string_view other : Schema<M>::others)
      properties[std::string(other)] = Json::object();
  Json out = typed("object");
  out["properties"] = std::move(properties);
  if (!required.empty()) out["required"] = std::move(required);
  out["additionalProperties"] = false;
  return out;
}

/// Istio reads the protocol in any case.
std::string any_case(std::string_view word) {
  std::string out;
  for (char c : word) {
    const char small = lower(std::string_view(&c, 1))[0];
    const bool letter = small >= 'a' && small <= 'z';
    out += letter ? fmt::format("[{}{}]", c, small) : std::string(1, c);
  }
  return out;
}

Json protocol_schema() {
  Json words = Json::array();
  std::string pattern;
  for (const auto& word : protocol_words) {
    words.push_back(word.text);
    pattern += (pattern.empty() ? "^(" : "|") + any_case(word.text);
  }
  return Json::array({{{"enum", std::move(words)}},
                      {{"type", "string"}, {"pattern", pattern + ")$"}}});
}

}  // namespace

std::string gateway_schema() {
  Json out{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Istio Gateway"},
      {"description",
       "Gateway of networking.istio.io, the fields of Istio 1.16 to 1.32"}};
  out.update(object_schema<Gateway>());
  out["required"] = {"apiVersion", "kind", "metadata", "spec"};
  Json& properties = out["properties"];
  properties["apiVersion"]["enum"] = {"networking.istio.io/v1",
                                      "networking.istio.io/v1beta1",
                                      "networking.istio.io/v1alpha3"};
  properties["kind"]["const"] = "Gateway";
  Json& port = properties["spec"]["properties"]["servers"]["items"]
                         ["properties"]["port"];
  port["properties"]["protocol"]["anyOf"] = protocol_schema();
  return json_text(out);
}

}  // namespace asmgw
