// By the bytes first: what has no sign of an origin is not parsed.
#include "model/origin.h"

#include "base/text.h"
#include "model/each_document.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::string_view helm_mark = "# Source: ";
constexpr std::string_view kustomize_mark = "config.kubernetes.io/origin";

/// No path is longer; what is, is none.
constexpr std::size_t longest = 4096;

/// `---` stands at `at`, the begin of a line, and nothing is stuck to it.
bool is_marker(std::string_view text, std::size_t at) {
  const std::string_view line = text.substr(at);
  return line.starts_with("---") &&
         (line.size() == 3 || line.find_first_of(" \t\r\n", 3) == 3);
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  return at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
}

/// From the marker in front, if there is one, to that of the next document.
std::string_view document_at(std::string_view text, std::size_t offset) {
  std::size_t begin = line_begin(text, std::min(offset, text.size()));
  while (begin > 0 && !is_marker(text, begin))
    begin = line_begin(text, begin - 1);
  std::size_t end = text.find('\n', offset);
  while (end != std::string_view::npos && !is_marker(text, end + 1))
    end = text.find('\n', end + 1);
  return text.substr(begin, end - begin);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

/// A comment that a person wrote names no template.
bool is_template_of_chart(std::string_view path) {
  return path.size() <= longest && !contains(path, "://") &&
         (contains(path, "/templates/") || contains(path, "/crds/"));
}

std::string from_comment(std::string_view document) {
  while (!document.empty()) {
    const std::string_view line = document.substr(0, document.find('\n'));
    document.remove_prefix(std::min(line.size() + 1, document.size()));
    if (line.starts_with(helm_mark)) {
      const std::string_view path = trimmed(line.substr(helm_mark.size()));
      return is_template_of_chart(path) ? std::string(path) : std::string();
    }
    const std::string_view rest = trimmed(line);
    if (!rest.empty() && rest != "---" && !rest.starts_with('#')) break;
  }
  return {};
}

/// A generator has no path, but a file that asks for it.
std::string written(const Mapping& origin) {
  std::string path = origin.text("path");
  if (path.empty()) path = origin.text("configuredIn");
  const std::string repository = origin.text("repo");
  if (!path.empty() && !repository.empty()) path += " of " + repository;
  return path.size() <= longest ? path : std::string();
}

std::string from_annotation(std::string_view document) {
  std::string found;
  if (!contains(document, kustomize_mark)) return found;
  each_document(document, [&](const Mapping& object) {
    const std::string said =
        object.at("metadata").at("annotations").text(kustomize_mark);
    each_document(said, [&](const Mapping& origin) {
      if (found.empty()) found = written(origin);
    });
  });
  return found;
}

}  // namespace

std::string origin_of(const SourceFile& file, std::uint32_t offset) {
  if (file.is_secret(offset)) return {};
  const std::string_view document = document_at(file.text(), offset);
  std::string found = from_comment(document);
  return found.empty() ? from_annotation(document) : found;
}

}  // namespace asmgw
