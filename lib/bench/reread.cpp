// bench_reread FOLDER [TIMES]: reads all manifests of a folder and merges them;
// then reads one of them again TIMES times. The difference of the two counts is
// what an edit of one file costs.
#include "base/file.h"
#include "mesh/merge.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace asmgw {
namespace {

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml")
      files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const std::string& path) {
  auto file = read_file(path, 1U << 20);
  return file ? std::move(file->text) : "";
}

int run(int argc, char** argv) {
  if (argc < 2) return 2;
  Sources sources;
  const MeshSettings settings;
  const std::vector<std::string> paths = files_below(argv[1]);
  std::vector<FileObjects> files;
  for (const std::string& path : paths)
    files.push_back(read_objects(sources, sources.add(path, text_of(path)),
                                 FileRole::manifest, settings));
  const int times = argc > 2 ? std::stoi(argv[2]) : 0;
  for (int i = 0; i < times; ++i) {
    const std::size_t at = files.size() / 2;
    sources.put(files[at].file, paths[at], text_of(paths[at]));
    files[at] =
        read_objects(sources, files[at].file, FileRole::manifest, settings);
  }
  std::vector<const FileObjects*> all;
  all.reserve(files.size());
  for (const FileObjects& file : files) all.push_back(&file);
  std::cout << merge(all, sources, settings).mesh.gateways.size()
            << " Gateways of " << files.size() << " files\n";
  return 0;
}

}  // namespace
}  // namespace asmgw

int main(int argc, char** argv) { return asmgw::run(argc, argv); }
