// A `#` behind a blank begins a comment everywhere but in quotes and block
// scalars.
#include "yaml/comments.h"

#include <algorithm>

namespace asmgw {
namespace {

/// Beyond this, reading a text twice because a guess was wrong takes too long.
constexpr std::size_t largest = 1 << 20;

/// A `#` with as little behind it is left alone.
constexpr std::size_t shortest = 4;

bool may_begin_comment(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return before == ' ' || before == '\t' || before == '\n';
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

}  // namespace

ShortText::ShortText(std::string_view whole) {
  constexpr auto npos = std::string_view::npos;
  // In a block scalar a `#` says nothing.
  if (whole.size() <= largest && whole.find('#') != npos &&
      whole.find('|') == npos && whole.find('>') == npos)
    cut_comments(whole);
}

void ShortText::cut_comments(std::string_view whole) {
  std::size_t kept = 0;  // up to here
  for (std::size_t at = whole.find('#'); at < whole.size();
       at = whole.find('#', at)) {
    const std::size_t begin = ++at;
    if (!may_begin_comment(whole, begin - 1)) continue;
    at = comment_end(whole, begin);
    if (at < begin + shortest) continue;
    if (text_.empty()) text_.reserve(whole.size());
    text_.append(whole.substr(kept, begin - kept));
    kept = at;
    cuts_.push_back({static_cast<std::uint32_t>(text_.size()),
                     static_cast<std::uint32_t>(kept - text_.size())});
  }
  if (!cuts_.empty()) text_.append(whole.substr(kept));
}

std::uint32_t ShortText::place(std::uint32_t at) {
  while (next_ < cuts_.size() && cuts_[next_].at <= at) ++next_;
  while (next_ > 0 && cuts_[next_ - 1].at > at) --next_;
  return next_ == 0 ? at : at + cuts_[next_ - 1].removed;
}

bool ShortText::hit_scalar(const Tree& tree, std::uint32_t base) const {
  std::size_t next = 0;
  std::uint32_t removed = 0;
  for (const Node& node : tree.nodes) {
    if (node.kind != NodeKind::scalar || node.empty) continue;
    const auto place = [&] { return base + cuts_[next].at + removed; };
    while (next < cuts_.size() && place() <= node.begin)
      removed = cuts_[next++].removed;
    if (next < cuts_.size() && place() < node.end) return true;
  }
  return false;
}

}  // namespace asmgw
