// Block style is looked at line by line; whatever is written otherwise is
// parsed.
#include "mesh/identities.h"

#include "base/text.h"
#include "model/glance.h"
#include "model/mapping.h"
#include "model/names.h"
#include "yaml/read.h"

#include <optional>
#include <tuple>
#include <type_traits>

namespace asmgw {
namespace {

/// `name` and `namespace` of a metadata.
struct Names {
  std::string name, namespace_;
};

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

/// Letters, digits, `-` and `.`, perhaps in quotes; nothing: something else.
std::optional<std::string_view> simple_value(std::string_view value) {
  value = trim(value);
  if (value.size() > 1 && value.front() == value.back() &&
      (value.front() == '"' || value.front() == '\''))
    value = value.substr(1, value.size() - 2);
  if (!is_dns_subdomain(value) || is_digit(value.front())) return std::nullopt;
  return value;
}

std::size_t indent_of(std::string_view line) {
  const std::size_t at = line.find_first_not_of(' ');
  return at == std::string_view::npos ? line.size() : at;
}

/// Of a document in block style; nothing: parse it.
std::optional<Names> glance_at_names(std::string_view text) {
  constexpr std::string_view key = "metadata:";
  std::size_t at = text.starts_with(key) ? 0 : text.find("\nmetadata:");
  if (at == std::string_view::npos) return std::nullopt;
  if (text[at] == '\n') ++at;
  if (text.find("\nmetadata:", at) != std::string_view::npos ||
      !trim(line_at(text, at).substr(key.size())).empty())
    return std::nullopt;
  Names found;
  std::size_t indent = 0;
  for (at = text.find('\n', at); at != std::string_view::npos;
       at = text.find('\n', at)) {
    const std::string_view line = line_at(text, ++at);
    const std::string_view content = trim(line);
    if (content.empty() || content.front() == '#') continue;
    const std::size_t here = indent_of(line);
    if (here == 0) break;
    if (indent == 0) indent = here;
    if (here != indent) continue;
    for (const auto& [word, to] : {std::pair("name:", &found.name),
                                   std::pair("namespace:", &found.namespace_)})
      if (content.starts_with(word)) {
        const auto value =
            simple_value(content.substr(std::string_view(word).size()));
        if (!value) return std::nullopt;
        *to = *value;
      }
  }
  return found;
}

class Collector {
 public:
  Collector(const FileObjects& file, const Sources& sources,
            const MeshSettings& settings)
      : file_(file), sources_(sources), settings_(settings) {}

  std::vector<ObjectIdentity> collect() {
    for (const FileObject& object : file_.objects)
      if (object.gateway)
        add("Gateway", object.gateway->model.object.namespace_.value_or(""),
            object.gateway->name);
    std::apply([this](const auto&... lists) { (add_all(lists), ...); },
               file_.context.all);
    for (const UnparsedDocument& document : file_.unparsed) add(document);
    return std::move(found_);
  }

 private:
  template <class T>
  void add_all(const std::vector<Numbered<T>>& list) {
    for (const Numbered<T>& one : list) {
      const ObjectHead& head = head_of(*one.object);
      const bool fallback = std::is_same_v<T, VirtualService> &&
                            head.namespace_ == settings_.default_namespace;
      add(head.kind, fallback ? "" : head.namespace_, head.name);
    }
  }

  void add(const UnparsedDocument& document) {
    if (document.kind == ContextKind::none) return;
    const std::string_view text = sources_.text(document.range);
    if (const auto names = glance_at_names(text))
      return add(std::string(document.word), names->namespace_, names->name);
    const Document read = read_document(
        sources_.file(file_.file), file_.file,
        {document.range.begin, document.range.end, 0, 0}, settings_.limits);
    if (!read.readable || read.tree.empty()) return;
    const Mapping root(read.tree, 0);
    const Mapping metadata = root.at("metadata");
    add(root.text("kind"), metadata.text("namespace"), metadata.text("name"));
  }

  void add(const std::string& kind, const std::string& namespace_,
           const std::string& name) {
    if (!is_dns_subdomain(name)) return;
    if (!namespace_.empty() && !is_dns_subdomain(namespace_)) return;
    const bool written = !namespace_.empty();
    found_.push_back({kind, written ? namespace_ : settings_.default_namespace,
                      name, written});
  }

  const FileObjects& file_;
  const Sources& sources_;
  const MeshSettings& settings_;
  std::vector<ObjectIdentity> found_;
};

}  // namespace

std::vector<ObjectIdentity> identities_of(const FileObjects& file,
                                          const Sources& sources,
                                          const MeshSettings& settings) {
  return Collector(file, sources, settings).collect();
}

bool is_dump(std::string_view text) {
  return contains(text, "resourceVersion") && contains(text, "uid") &&
         contains(text, "creationTimestamp");
}

}  // namespace asmgw
