// Small trees for tests of groups.
#pragma once

#include "mesh/groups.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::group_trees {

using Texts = std::vector<std::string>;

/// `ns/name`, or `name` without a namespace.
inline ObjectIdentity gateway(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return {"Gateway", "default", name, false};
  return {"Gateway", name.substr(0, slash), name.substr(slash + 1), true};
}

/// A repository in memory: files with their Gateways, and what is said of them.
struct Repo {
  GroupInput input;

  Repo& file(const std::string& path, const Texts& gateways = {}) {
    GroupedFile& made = input.files.emplace_back();
    made.path = path;
    for (const std::string& name : gateways)
      made.objects.push_back(gateway(name));
    return *this;
  }
  Repo& patch(const std::string& path, const Texts& gateways = {}) {
    file(path, gateways);
    input.files.back().patch = true;
    return *this;
  }
  Repo& kustomization(const std::string& path, std::string_view text) {
    input.kustomizations.push_back({path, "", read_kustomization(text)});
    return *this;
  }
  Repo& deployed(std::string_view text) {
    for (DeployedFolders& one : deployed_folders(text))
      input.folders.push_back({std::move(one), ""});
    return *this;
  }
  Repo& config(const std::string& name, const Texts& globs) {
    if (!input.config) input.config.emplace();
    input.config->groups.push_back({name, globs, {}});
    return *this;
  }
};

inline FileIndex file_of(const MeshGroups& groups, std::string_view path) {
  for (FileIndex i = 0; i < groups.files().size(); ++i)
    if (groups.files()[i].path == path) return i;
  FAIL("no file " << path);
  return 0;
}

/// Name and files of each group: `envs/dev: a.yaml b.yaml`, without folders.
inline Texts listed(const MeshGroups& groups) {
  Texts all;
  for (const MeshGroup& group : groups.all()) {
    std::string line = group.name + ':';
    Texts paths;
    for (const GroupMember& member : group.members)
      paths.push_back(groups.files()[member.file].path);
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths) line += ' ' + path;
    all.push_back(std::move(line));
  }
  return all;
}

/// Of two files, asked in both directions.
inline Relation between(const MeshGroups& groups, std::string_view a,
                        std::string_view b) {
  const FileIndex left = file_of(groups, a), right = file_of(groups, b);
  const Relation found = groups.of_files(left, right);
  CHECK(groups.of_files(right, left) == found);
  return found;
}

}  // namespace asmgw::group_trees
