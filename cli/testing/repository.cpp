// Runs git as a user would.
#include "cli/testing/repository.h"

#include "cli/program.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace asmgw::cli {

Variable::Variable(const char* name, const std::string& value) : name_(name) {
  if (const char* old = std::getenv(name)) before_ = old;
  setenv(name, value.c_str(), 1);
}

Variable::~Variable() {
  if (before_)
    setenv(name_, before_->c_str(), 1);
  else
    unsetenv(name_);
}

Repository::Repository() {
  constexpr std::array<const char*, 7> theirs{
      "GIT_DIR",       "GIT_WORK_TREE",        "GIT_INDEX_FILE",
      "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
      "GIT_PREFIX"};
  for (const char* name : theirs) unsetenv(name);
  setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  git({"init", "-q", "."});
  git({"symbolic-ref", "HEAD", "refs/heads/main"});
}

std::string Repository::git(std::vector<std::string> words) const {
  words.insert(words.begin(), {"git", "-c", "user.name=test", "-c",
                               "user.email=test@localhost", "-c",
                               "protocol.file.allow=always"});
  const std::string name = words.back();
  const auto ran = run_program({.arguments = std::move(words)});
  if (!ran) throw std::runtime_error(ran.error().message);
  if (ran->status != 0) throw std::runtime_error(name + ": " + ran->err);
  return ran->out;
}

void Repository::commit(const std::string& message) const {
  git({"add", "-A"});
  git({"commit", "-q", "-m", message});
}

void Repository::go(const std::string& folder) const {
  std::filesystem::current_path(path() / folder);
}

std::string Repository::trap() const {
  const std::string program = (path() / ".git" / "trap").string();
  std::ofstream(program) << "#!/bin/sh\ntouch '" << path().string()
                         << "/.git/marker'\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program;
}

bool Repository::has_sprung() const {
  return std::filesystem::exists(path() / ".git" / "marker");
}

}  // namespace asmgw::cli
