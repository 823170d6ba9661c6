// asmgw-gen [ROOT]: writes all generated files below the project's root.
// asmgw-gen --installed FOLDER: those that are installed and not committed.
#include "base/file.h"
#include "cli/gen/files.h"

#include <iostream>

int main(int argc, char** argv) {
  namespace cli = asmgw::cli;
  const bool installed = argc > 2 && std::string_view(argv[1]) == "--installed";
  const std::string root = argc > 1 ? argv[argc - 1] : ".";
  const auto files =
      installed ? cli::installed_files() : cli::generated_files();
  for (const auto& [path, text] : files)
    if (const auto error =
            asmgw::write_file(asmgw::joined_path(root, path), text)) {
      std::cerr << "asmgw-gen: " << error->message << '\n';
      return 2;
    }
}
