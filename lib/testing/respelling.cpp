// JSON -> YAML in a style of chance.
#include "testing/respelling.h"

#include "testing/oracle.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <stdexcept>

namespace asmgw {
namespace {

using nlohmann::json;

bool is_filled(const json& value) {
  return value.is_structured() && !value.empty();
}

/// Letters, digits and what means nothing to YAML within them.
bool is_simple(std::string_view text) {
  constexpr std::string_view simple =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
  return !text.empty() &&
         text.find_first_not_of(simple) == std::string_view::npos &&
         text.front() != '-' && is_plain_string(text);
}

}  // namespace

std::vector<json> documents_of(const std::string& text) {
  const SourceFile file("text.yaml", text);
  std::vector<json> all;
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, FileId{}, chunk, Limits{});
    if (!document.readable) throw std::runtime_error("no YAML: " + text);
    if (!document.tree.empty()) all.push_back(json_of(document.tree, 0));
  }
  return all;
}

std::string Respeller::text(const std::vector<json>& documents) {
  std::string out;
  for (const json& document : documents) {
    out += "---\n";
    out += one_in(6) ? flow(document) + '\n' : block(document, 0);
  }
  if (!one_in(4)) return out;
  std::string windows;
  for (char c : out) windows += c == '\n' ? "\r\n" : std::string(1, c);
  return windows;
}

std::string Respeller::block(const json& value, std::size_t indent) {
  const std::string pad(indent, ' ');
  std::string out;
  if (one_in(10)) out += pad + "# as it was\n";
  if (value.is_array())
    for (const json& item : value) out += member(pad + '-', item, indent + 2);
  else
    for (const std::string& key : keys_of(value))
      out += member(pad + scalar(key) + ':', value[key], indent + 2);
  return out;
}

std::string Respeller::member(std::string head, const json& value,
                              std::size_t indent) {
  if (is_filled(value) && !one_in(3))
    return std::move(head) + '\n' + block(value, indent);
  return fmt::format("{} {}{}\n", head, flow(value), one_in(10) ? "  # x" : "");
}

std::string Respeller::flow(const json& value) {
  if (value.is_string()) return scalar(value.get_ref<const std::string&>());
  if (!value.is_structured() || one_in(3)) return value.dump();
  std::string out;
  const auto add = [&](const std::string& part) {
    out += (out.empty() ? "" : ", ") + part;
  };
  if (value.is_array()) {
    for (const json& item : value) add(flow(item));
    return '[' + out + ']';
  }
  for (const std::string& key : keys_of(value))
    add(scalar(key) + ": " + flow(value[key]));
  return '{' + out + '}';
}

std::string Respeller::scalar(const std::string& text) {
  if (is_simple(text) && one_in(2)) return text;
  if (one_in(2) || text.find_first_of("'\n") != std::string::npos)
    return json(text).dump();
  return '\'' + text + '\'';
}

std::vector<std::string> Respeller::keys_of(const json& mapping) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : mapping.items()) keys.push_back(key);
  shuffle(keys);
  return keys;
}

}  // namespace asmgw
