// First all names, then where all of them end: a store is asked once.
#include "cli/files/walk.h"

#include "base/glob.h"
#include "model/kustomization.h"

#include <algorithm>
#include <array>

namespace asmgw::cli {
namespace {

using Is = FolderEntry::Is;

bool is_hidden(const FolderEntry& entry) { return entry.name.starts_with('.'); }

bool is_unread_kustomization(const FolderEntry& entry) {
  return entry.is != Is::folder && is_kustomization(entry.name) &&
         !is_manifest_name(entry.name);
}

/// Where package managers put what others wrote.
constexpr std::array<std::string_view, 2> foreign{"vendor", "node_modules"};

bool is_foreign(std::string_view name) {
  return std::find(foreign.begin(), foreign.end(), name) != foreign.end();
}

/// The path leads into such a folder.
bool is_in_foreign(std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (is_foreign(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

/// Beyond, nobody needs to know how many there are.
constexpr std::size_t most_wrapping = 2000;

bool may_wrap(const FolderEntry& entry) {
  if (entry.is != Is::file || is_hidden(entry)) return false;
  return std::any_of(
      wrapping_endings.begin(), wrapping_endings.end(),
      [&](std::string_view end) { return entry.name.ends_with(end); });
}

/// A link may lead to a folder, be it called as it may.
bool may_count(const FolderEntry& entry) {
  if (entry.is == Is::folder) return !is_hidden(entry);
  return is_manifest_name(entry.name) ||
         (entry.is == Is::link && !is_hidden(entry));
}

class Walker {
 public:
  Walker(FileStore& store, const WalkWishes& wishes,
         std::set<std::string>& seen)
      : store_(store),
        wishes_(wishes),
        before_(joined_path(wishes.folder, "")),
        all_(is_in_foreign(wishes.folder)),
        seen_(seen) {}

  Walk go() {
    enter("");
    while (!open_.empty()) {
      Item next = std::move(open_.back());
      open_.pop_back();
      if (next.entry.is == Is::folder)
        enter(next.inside);
      else
        items_.push_back(std::move(next));
    }
    judge_all();
    take_once();
    return std::move(found_);
  }

 private:
  struct Item {
    std::string inside;  ///< the path from where the walk began
    FolderEntry entry;
    std::string id = {};  ///< of what is read
  };

  void enter(const std::string& inside) {
    auto entries =
        store_.list(inside.empty() ? wishes_.folder : before_ + inside);
    if (!entries) {
      found_.errors.push_back(entries.error());
      return;
    }
    std::sort(entries->begin(), entries->end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    const auto first = static_cast<std::ptrdiff_t>(open_.size());
    const bool chart =
        std::any_of(entries->begin(), entries->end(),
                    [](const auto& one) { return one.name == "Chart.yaml"; });
    for (FolderEntry& entry : *entries) {
      std::string path =
          inside.empty() ? entry.name : inside + "/" + entry.name;
      if (may_wrap(entry)) add_wrapping(path);
      if (is_unread_kustomization(entry) && !is_excluded(path))
        found_.kustomizations.push_back(before_ + path);
      if (entry.is == Is::folder && is_hidden(entry) && entry.name != ".git" &&
          !is_excluded(path))
        found_.no_files.emplace_back(wishes_.shown + path, "a hidden folder");
      if (!may_count(entry)) continue;
      if (is_left_out(entry, chart)) {
        if (!is_excluded(path)) found_.folders.push_back(wishes_.shown + path);
        continue;
      }
      const bool sure = entry.is != Is::link || is_manifest_name(entry.name);
      if (!sure || !is_excluded(path))
        open_.push_back({std::move(path), std::move(entry)});
    }
    std::reverse(open_.begin() + first, open_.end());
  }

  [[nodiscard]] bool is_left_out(const FolderEntry& entry, bool chart) const {
    if (entry.is != Is::folder) return false;
    return (!all_ && is_foreign(entry.name)) ||
           (chart && entry.name == "charts");
  }

  void add_wrapping(const std::string& inside) {
    const bool wanted =
        (wishes_.include.empty() ||
         any_matches(wishes_.include, wishes_.shown + inside)) &&
        !any_matches(wishes_.exclude, wishes_.shown + inside);
    if (wanted && found_.wrapping.size() < most_wrapping)
      found_.wrapping.push_back(before_ + inside);
  }

  bool is_excluded(const std::string& inside) {
    const bool is = !wishes_.exclude.empty() &&
                    any_matches(wishes_.exclude, wishes_.shown + inside);
    if (is) found_.excluded.push_back(wishes_.shown + inside);
    return is;
  }

  bool is_included(const std::string& inside) {
    const bool is = wishes_.include.empty() ||
                    any_matches(wishes_.include, wishes_.shown + inside);
    if (!is) found_.not_included.push_back(wishes_.shown + inside);
    return is;
  }

  void judge_all() {
    std::vector<std::string> paths;
    paths.reserve(items_.size());
    for (const Item& item : items_) paths.push_back(before_ + item.inside);
    auto ends = store_.find(paths);
    if (!ends) {
      found_.errors.push_back(ends.error());
      return;
    }
    for (std::size_t i = 0; i < items_.size(); ++i)
      judge(items_[i], (*ends)[i]);
  }

  void judge(Item& item, PathEnd& end) {
    using End = PathEnd::Is;
    const bool link = item.entry.is == Is::link;
    const auto leave = [&](std::string_view why) {
      found_.no_files.emplace_back(wishes_.shown + item.inside, why);
    };
    if (end.is == End::folder) {
      // Be it that it became one after the listing.
      if (!is_hidden(item.entry) && !is_excluded(item.inside))
        leave("a link to a folder");
    } else if (!is_manifest_name(item.entry.name)) {
      return;  // a link to a file
    } else if (end.is == End::outside) {
      found_.outside.push_back(wishes_.shown + item.inside);
    } else if (end.is == End::other) {
      leave(end.why);
    } else if (end.is == End::nothing && link) {
      leave("a link to nothing");
    } else if (!is_included(item.inside)) {
      return;
    } else if (end.is == End::nothing) {
      found_.errors.push_back({std::move(end.why)});
    } else {
      item.id = std::move(end.id);
    }
  }

  void take_once() {
    for (const bool links : {false, true})
      for (Item& item : items_)
        if ((item.entry.is == Is::link) == links && !item.id.empty() &&
            !seen_.insert(item.id).second)
          item.id.clear();
    for (const Item& item : items_)
      if (!item.id.empty()) found_.files.push_back(before_ + item.inside);
  }

  FileStore& store_;
  const WalkWishes& wishes_;
  const std::string before_;  ///< what stands before `inside` in the store
  const bool all_;            ///< what was named is foreign itself
  std::set<std::string>& seen_;
  Walk found_;
  std::vector<Item> open_;   ///< to be looked at, the next one last
  std::vector<Item> items_;  ///< what is no folder
};

}  // namespace

Walk walk(FileStore& store, const WalkWishes& wishes,
          std::set<std::string>& seen) {
  return Walker(store, wishes, seen).go();
}

}  // namespace asmgw::cli
