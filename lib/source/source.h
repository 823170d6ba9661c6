// The bytes that were read, and where in them something stands.
#pragma once

#include "source/secrecy.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Which file of a Sources. Used again once it was given back.
enum class FileId : std::uint32_t {};

/// Bytes of one file, half open, counted from 0 in the file as it is on disk.
struct Range {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Range&) const = default;
};

inline bool encloses(Range outer, Range inner) {
  return outer.file == inner.file && outer.begin <= inner.begin &&
         inner.end <= outer.end;
}

/// A position for people: both from 1, the column in Unicode code points.
struct Place {
  std::string_view path;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// `path:line:column`, visible.
std::string place_text(const Place& place);

/// One file (from disk, stdin or a buffer) and its table of lines. A line ends
/// at LF, CRLF, a lone CR, U+0085, U+2028 or U+2029: what Kubernetes' YAML
/// reader takes for a line break.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text)
      : path_(std::move(path)), text_(std::move(text)) {}

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Line (from 1) that holds the byte at `offset`.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  /// Place of the byte at `offset` (clamped to the end of the text). Cost: the
  /// first call reads the text once, later ones a kilobyte at most.
  [[nodiscard]] Place place(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t line_count() const;
  /// First byte of line `line` (from 1), and the byte past its last one, line
  /// break left out.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_end(std::uint32_t line) const;

  /// The byte at `offset` stands in a document that may hold a Secret: of its
  /// text nothing is shown but what secrecy.h allows. Cost: the first call
  /// reads the text once.
  [[nodiscard]] bool is_secret(std::uint32_t offset) const;

 private:
  void index() const;
  [[nodiscard]] std::uint32_t points_before(std::uint32_t offset) const;

  std::string path_;
  std::string text_;
  mutable std::once_flag judged_;
  mutable std::vector<SecretSpan> secrets_;
  mutable std::once_flag once_;
  mutable std::vector<std::uint32_t> line_begins_;
  mutable std::vector<std::uint32_t> points_;  // code points before each KiB
};

/// Length in bytes of the line break at `offset`, 0 if there is none.
std::uint32_t line_break_at(std::string_view text, std::uint32_t offset);

/// Every file of a run. Outlives all that points into it.
class Sources {
 public:
  FileId add(std::string path, std::string text);
  /// Makes room for `count` files and gives the id of the first; the others
  /// follow it. One that is never put in has no text and must not be asked for.
  FileId reserve(std::size_t count);
  /// Puts a file into its room, or in place of the one that is there, into
  /// which nothing may point any more; different files by different threads.
  void put(FileId id, std::string path, std::string text);

  [[nodiscard]] const SourceFile& file(FileId id) const {
    return *files_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] Place place(Range range) const {
    return file(range.file).place(range.begin);
  }
  [[nodiscard]] std::string_view text(Range range) const {
    return file(range.file).text().substr(range.begin, range.end - range.begin);
  }
  [[nodiscard]] std::size_t size() const { return files_.size(); }

  /// Gives a file back, bytes and id: nothing may point into it any more.
  void forget(FileId id);

 private:
  std::vector<std::shared_ptr<const SourceFile>> files_;
  std::vector<FileId> free_;  ///< given back
};

}  // namespace asmgw
