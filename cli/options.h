// What a command may be given. Declared once: parsing, help, man pages and
// completions are all made from it.
#pragma once

#include "base/result.h"
#include "cli/command.h"
#include "mesh/settings.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// What a shell offers for a value, apart from fixed choices.
enum class Offer : std::uint8_t { nothing, files, rules };

struct OptionText {
  std::string_view names;  ///< `-n,--namespace`; of a positional `PATH`
  std::string_view value;  ///< `NS`; "" for a flag
  std::string_view help;   ///< no capital, no full stop
  Offer offer = Offer::nothing;
};

struct OptionInfo {
  OptionText text;
  std::string_view section;
  std::vector<std::string_view> choices;
  bool positional = false;

  /// `--namespace`, or "".
  [[nodiscard]] std::string_view long_name() const;
  /// `-n`, or "".
  [[nodiscard]] std::string_view short_name() const;
  /// The word behind it is its value: not of a flag, nor where the value is
  /// optional, `[=KIND,...]`, and stands behind `=` only.
  [[nodiscard]] bool takes_word() const {
    return !text.value.empty() && text.value.front() != '[';
  }
};

struct Bounds {
  std::uint64_t least, most;
};

class Options {
 public:
  /// `command`: its name, for variables that only it reads; "" if it has none.
  explicit Options(std::string_view command = {});
  ~Options();
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  /// Heading in the help of what is declared next.
  void section(std::string_view title) { section_ = title; }

  void flag(const OptionText& text, bool& target);
  /// A flag, or a list with commas behind `=`. The target gets `true` for the
  /// flag; several are joined with commas.
  void flag_or_list(const OptionText& text, std::string& target);
  void value(const OptionText& text, std::string& target);
  /// One of a few words.
  void choice(const OptionText& text, std::vector<std::string_view> choices,
              std::string& target);
  void number(const OptionText& text, Bounds bounds, std::uint64_t& target);
  /// Given any number of times.
  void values(const OptionText& text, std::vector<std::string>& target);
  /// The same; a value may also be a list with commas.
  void list(const OptionText& text, std::vector<std::string>& target);
  /// A setting of the mesh; what is said of it, and by what, goes into `said`
  /// unjudged.
  void setting(const Setting& setting, AllSaid& said);
  /// The option declared last means something else in other commands: its
  /// variable without the command's name counts for nothing here where every
  /// part of it is a word of theirs.
  void elsewhere(std::function<bool(std::string_view part)> is_word);
  /// Words that the option declared last is offered with, and checks itself.
  void offer_choices(std::vector<std::string_view> choices) {
    all_.back().choices = std::move(choices);
  }
  /// At most one, or (the other form) any number; declare one of them.
  void positional(const OptionText& text, std::string& target,
                  std::vector<std::string_view> choices = {});
  void positional(const OptionText& text, std::vector<std::string>& target);

  /// Reads arguments into the targets; for what was not given ASMGW_LINT_… (in
  /// lint), then ASMGW_….
  /// The error says what is wrong in one line.
  std::optional<Error> parse(std::vector<std::string> arguments, const Io& io);

  [[nodiscard]] const std::vector<OptionInfo>& all() const { return all_; }

 private:
  struct Parser;  // CLI11 stays in options.cpp
  struct Declared;

  template <class Add>
  void declare(const OptionText& text, Add add);
  struct Variable;
  struct Made;
  [[nodiscard]] Variable variable_for(const Declared& option,
                                      const Io& io) const;
  std::optional<Error> settle(const Made& made);
  void remember(const OptionText& text, bool positional,
                std::vector<std::string_view> choices = {});
  std::optional<Error> take_rest(std::vector<std::string> rest,
                                 const std::vector<std::string>& after_dashes);
  std::optional<Error> take_positional(std::string value);
  [[nodiscard]] Error unknown_flag(std::string_view flag) const;

  std::string_view command_;
  std::unique_ptr<Parser> parser_;
  std::vector<OptionInfo> all_;
  std::string_view section_;
  std::string* one_ = nullptr;
  std::vector<std::string>* many_ = nullptr;
  bool one_given_ = false;
};

/// `ASMGW_ISTIO_VERSION` for `--istio-version`; with the name of a command
/// `ASMGW_LINT_ISTIO_VERSION`, which only that command reads.
std::string variable_of(std::string_view long_name,
                        std::string_view command = {});

}  // namespace asmgw::cli
