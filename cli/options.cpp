// Options on CLI11, which does the parsing and nothing else.
#include "cli/options.h"

#include "base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace asmgw::cli {

/// An option is made only if it may have been given: CLI11 compares each new
/// one with all before it, which would be a fifth of a short run.
struct Options::Declared {
  std::string_view names, long_name;
  std::function<CLI::Option*(CLI::App&)> add;
  /// Words of other commands, whose variable it shares.
  std::function<bool(std::string_view)> elsewhere = {};
  /// Called once the option has its value, from an option or a variable.
  std::function<void(Giver giver, const std::string& name)> given = {};
};

struct Options::Parser {
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

template <class Judge>
CLI::Option* checked(CLI::Option* option, Judge wrong) {
  return option->check(
      CLI::Validator([wrong](std::string& word) { return wrong(word); }, ""));
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

/// `message`, which begins with the name of an option, with another name.
std::string called(const std::string& message, std::string_view option,
                   std::string_view name) {
  if (!message.starts_with(option)) return message;
  return std::string(name) + message.substr(option.size());
}

/// Every part of a list with commas is one.
bool all_are(std::string_view list,
             const std::function<bool(std::string_view)>& one) {
  while (!list.empty()) {
    const std::string_view part = list.substr(0, list.find(','));
    list.remove_prefix(std::min(part.size() + 1, list.size()));
    if (!one(part)) return false;
  }
  return true;
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

std::string variable_of(std::string_view long_name, std::string_view command) {
  std::string out = "ASMGW_";
  const auto add = [&](std::string_view word) {
    for (char c : word)
      out += c == '-' ? '_' : static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
  };
  add(command);
  if (!command.empty()) out += '_';
  add(long_name.substr(2));
  return out;
}

Options::Options(std::string_view command)
    : command_(command), parser_(std::make_unique<Parser>()) {
  parser_->app.set_help_flag();
  parser_->app.allow_extras();
}

Options::~Options() = default;

void Options::remember(const OptionText& text, bool positional,
                       std::vector<std::string_view> choices) {
  all_.push_back({text, section_, std::move(choices), positional});
}

/// `add` makes the option, once it may have been given.
template <class Add>
void Options::declare(const OptionText& text, Add add) {
  remember(text, false);
  parser_->declared.push_back({text.names, all_.back().long_name(),
                               [names = std::string(text.names), add](
                                   CLI::App& app) { return add(app, names); }});
}

void Options::flag(const OptionText& text, bool& target) {
  declare(text, [&target](CLI::App& app, const std::string& names) {
    return last_wins(app.add_flag(names, target));
  });
}

void Options::flag_or_list(const OptionText& text, std::string& target) {
  declare(text, [&target](CLI::App& app, const std::string& names) {
    return app.add_flag(names, target)
        ->multi_option_policy(CLI::MultiOptionPolicy::Join)
        ->delimiter(',');
  });
}

void Options::value(const OptionText& text, std::string& target) {
  declare(text, [&target](CLI::App& app, const std::string& names) {
    return last_wins(app.add_option(names, target));
  });
}

void Options::choice(const OptionText& text,
                     std::vector<std::string_view> choices,
                     std::string& target) {
  declare(text, [&target, choices](CLI::App& app, const std::string& names) {
    return checked(last_wins(app.add_option(names, target)),
                   [choices](const std::string& word) {
                     return not_a_choice(word, choices);
                   });
  });
  all_.back().choices = std::move(choices);
}

void Options::number(const OptionText& text, Bounds bounds,
                     std::uint64_t& target) {
  declare(text, [&target, bounds](CLI::App& app, const std::string& names) {
    return checked(last_wins(app.add_option(names, target)),
                   [bounds](const std::string& word) {
                     return not_a_number(word, bounds);
                   });
  });
}

void Options::values(const OptionText& text, std::vector<std::string>& target) {
  declare(text, [&target](CLI::App& app, const std::string& names) {
    return app.add_option(names, target)->allow_extra_args(false);
  });
}

void Options::list(const OptionText& text, std::vector<std::string>& target) {
  declare(text, [&target](CLI::App& app, const std::string& names) {
    return app.add_option(names, target)
        ->allow_extra_args(false)
        ->delimiter(',');
  });
}

void Options::setting(const Setting& setting, AllSaid& said) {
  const OptionText text{setting.names, setting.value, setting.help};
  auto values = std::make_shared<std::vector<std::string>>();
  declare(text, [values, form = setting.form](CLI::App& app,
                                              const std::string& names) {
    if (form == SettingForm::flag || form == SettingForm::flag_or_list)
      return app.add_flag(names, *values);
    return app.add_option(names, *values)->allow_extra_args(false);
  });
  all_.back().choices = {setting.choices.begin(), setting.choices.end()};
  parser_->declared.back().given = [&setting, &said, values](
                                       Giver giver, const std::string& name) {
    for (const std::string& value : *values)
      said[&setting].push_back({value, giver, name, std::nullopt});
  };
}

void Options::elsewhere(std::function<bool(std::string_view part)> is_word) {
  parser_->declared.back().elsewhere = std::move(is_word);
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

/// A variable of the environment; without a value if it counts for nothing.
struct Options::Variable {
  std::string name, value;
};

struct Options::Made {
  const Declared* declared;
  CLI::Option* option;
  Variable variable;
};

Options::Variable Options::variable_for(const Declared& option,
                                        const Io& io) const {
  Variable own{variable_of(option.long_name, command_), {}};
  own.value = io.environment(own.name);
  if (!own.value.empty()) return own;
  Variable shared{variable_of(option.long_name), {}};
  shared.value = io.environment(shared.name);
  if (option.elsewhere && all_are(shared.value, option.elsewhere)) return {};
  return shared;
}

/// Takes the variable where no argument gave the option, and tells who did.
std::optional<Error> Options::settle(const Made& made) {
  const bool given = made.option->count() > 0;
  if (!given && made.variable.value.empty()) return std::nullopt;
  const std::string option(made.declared->long_name);
  if (!given) try {
      made.option->add_result(made.variable.value);
      made.option->run_callback();
    } catch (const CLI::ParseError& error) {
      return Error{called(reworded(error), option, made.variable.name)};
    }
  if (made.declared->given)
    made.declared->given(given ? Giver::command_line : Giver::environment,
                         given ? option : made.variable.name);
  return std::nullopt;
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
    std::vector<Made> made;
    for (const Declared& one : parser_->declared) {
      Variable variable = variable_for(one, io);
      if (variable.value.empty() && !may_be_given(one.names, arguments))
        continue;
      made.push_back({&one, one.add(parser_->app), std::move(variable)});
    }
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    parser_->app.parse(arguments);
    for (const Made& one : made)
      if (auto error = settle(one)) return error;
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
