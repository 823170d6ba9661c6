// asmgw-gen [ROOT]: writes all generated files below the project's root.
#include "base/file.h"
#include "cli/gen/files.h"

#include <iostream>

int main(int argc, char** argv) {
  const std::string root = argc > 1 ? argv[1] : ".";
  for (const auto& [path, text] : asmgw::cli::generated_files())
    if (const auto error =
            asmgw::write_file(asmgw::joined_path(root, path), text)) {
      std::cerr << "asmgw-gen: " << error->message << '\n';
      return 2;
    }
}
