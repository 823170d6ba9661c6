// Command lines by chance: whatever is typed, the program says what it could
// not do, and breaks nothing.
#include "base/text.h"
#include "cli/commands.h"
#include "cli/gen/declared.h"
#include "cli/testing/repository.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view manifest = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [shop.example.com]
    tls: {mode: MUTUAL, credentialName: shop}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - route: [{destination: {host: shop}}]
)";

constexpr std::string_view broken = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [shop.example.com]
    tls: {credentialName: shop}
)";

/// What the folder holds. Names of files are names within it, all of them: a
/// run may write wherever a value says, so that none may lead out of it.
constexpr std::array<std::pair<const char*, std::string_view>, 9> files{
    {{"gw.yaml", manifest},
     {"dir/gw.yaml", manifest},
     {"dir/broken.yaml", "kind: Gateway\nspec: [\n"},
     {"bad.yaml", broken},
     {"other/gw.yaml", broken},
     {"empty.yaml", ""},
     {"x.test.yaml",
      "in: gw.yaml\nrequests:\n- https://shop.example.com/: "
      "client-certificate\n"},
     {".asmgw.yaml", "groups:\n  shop: [\"*.yaml\"]\n"},
     {"bad.asmgw.yaml", "\xff\x00"}}};

constexpr std::array<std::string_view, 84> words{
    "",
    " ",
    "-",
    "--",
    "---",
    "-=",
    "--=x",
    "=",
    "=x",
    "a=b",
    "0",
    "1",
    "-1",
    "+1",
    "007",
    "0x10",
    "1e9",
    "64",
    "65536",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999999",
    "3.14",
    "nan",
    "\xd9\xa3",
    "caf\xc3\xa9",
    "\xff\xfe",
    "\xe2\x80\xae",
    "\x1b[31m",
    "a\nb",
    "a\tb\r",
    "%s%n%d",
    "{}",
    "{0}",
    "$(id)",
    "`id`",
    "*",
    "**",
    "**/*.yaml",
    "[",
    "[a-",
    "\\",
    "?",
    "gw.yaml",
    "dir",
    "dir/",
    ".",
    "dir/gw.yaml",
    "dir/broken.yaml",
    "empty.yaml",
    "x.test.yaml",
    "nothing.yaml",
    "gone/nothing.yaml",
    "gw.yaml/x",
    "~/x",
    "new.yaml",
    "json",
    "json=out.json",
    "full=dir",
    "full=gone/out",
    "json=",
    "yaml=-",
    "GW401",
    "GW3",
    "GW999",
    "all",
    "host-removed",
    "host-removed@shop/shop",
    "error",
    "true",
    "Secret,Pod",
    "1.22.6",
    "1.15",
    "9.9",
    "v1.22.6.98-g1234abc-aliyun",
    "shop/pod:istio=ingressgateway",
    "80:8080",
    "443:99999,1:1",
    "https://shop.example.com/",
    "http://[::1]:70000/",
    "HEAD",
    "HEAD:dir",
    "HEAD...main"};

constexpr std::array<std::string_view, 6> usual{
    "gw.yaml", "bad.yaml", "other", "x.test.yaml", ".", "bad.asmgw.yaml"};

/// What an option takes gladly, by what its help calls the value.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> good{
    {{"A", "10.0.0.1"},
     {"ADDRESS", "10.0.0.1"},
     {"GLOB", "**"},
     {"HEADER", "x-a: b"},
     {"HOST", "shop.example.com"},
     {"ID[@NS/NAME]", "host-removed"},
     {"METHOD", "POST"},
     {"MIB", "1"},
     {"N", "64"},
     {"NS", "shop"},
     {"NS/NAME", "shop/shop"},
     {"PORT", "443"},
     {"PORT:TARGET", "80:8080"},
     {"RULE", "GW401"},
     {"VERSION", "1.22.6"}}};

constexpr std::array<std::string_view, 8> other_variables{
    "NO_COLOR",      "FORCE_COLOR", "TERM",          "COLUMNS",
    "ASMGW_CONTEXT", "ASMGW_",      "ASMGW_NO_SUCH", "GITHUB_ACTIONS"};

class LineMaker {
 public:
  explicit LineMaker(std::uint32_t seed) : random_(seed) {}

  template <class List>
  auto& any_of(const List& list) {
    return list[random_() % list.size()];
  }

  struct Line {
    std::vector<std::string> arguments;
    World world;
  };

  Line line() {
    Line made;
    const Command& command = *any_of(commands::all);
    const auto options = declared(command);
    if (!one_in(50)) made.arguments.push_back(name_of(command));
    for (std::size_t i = 0, end = below(one_in(4) ? 12 : 4); i < end; ++i)
      add_piece(*options, made.arguments);
    add_world(*options, made.world);
    return made;
  }

 private:
  bool one_in(std::uint32_t times) { return random_() % times == 0; }
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string name_of(const Command& command) {
    if (one_in(40)) return word();
    std::string name(command.name);
    if (one_in(40)) name.erase(below(name.size()), 1);
    return name;
  }

  std::string word() {
    if (one_in(60)) return std::string(1 + below(5000), 'a');
    std::string made(any_of(words));
    if (one_in(20)) made.append(",").append(any_of(words));
    return made;
  }

  std::string value_for(const OptionInfo& option) {
    if (!option.choices.empty() && !one_in(8)) {
      std::string made(any_of(option.choices));
      if (one_in(6)) made += "=out.json";
      return made;
    }
    if (option.text.offer == Offer::files && !one_in(6))
      return std::string(any_of(usual));
    for (const auto& [name, value] : good)
      if (option.text.value == name && !one_in(4)) return std::string(value);
    return word();
  }

  void add_piece(const Options& options, std::vector<std::string>& to) {
    const OptionInfo& option = any_of(options.all());
    if (one_in(40)) return to.push_back(word());
    if (one_in(80)) return to.push_back("--" + word());
    if (option.positional) return to.push_back(value_for(option));
    const bool is_short = !option.short_name().empty() && one_in(3);
    const std::string name(is_short ? option.short_name() : option.long_name());
    const bool wants = !option.text.value.empty();
    if (wants == one_in(20)) return to.push_back(name);
    if (is_short && one_in(2)) return to.push_back(name + value_for(option));
    if (one_in(2) || !option.takes_word())
      return to.push_back(name + '=' + value_for(option));
    to.push_back(name);
    to.push_back(value_for(option));
  }

  void add_world(const Options& options, World& world) {
    if (one_in(8))
      for (std::size_t i = 0, end = 1 + below(3); i < end; ++i) {
        const OptionInfo& option = any_of(options.all());
        if (!option.long_name().empty())
          world.environment[variable_of(option.long_name())] =
              value_for(option);
      }
    if (one_in(8))
      world.environment[std::string(any_of(other_variables))] = word();
    if (one_in(4)) world.in = one_in(2) ? std::string(manifest) : word();
    world.terminal = one_in(4);
  }

  std::mt19937 random_;
};

/// As one would type it, more or less.
std::string shown(const LineMaker::Line& line) {
  std::string made;
  for (const auto& [name, value] : line.world.environment)
    made += fmt::format("{}={} ", name, asmgw::in_quotes(value));
  made += "asmgw";
  for (const std::string& one : line.arguments)
    made += " " + asmgw::in_quotes(one);
  return made;
}

/// Leads nowhere else than into the current folder.
bool stays_here(const LineMaker::Line& line) {
  const auto stays = [](const std::string& text) {
    const std::string_view path =
        std::string_view(text).substr(text.find('=') + 1);
    return path.substr(0, 1) != "/" && text.substr(0, 1) != "/" &&
           text.find("../") == std::string::npos && text != ".." &&
           !text.ends_with("/..");
  };
  return std::all_of(line.arguments.begin(), line.arguments.end(), stays);
}

std::string_view command_of(const LineMaker::Line& line) {
  return line.arguments.empty() ? std::string_view() : line.arguments.front();
}

/// What is wrong with how a run ended; "" if nothing is.
std::string wrong_with(const LineMaker::Line& line, const Ran& ran) {
  if (ran.status < 0 || ran.status > 2)
    return fmt::format("status {}: {}", ran.status, ran.err);
  if (ran.status < 2) return {};
  if (ran.err.empty()) return "status 2 and nothing on stderr";
  const bool writes = ran.err.find("cannot write") != std::string::npos;
  const std::string_view command = command_of(line);
  if ((command == "render" || command == "diff") && !ran.out.empty() && !writes)
    return "status 2 and something on stdout";
  return {};
}

std::size_t number_of_runs() {
  const char* wanted = std::getenv("ASMGW_RANDOM_LINES");
  return wanted ? std::strtoul(wanted, nullptr, 10) : 5000 / stride(1);
}

class Folder {
 public:
  Folder() {
    restore();
    repository_.commit("files");
  }
  ~Folder() { repository_.go("."); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// Without what runs have written.
  void restore() const {
    fs::create_directory(repository_.path() / "work");
    repository_.go("work");
    for (const auto& entry : fs::directory_iterator("."))
      fs::remove_all(entry.path());
    for (const auto& [name, text] : files)
      repository_.write(std::string("work/") + name, text);
  }
  /// Nothing beside the folder of the runs and git's own.
  [[nodiscard]] bool is_all_there_is() const {
    const auto names = repository_.names();
    return std::all_of(names.begin(), names.end(), [](const std::string& one) {
      return one.starts_with("work/") || one.starts_with(".git/");
    });
  }

 private:
  Repository repository_;
};

}  // namespace

TEST_CASE("whatever is typed: status 0, 1 or 2, and 2 is never silent") {
  const Folder folder;
  Differences differences;
  std::array<std::size_t, 4> statuses{};
  for (std::size_t seed = 0; seed < number_of_runs(); ++seed) {
    if (seed % 100 == 0) folder.restore();
    const LineMaker::Line line =
        LineMaker(static_cast<std::uint32_t>(seed)).line();
    REQUIRE_MESSAGE(stays_here(line), shown(line));
    const Ran ran = run_asmgw(line.arguments, line.world);
    ++statuses[static_cast<std::size_t>(std::clamp(ran.status, 0, 3))];
    if (const std::string wrong = wrong_with(line, ran); !wrong.empty())
      differences.add(fmt::format("{}: {}: {}", seed, shown(line), wrong));
  }
  INFO(differences.first(10));
  CHECK(differences.count() == 0);
  CHECK(folder.is_all_there_is());
  MESSAGE(fmt::format("status 0: {}, 1: {}, 2: {}", statuses[0], statuses[1],
                      statuses[2]));
  // All kinds of ends are met.
  for (int status : {0, 1, 2})
    CHECK(statuses[static_cast<std::size_t>(status)] * 30 > number_of_runs());
}

}  // namespace asmgw::cli
