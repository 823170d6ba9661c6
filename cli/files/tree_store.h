// Files whose names are all known: of git, or in memory.
#pragma once

#include "cli/files/store.h"

#include <map>
#include <utility>

namespace asmgw::cli {

/// `folder/path` without dots and empty parts, unless it leads out of all.
std::optional<std::string> path_inside(std::string_view folder,
                                       std::string_view path);

/// Paths are those from the root, without a slash in front: "" is the root.
class TreeStore : public FileStore {
 public:
  Result<std::vector<FolderEntry>> list(const std::string& folder) override;
  Result<std::vector<PathEnd>> find(
      const std::vector<std::string>& paths) override;
  [[nodiscard]] bool holds(const std::string&) const override { return true; }

 protected:
  struct Node {
    FolderEntry::Is is = FolderEntry::Is::file;
    std::string id = {};   ///< what its bytes are found by
    std::string why = {};  ///< see PathEnd
  };
  using Nodes = std::map<std::string, Node>;
  using Place = Nodes::value_type;  ///< a path, and what stands there

  /// What the bytes of links say, in the same order.
  virtual Result<std::vector<std::string>> targets_of(
      const std::vector<std::string>& ids) = 0;
  /// All that a link may lead to, if that is more than what is listed.
  virtual Result<const Nodes*> all() { return &nodes_; }

  /// Of a link that was looked for, that where it ends.
  [[nodiscard]] const Place* place_of(const std::string& path) const;

  Nodes nodes_;  ///< what is listed

 private:
  std::optional<Error> follow(const std::vector<std::string>& paths);
  [[nodiscard]] PathEnd end_of(const std::string& path) const;
  [[nodiscard]] bool is_folder(const std::string& path) const;
  static const Place* next_of(const Place& link, const std::string& target,
                              const Nodes& all);

  std::map<std::string, const Place*> ends_;  ///< of links; nothing: no file
};

/// Texts that lie nowhere: of tests, or not saved yet.
class MemoryStore : public TreeStore {
 public:
  void add(const std::string& path, std::string text) {
    nodes_[path] = {FolderEntry::Is::file, std::move(text)};
  }
  void add_link(const std::string& path, std::string target) {
    nodes_[path] = {FolderEntry::Is::link, std::move(target)};
  }
  std::optional<Error> read(const std::vector<std::string>& paths,
                            const ReadLimits& limits,
                            const TakeText& take) override;

 private:
  Result<std::vector<std::string>> targets_of(
      const std::vector<std::string>& ids) override {
    return ids;
  }
};

}  // namespace asmgw::cli
