// Any bytes as what git prints: listings of a tree and of the index, objects,
// blobs; and as the words of a user who names a side.
#include "cli/git_listing.h"
#include "cli/git_side.h"
#include "cli/side_words.h"
#include "fuzz/fuzz.h"

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

using namespace cli;

void must_be_sound(const GitEntries& listed, std::string_view bytes) {
  if (!listed) {
    must(!listed.error().message.empty());
    return;
  }
  must(listed->size() <= bytes.size());
  for (const GitEntry& one : *listed) {
    must(is_object_id(one.id) && one.mode.size() == 6 && !one.path.empty());
    must(one.path.find('\0') == std::string::npos);
    must(!one.is_file() || !one.is_link());
  }
}

bool keep_some(const GitEntry& one) { return one.path.size() % 2 == 1; }

/// As many objects as there are lines; then the bytes behind those that would
/// be read.
void read_objects(std::string_view bytes) {
  const auto lines =
      static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n') +
                               (bytes.empty() || bytes.back() == '\n' ? 0 : 1));
  const auto objects = parse_objects(bytes, lines);
  must(objects && objects->size() == lines);
  must(!parse_objects(bytes, lines + 1));
  for (const GitObject& one : *objects)
    must((one.is == GitObject::Is::there) == is_object_id(one.id));
}

/// A first line that names an object: the rest is what `cat-file --batch`
/// would print of it.
void read_blobs(std::string_view bytes) {
  const std::string_view whole = bytes;
  const auto object = parse_objects(take_until(bytes, '\n'), 1);
  if (!object || object->front().is != GitObject::Is::there) return;
  const auto texts = parse_blobs(whole, *object);
  if (!texts) return;
  must(texts->size() == 1 && (*texts)[0].size() == object->front().size);
  must((*texts)[0].data() >= whole.data() && (*texts)[0].size() < whole.size());
}

void name_side(std::string_view bytes) {
  const std::string word(bytes);
  const auto name = parse_git_name(word);
  if (!name) return;
  must(name->text == word &&
       name->rev.size() + name->path.size() < word.size());
  const GitPlace place{true, "../../", "a/b/"};
  const auto path = path_from_root(place, name->path);
  if (!path) return;
  must(*path != ".." && !path->starts_with("../") && !path->starts_with('/'));
  must(path->find("/../") == std::string::npos && !path->ends_with('/'));
}

}  // namespace

void fuzz(std::string_view bytes) {
  must_be_sound(parse_tree_listing(bytes, keep_some), bytes);
  must_be_sound(parse_index_listing(bytes, keep_some), bytes);
  read_objects(bytes);
  read_blobs(bytes);
  name_side(bytes.substr(0, bytes.find('\n')));
}

}  // namespace asmgw
