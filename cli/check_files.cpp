// Blocks of consecutive files: whoever is free takes the next one, and what
// was found is put together in their order.
#include "cli/check_files.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <malloc.h>
#include <system_error>
#include <thread>

namespace asmgw::cli {
namespace {

/// Fewer files are checked before a thread has started.
constexpr std::size_t many_files = 64;
constexpr std::size_t block_size = 32;

std::size_t count_blocks(std::size_t files) {
  return (files + block_size - 1) / block_size;
}

std::size_t threads_for(std::size_t files, std::size_t wanted) {
  if (files < many_files) return 1;
  if (wanted == 0) wanted = std::thread::hardware_concurrency();
  return std::clamp<std::size_t>(wanted, 1, count_blocks(files));
}

/// glibc widens what a thread allocates from page by page: a system call each.
void allocate_in_large_steps() {
#ifdef M_TOP_PAD
  constexpr int step = 16 << 20;
  mallopt(M_TOP_PAD, step);
#endif
}

}  // namespace

struct FileChecker::Block {
  std::optional<Linter> linter;
  std::vector<Error> errors;
  std::exception_ptr failure;
};

FileChecker::FileChecker(const std::vector<Input>& files, const RuleSet& rules,
                         const LintOptions& options, Sources& sources, Io& io)
    : files_(files),
      rules_(rules),
      options_(options),
      sources_(sources),
      io_(io),
      limit_(options.settings.limits.file_bytes()),
      first_(sources.reserve(files.size())),
      linter_(sources, rules, options) {}

bool FileChecker::run(std::size_t threads, Progress& progress) {
  const bool reads_in =
      std::any_of(files_.begin(), files_.end(),
                  [](const Input& input) { return input.is_stdin; });
  if (reads_in) in_ = io_.read_in(limit_);
  threads = threads_for(files_.size(), threads);
  if (threads > 1)
    run_together(threads, progress);
  else
    run_alone(progress);
  return complete_;
}

/// Safe for different files at the same time.
void FileChecker::check(std::size_t index, Linter& linter,
                        std::vector<Error>& errors) {
  const Input& input = files_[index];
  auto file = input.is_stdin ? std::move(*in_) : read_input(input, limit_);
  if (!file) {
    errors.push_back(file.error());
    return;
  }
  const auto id = static_cast<FileId>(static_cast<std::uint32_t>(first_) +
                                      static_cast<std::uint32_t>(index));
  sources_.put(id, input.path, std::move(file->text));
  if (file->too_large)
    linter.too_large(id, file->bytes);
  else
    linter.check(id, input.role);
}

std::vector<const FileObjects*> FileChecker::objects() const {
  std::vector<const FileObjects*> all(files_.size());
  for (const FileObjects& file : linter_.files())
    all[static_cast<std::size_t>(file.file) -
        static_cast<std::size_t>(first_)] = &file;
  return all;
}

void FileChecker::report(const std::vector<Error>& errors) {
  for (const Error& error : errors) refuse(io_, error.message);
  if (!errors.empty()) complete_ = false;
}

void FileChecker::run_alone(Progress& progress) {
  std::vector<Error> errors;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    check(i, linter_, errors);
    report(errors);
    errors.clear();
    progress.step();
  }
}

void FileChecker::run_together(std::size_t threads, Progress& progress) {
  allocate_in_large_steps();
  std::vector<Block> blocks(count_blocks(files_.size()));
  check_blocks(blocks, threads, progress);
  for (Block& block : blocks) {
    if (block.failure) std::rethrow_exception(block.failure);
    report(block.errors);
    linter_.absorb(std::move(*block.linter));
    block.linter.reset();
  }
}

void FileChecker::check_block(std::size_t number, Block& block) {
  const std::size_t begin = number * block_size;
  const std::size_t end = std::min(begin + block_size, files_.size());
  try {
    block.linter.emplace(sources_, rules_, options_);
    for (std::size_t i = begin; i < end; ++i)
      check(i, *block.linter, block.errors);
  } catch (...) {
    block.failure = std::current_exception();
  }
}

void FileChecker::check_blocks(std::vector<Block>& blocks, std::size_t threads,
                               Progress& progress) {
  std::atomic<std::size_t> next = 0, done = 0;
  const auto work = [&](auto after_each) {
    for (std::size_t i = next++; i < blocks.size(); i = next++) {
      check_block(i, blocks[i]);
      if (blocks[i].failure) next = blocks.size();
      ++done;
      after_each();
    }
  };
  std::vector<std::jthread> helpers;  // joined at the end
  helpers.reserve(threads - 1);
  try {
    while (helpers.size() + 1 < threads)
      helpers.emplace_back([&] { work([] {}); });
  } catch (const std::system_error&) {
    // As many as there are will do.
  }
  work([&] { progress.reach(std::min(done * block_size, files_.size())); });
}

}  // namespace asmgw::cli
