// Counts by what each object says that it is.
#include "cli/empty_side.h"

#include "base/text.h"
#include "model/kinds.h"
#include "model/load.h"
#include "model/shape.h"
#include "yaml/read.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <vector>

namespace asmgw::cli {
namespace {

constexpr std::size_t most_kinds = 4, longest_word = 80;

/// `ConfigMap`; of APIs that have Gateways of their own
/// `gateway.networking.k8s.io Gateway`.
std::string shown_kind(std::string_view kind, std::string_view version) {
  if (kind != "Gateway") return visible(kind.substr(0, longest_word));
  const std::string_view group = group_of(version);
  return fmt::format("{} Gateway", visible(group.substr(0, longest_word)));
}

/// What stands in files, by how often.
class Tally {
 public:
  Tally(const Sources& sources, const Limits& limits)
      : sources_(sources), limits_(limits) {}

  void add(const LoadedObject& object) {
    const ObjectName& name = object.model.object;
    if (object.outcome == Outcome::left_alone)
      ++left_alone_;
    else if (object.glimpsed && object.glimpsed->empty())
      add_parsed(object.range);
    else if (object.glimpsed)
      add_kind(*object.glimpsed,
               glance_at_api_version(sources_.text(object.range)));
    else
      add_kind(name.kind.value_or(""), name.api_version.value_or(""));
  }

  [[nodiscard]] std::string text() const {
    std::vector<std::string> parts;
    std::size_t objects = 0;
    for (const auto& [kind, count] : kinds_) objects += count;
    if (objects > 0)
      parts.push_back(fmt::format(
          "{} of {} ({})", counted(objects, "object"),
          kinds_.size() == 1 ? "another kind" : "other kinds", kind_names()));
    if (left_alone_ > 0)
      parts.push_back(
          counted(left_alone_, "template or patch", "templates and patches"));
    if (unnamed_ > 0)
      parts.push_back(counted(unnamed_, "document") + " without a kind");
    if (empty_lists_ > 0)
      parts.push_back(empty_lists_ == 1 ? "an empty List"
                                        : counted(empty_lists_, "empty List"));
    std::string all;
    for (const std::string& part : parts)
      all += (all.empty() ? "" : ", ") + part;
    return all;
  }

 private:
  static std::string counted(std::size_t n, std::string_view one,
                             std::string_view more = {}) {
    return n > 1 && !more.empty() ? fmt::format("{} {}", n, more)
                                  : asmgw::counted(n, one);
  }

  void add_kind(std::string_view kind, std::string_view version) {
    if (kind.empty())
      ++unnamed_;
    else if (is_list_kind(kind))
      ++empty_lists_;
    else
      ++kinds_[shown_kind(kind, version)];
  }

  /// A document that was passed over, as there is no Gateway in it.
  void add_parsed(Range range) {
    const Document read =
        read_document(sources_.file(range.file), range.file,
                      {range.begin, range.end, 0, 0}, limits_);
    const Tree& tree = read.tree;
    if (!read.readable || tree.empty() || tree[0].kind != NodeKind::mapping) {
      ++unnamed_;
      return;
    }
    const auto add_node = [&](NodeId node) {
      const bool mapping = tree[node].kind == NodeKind::mapping;
      add_kind(mapping ? text_at(tree, node, "kind") : "",
               mapping ? text_at(tree, node, "apiVersion") : "");
    };
    const auto items = list_items(tree, 0);
    if (!items || items->empty()) return add_node(0);
    for (const ListItem& item : *items) add_node(tree.follow(item.node));
  }

  /// The most frequent first.
  [[nodiscard]] std::string kind_names() const {
    std::vector<std::pair<std::string_view, std::size_t>> all(kinds_.begin(),
                                                              kinds_.end());
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.second > b.second;
    });
    std::string names;
    for (std::size_t i = 0; i < std::min(all.size(), most_kinds); ++i)
      names += fmt::format("{}{}", i > 0 ? ", " : "", all[i].first);
    if (all.size() > most_kinds)
      names += fmt::format(", +{} more", all.size() - most_kinds);
    return names;
  }

  const Sources& sources_;
  const Limits& limits_;
  std::map<std::string, std::size_t> kinds_;
  std::size_t left_alone_ = 0, unnamed_ = 0, empty_lists_ = 0;
};

std::string of_no_objects(const Side& side) {
  if (side.files.empty())
    return fmt::format("no YAML or JSON file in {}", visible(side.name));
  if (side.files.size() > 1)
    return fmt::format("no object in {} files", side.files.size());
  const SideFile& only = side.files.front();
  const std::string name = only.is_stdin ? "stdin" : visible(only.path);
  return only.text.empty() ? name + " is empty" : "no object in " + name;
}

}  // namespace

std::size_t gateways_in(std::span<const FileObjects> files) {
  std::size_t count = 0;
  for (const FileObjects& file : files)
    count += static_cast<std::size_t>(std::count_if(
        file.objects.begin(), file.objects.end(),
        [](const FileObject& one) { return one.outcome == Outcome::gateway; }));
  return count;
}

std::string found_instead(const Side& side, std::span<const FileObjects> files,
                          const Sources& sources,
                          const MeshSettings& settings) {
  Tally tally(sources, settings.limits);
  for (const FileObjects& file : files)
    load_objects(sources.file(file.file), file.file,
                 {settings.limits, file.role},
                 [&](LoadedObject& object) { tally.add(object); });
  const std::string text = tally.text();
  return text.empty() ? of_no_objects(side) : text;
}

}  // namespace asmgw::cli
