// The index finds what a comparison with all would find.
#include "listen/selector_index.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace asmgw {
namespace {

Labels random_labels(std::mt19937& random) {
  std::map<std::string, std::string> labels;
  for (std::size_t i = random() % 4; i > 0; --i)
    labels[std::string(1, "abc"[random() % 3])] = "xy"[random() % 2];
  return {labels.begin(), labels.end()};
}

}  // namespace

TEST_CASE("selectors are found by labels, and labels by selectors") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<Labels> selectors;
    for (std::size_t i = random() % 12; i > 0; --i)
      selectors.push_back(random_labels(random));
    const SelectorIndex index(selectors);
    for (int asked = 0; asked < 20; ++asked) {
      const Labels labels = random_labels(random);
      std::vector<std::size_t> selecting, holding;
      for (std::size_t i = 0; i < selectors.size(); ++i) {
        if (is_subset(selectors[i], labels)) selecting.push_back(i);
        if (!labels.empty() && is_subset(labels, selectors[i]))
          holding.push_back(i);
      }
      CHECK(index.selecting(labels) == selecting);
      CHECK(index.holding(labels) == holding);
    }
  }
}

}  // namespace asmgw
