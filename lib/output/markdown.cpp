// Backslashes and entities.
#include "output/markdown.h"

#include "base/text.h"

namespace asmgw {
namespace {

std::string_view entity_of(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '@':
      return "&#64;";  // no mention of a user
    default:
      return {};
  }
}

}  // namespace

std::string markdown_text(std::string_view text) {
  constexpr std::string_view marks = "\\`*_[]|~#!$";
  std::string out;
  for (char c : visible(text)) {
    if (const std::string_view entity = entity_of(c); !entity.empty()) {
      out += entity;
      continue;
    }
    if (marks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) out += ' ' + cell + " |";
  return out + '\n';
}

}  // namespace asmgw
