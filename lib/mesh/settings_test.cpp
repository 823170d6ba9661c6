// What is said of settings: who wins, and what is wrong with it.
#include "mesh/settings.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

Said said(const char* text, Giver giver, const char* name) {
  return {text, giver, name, std::nullopt};
}

std::string fault_in(const Setting& setting, const char* text) {
  MeshSettings made;
  const auto fault =
      merge({{&setting, {said(text, Giver::test_file, "it")}}}, made);
  return fault ? fault->message : "";
}

}  // namespace

TEST_CASE("of several givers the strongest counts, of one value the last") {
  MeshSettings made;
  const AllSaid all{{&settings::order,
                     {said("name", Giver::command_line, "--order"),
                      said("file", Giver::command_line, "--order"),
                      said("no order", Giver::test_file, "order")}},
                    {&settings::complete,
                     {said("Secret,Pod", Giver::command_line, "--complete")}}};
  CHECK(!merge(all, made));
  CHECK((made.order == Order::file));
  CHECK(made.complete.of(InputKind::secret));
  CHECK(!made.complete.of(InputKind::gateway));
}

TEST_CASE("a value that cannot be is called by what gave it") {
  CHECK(fault_in(settings::order, "nmae") ==
        "it: \"nmae\" is none of name, file, timestamp (did you mean "
        "\"name\"?)");
  CHECK(fault_in(settings::complete, "Gateway,Secrets") ==
        "it: \"Secrets\" is none of the kinds that are read (did you mean "
        "\"Secret\"?)");
  CHECK(fault_in(settings::quic, "maybe") ==
        "it: \"maybe\" is neither true nor false");
  CHECK(fault_in(settings::max_depth, "1001") ==
        "it: \"1001\" is not a number from 1 to 1000");
}

TEST_CASE("what every setting writes it reads") {
  MeshSettings made;
  for (const Setting* setting : settings::all)
    for (const std::string& value : setting->write(made)) {
      CAPTURE(setting->names);
      CHECK(setting->read(value, made) == "");
    }
}

}  // namespace asmgw
