// The list of the classes of change: a table, JSON, a page, and one alone.
#include "output/diff_catalogue.h"

#include "base/text.h"
#include "output/json.h"
#include "testing/example_kinds.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace asmgw {
namespace {

using example_kinds::added;
using example_kinds::removed;

constexpr std::array<const ChangeKind*, 2> both{&removed, &added};

TEST_CASE("catalogue: table and JSON") {
  CHECK(changes_table(both) ==
        "id            level     classes       summary\n"
        "host-removed  breaking  availability  host that nothing answers any "
        "more\n"
        "host-added    safe                    host that nothing answered "
        "before\n");
  const Json all = Json::parse(changes_json(both));
  CHECK(all["changes"][0]["inverse"] == Json::array({"host-added"}));
  CHECK(all["changes"][0]["examples"][0]["context"].is_null());
  CHECK(all["changes"][1]["source"].is_null());
}

TEST_CASE("catalogue: what explain prints") {
  CHECK(explanation(removed) ==
        R"(host-removed: host that nothing answers any more

Level `breaking`, class `availability`.

No chain for the SNI.

Handshakes are closed.

Example (HTTPS), level `breaking`, with `--istio-version 1.19`.

Before:

    servers:
    - port: {number: 443}
      hosts: [a.example.com]

After:

    tls: {mode: SIMPLE}

Inverse: host-added
Decided by: filter_chain_manager_impl.cc
)");
  CHECK(explanation(added) ==
        "host-added: host that nothing answered before\n\nLevel `safe`.\n\n"
        "New.\n");
}

TEST_CASE("catalogue: the page has a chapter for each") {
  const std::string page = changes_markdown(both);
  CHECK(contains(page,
                 "\n| host-removed | breaking | availability | host that "
                 "nothing answers any more |\n"));
  CHECK(contains(page,
                 "\n## host-removed\n\nLevel `breaking`, class `availability`: "
                 "host that nothing answers any more\n"));
  CHECK(contains(page, "\n## host-added\n"));
}

}  // namespace
}  // namespace asmgw
