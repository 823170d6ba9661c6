// Line tables, code point columns.
#include "source/source.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::uint32_t step = 1024;

bool starts_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::uint32_t count_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), starts_code_point));
}

}  // namespace

std::uint32_t line_break_at(std::string_view text, std::uint32_t offset) {
  const auto at = [&](std::uint32_t i) {
    return i < text.size() ? text[i] : '\0';
  };
  switch (at(offset)) {
    case '\n':
      return 1;
    case '\r':
      return at(offset + 1) == '\n' ? 2 : 1;
    case '\xC2':
      return at(offset + 1) == '\x85' ? 2 : 0;
    case '\xE2':
      return at(offset + 1) == '\x80' &&
                     (at(offset + 2) == '\xA8' || at(offset + 2) == '\xA9')
                 ? 3
                 : 0;
    default:
      return 0;
  }
}

std::string place_text(const Place& place) {
  return fmt::format("{}:{}:{}", visible_path(place.path), place.line,
                     place.column);
}

void SourceFile::index() const {
  std::call_once(once_, [this] {
    line_begins_.push_back(0);
    points_.reserve(text_.size() / step + 1);
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t points = 0;
    for (std::uint32_t i = 0; i < size;) {
      const std::uint32_t length = std::max(1U, line_break_at(text_, i));
      const bool breaks = length > 1 || line_break_at(text_, i) == 1;
      for (std::uint32_t end = i + length; i < end; ++i) {
        if (i % step == 0) points_.push_back(points);
        if (starts_code_point(text_[i])) ++points;
      }
      if (breaks) line_begins_.push_back(i);
    }
    if (points_.empty()) points_.push_back(0);
  });
}

std::uint32_t SourceFile::points_before(std::uint32_t offset) const {
  const std::size_t slot =
      std::min<std::size_t>(offset / step, points_.size() - 1);
  const auto from = static_cast<std::uint32_t>(slot * step);
  return points_[slot] +
         count_points(text().substr(from, offset > from ? offset - from : 0));
}

std::uint32_t SourceFile::line_of(std::uint32_t offset) const {
  index();
  const auto past =
      std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::uint32_t>(past - line_begins_.begin());
}

Place SourceFile::place(std::uint32_t offset) const {
  index();
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const std::uint32_t line = line_of(offset);
  const std::uint32_t column =
      points_before(offset) - points_before(line_begin(line)) + 1;
  return {path_, line, column};
}

std::uint32_t SourceFile::line_count() const {
  index();
  return static_cast<std::uint32_t>(line_begins_.size());
}

std::uint32_t SourceFile::line_begin(std::uint32_t line) const {
  index();
  return line_begins_[line - 1];
}

std::uint32_t SourceFile::line_end(std::uint32_t line) const {
  index();
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (line >= line_begins_.size()) return size;
  const std::uint32_t next = line_begins_[line];
  for (std::uint32_t back = 3; back > 0; --back) {
    if (next < back) continue;
    if (line_break_at(text_, next - back) == back) return next - back;
  }
  return next;
}

bool SourceFile::is_secret(std::uint32_t offset) const {
  std::call_once(judged_, [this] { secrets_ = secret_spans(text_); });
  const auto span = std::upper_bound(
      secrets_.begin(), secrets_.end(), offset,
      [](std::uint32_t at, const SecretSpan& one) { return at < one.end; });
  return span == secrets_.end() ? !secrets_.empty() && secrets_.back().secret
                                : span->secret;
}

FileId Sources::add(std::string path, std::string text) {
  const FileId id = free_.empty() ? reserve(1) : free_.back();
  if (!free_.empty()) free_.pop_back();
  put(id, std::move(path), std::move(text));
  return id;
}

void Sources::forget(FileId id) {
  files_[static_cast<std::uint32_t>(id)].reset();
  free_.push_back(id);
}

FileId Sources::reserve(std::size_t count) {
  const std::size_t first = files_.size();
  files_.resize(first + count);
  return static_cast<FileId>(first);
}

void Sources::put(FileId id, std::string path, std::string text) {
  files_[static_cast<std::uint32_t>(id)] =
      std::make_shared<const SourceFile>(std::move(path), std::move(text));
}

}  // namespace asmgw
