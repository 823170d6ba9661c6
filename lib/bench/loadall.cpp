// The least a yaml-cpp user can do: LoadAllFromFile on every file, tree thrown
// away. asmgw's speed is given as a multiple of this.
#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  std::size_t documents = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(argv[i]))
      if (entry.is_regular_file())
        documents += YAML::LoadAllFromFile(entry.path().string()).size();
  std::cout << documents << '\n';
}
