// Options on CLI11, which does the parsing and nothing else.
#include "cli/options.h"

#include "base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace asmgw::cli {

struct Options::Parser {
  /// An option is made only if it may have been given: CLI11 compares each new
  /// one with all before it, which would be a fifth of a short run.
  struct Declared {
    std::string_view names;
    std::string variable;
    std::function<CLI::Option*(CLI::App&)> add;
  };
  CLI::App app;
  std::vector<Declared> declared;
};

namespace {

std::string_view part_of(std::string_view names, bool want_long) {
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(','));
    const bool is_long = name.substr(0, 2) == "--";
    if (is_long == want_long) return name;
    names.remove_prefix(std::min(name.size() + 1, names.size()));
  }
  return {};
}

/// Why a word is none of the choices, or "".
std::string not_a_choice(std::string_view word,
                         const std::vector<std::string_view>& choices) {
  if (std::find(choices.begin(), choices.end(), word) != choices.end())
    return {};
  std::string known;
  for (std::string_view choice : choices)
    known += fmt::format("{}{}", known.empty() ? "" : ", ", choice);
  return fmt::format("{} is none of {}{}", asmgw::in_quotes(word), known,
                     did_you_mean(word, choices));
}

std::string not_a_number(std::string_view text, Bounds bounds) {
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc{} && end == text.data() + text.size() &&
                    number >= bounds.least && number <= bounds.most;
  if (good) return {};
  return fmt::format("{} is not a number from {} to {}", asmgw::in_quotes(text),
                     bounds.least, bounds.most);
}

CLI::Option* last_wins(CLI::Option* option) {
  return option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

/// An argument looks like this option, or is a cluster of short ones.
bool may_be_given(std::string_view names,
                  const std::vector<std::string>& arguments) {
  const std::string_view long_name = part_of(names, true);
  const bool has_short = !part_of(names, false).empty();
  return std::any_of(
      arguments.begin(), arguments.end(), [&](std::string_view word) {
        if (word.size() < 2 || word[0] != '-') return false;
        return word[1] == '-' ? word.substr(0, word.find('=')) == long_name
                              : has_short;
      });
}

/// CLI11's words for the mistakes that are left, in ours.
std::string reworded(const CLI::ParseError& error) {
  const std::string text = error.what();
  const std::size_t begin = text.find('-');
  const std::string name = text.substr(std::min(begin, text.size()),
                                       text.find_first_of(": ", begin) - begin);
  if (error.get_name() == "ArgumentMismatch") return name + " needs a value";
  if (error.get_name() == "ConversionError") return name + " takes no value";
  return visible(text);
}

/// `--name=`, which CLI11 would fill with the argument behind it.
std::optional<Error> empty_value(const std::vector<std::string>& arguments) {
  for (const std::string& word : arguments)
    if (word.size() > 3 && word.substr(0, 2) == "--" &&
        word.find('=') == word.size() - 1)
      return Error{visible(word.substr(0, word.size() - 1)) + " needs a value"};
  return std::nullopt;
}

}  // namespace

std::string_view OptionInfo::long_name() const {
  return positional ? std::string_view() : part_of(text.names, true);
}

std::string_view OptionInfo::short_name() const {
  return positional ? std::string_view() : part_of(text.names, false);
}

std::string variable_of(std::string_view long_name) {
  std::string out = "ASMGW_";
  for (char c : long_name.substr(2))
    out += c == '-' ? '_' : static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  return out;
}

Options::Options() : parser_(std::make_unique<Parser>()) {
  parser_->app.set_help_flag();
  parser_->app.allow_extras();
}

Options::~Options() = default;

void Options::remember(const OptionText& text, bool positional,
                       std::vector<std::string_view> choices) {
  all_.push_back({text, section_, std::move(choices), positional});
}

void Options::flag(const OptionText& text, bool& target) {
  remember(text, false);
  parser_->declared.push_back({text.names, variable_of(all_.back().long_name()),
                               [names = text.names, &target](CLI::App& app) {
                                 return last_wins(
                                     app.add_flag(std::string(names), target));
                               }});
}

void Options::flag_or_list(const OptionText& text, std::string& target) {
  remember(text, false);
  parser_->declared.push_back(
      {text.names, variable_of(all_.back().long_name()),
       [names = text.names, &target](CLI::App& app) {
         return app.add_flag(std::string(names), target)
             ->multi_option_policy(CLI::MultiOptionPolicy::Join)
             ->delimiter(',');
       }});
}

void Options::value(const OptionText& text, std::string& target) {
  remember(text, false);
  parser_->declared.push_back(
      {text.names, variable_of(all_.back().long_name()),
       [names = text.names, &target](CLI::App& app) {
         return last_wins(app.add_option(std::string(names), target));
       }});
}

void Options::choice(const OptionText& text,
                     std::vector<std::string_view> choices,
                     std::string& target) {
  value(text, target);
  all_.back().choices = choices;
  auto& add = parser_->declared.back().add;
  add = [plain = std::move(add), choices = std::move(choices)](CLI::App& app) {
    return plain(app)->check(CLI::Validator(
        [choices](std::string& word) { return not_a_choice(word, choices); },
        ""));
  };
}

void Options::number(const OptionText& text, Bounds bounds,
                     std::uint64_t& target) {
  remember(text, false);
  parser_->declared.push_back(
      {text.names, variable_of(all_.back().long_name()),
       [names = text.names, bounds, &target](CLI::App& app) {
         return last_wins(app.add_option(std::string(names), target))
             ->check(CLI::Validator(
                 [bounds](std::string& word) {
                   return not_a_number(word, bounds);
                 },
                 ""));
       }});
}

void Options::values(const OptionText& text, std::vector<std::string>& target) {
  remember(text, false);
  parser_->declared.push_back({text.names, variable_of(all_.back().long_name()),
                               [names = text.names, &target](CLI::App& app) {
                                 return app
                                     .add_option(std::string(names), target)
                                     ->allow_extra_args(false);
                               }});
}

void Options::list(const OptionText& text, std::vector<std::string>& target) {
  values(text, target);
  auto& add = parser_->declared.back().add;
  add = [plain = std::move(add)](CLI::App& app) {
    return plain(app)->delimiter(',');
  };
}

void Options::positional(const OptionText& text, std::string& target,
                         std::vector<std::string_view> choices) {
  remember(text, true, std::move(choices));
  one_ = &target;
}

void Options::positional(const OptionText& text,
                         std::vector<std::string>& target) {
  remember(text, true);
  many_ = &target;
}

std::optional<Error> Options::parse(std::vector<std::string> arguments,
                                    const Io& io) {
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<std::string> after;
  if (dashes != arguments.end())
    after.assign(std::next(dashes), arguments.end());
  arguments.erase(dashes, arguments.end());
  if (auto error = empty_value(arguments)) return error;
  try {
    std::vector<std::pair<CLI::Option*, std::string>> made;
    for (const Parser::Declared& one : parser_->declared) {
      std::string fallback = io.environment(one.variable);
      if (fallback.empty() && !may_be_given(one.names, arguments)) continue;
      made.emplace_back(one.add(parser_->app), std::move(fallback));
    }
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    parser_->app.parse(arguments);
    for (const auto& [option, fallback] : made) {
      if (option->count() > 0 || fallback.empty()) continue;
      option->add_result(fallback);
      option->run_callback();
    }
  } catch (const CLI::ParseError& error) {
    return Error{reworded(error)};
  }
  return take_rest(parser_->app.remaining(), after);
}

std::optional<Error> Options::take_rest(
    std::vector<std::string> rest,
    const std::vector<std::string>& after_dashes) {
  for (const std::string& word : rest)
    if (word.size() > 1 && word.front() == '-') return unknown_flag(word);
  rest.insert(rest.end(), after_dashes.begin(), after_dashes.end());
  for (std::string& word : rest)
    if (auto error = take_positional(std::move(word))) return error;
  return std::nullopt;
}

std::optional<Error> Options::take_positional(std::string value) {
  if (many_) {
    many_->push_back(std::move(value));
    return std::nullopt;
  }
  if (!one_ || std::exchange(one_given_, true))
    return Error{
        fmt::format("unexpected argument {}", asmgw::in_quotes(value))};
  const auto info =
      std::find_if(all_.begin(), all_.end(),
                   [](const OptionInfo& one) { return one.positional; });
  if (!info->choices.empty())
    if (std::string why = not_a_choice(value, info->choices); !why.empty())
      return Error{std::move(why)};
  *one_ = std::move(value);
  return std::nullopt;
}

Error Options::unknown_flag(std::string_view flag) const {
  const std::string_view name = flag.substr(0, flag.find('='));
  std::vector<std::string_view> known{"--help"};
  for (const OptionInfo& info : all_)
    if (!info.long_name().empty()) known.push_back(info.long_name());
  return {fmt::format("unknown flag {}{}", asmgw::in_quotes(name),
                      did_you_mean(name, known))};
}

}  // namespace asmgw::cli
