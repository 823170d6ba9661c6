// The only file that includes yaml-cpp: its events into a Tree. It marks only
// where things start, accepts some of what Kubernetes refuses, and can loop or
// hoard memory; the guards here are all made from its marks and the text.
#include "base/text.h"
#include "yaml/bytes.h"
#include "yaml/events.h"
#include "yaml/lexical.h"
#include "yaml/memory_buffer.h"
#include "yaml/short_text.h"
#include "yaml/tree_builder.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

class Builder : public YAML::EventHandler, public TreeBuilder {
 public:
  /// What is parsed is `shortened`, or the text itself if that is null.
  Builder(const PreparedText& prepared, ShortText* shortened,
          const Limits& limits, Tree& tree)
      : TreeBuilder(prepared, limits, tree),
        text_(prepared.text),
        json_(prepared.json),
        hidden_colons_(prepared.hidden_colons),
        shortened_(shortened) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::uint32_t at = position(mark);
    Opening opening;
    opening.content = opening.properties_end = at;
    if (anchor > 0) opening = read_properties(at);
    const bool written = is_written_null(opening.content, mark);
    if (!written && opening.content == at) {
      add_empty(anchor);
      return;
    }
    Node node;
    check_indent(mark);
    node.properties = base_ + at;
    node.begin = base_ + opening.content;
    node.end = node.begin;
    if (written) {
      const std::string_view word = null_sized_word(text_, opening.content);
      node.text = store(word);
      node.text_size = static_cast<std::uint32_t>(word.size());
      node.end += node.text_size;
    } else {  // properties and nothing behind them
      node.begin = node.properties;
      node.end = base_ + opening.properties_end;
      node.empty = true;
    }
    set_tag(node, opening, {});
    add_leaf(node, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::uint32_t at = position(mark);
    const std::uint32_t end = anchor_end(text_, at + 1);
    check_indent(mark);
    check_anchor(at, end);
    const auto target = static_cast<std::size_t>(anchor);
    if (target >= anchors_.size() || anchors_[target] == no_node)
      refuse(at, end, "the anchor of this alias is not defined");
    for (const Frame& frame : frames_)
      if (frame.node == anchors_[target])
        refuse(at, end, "this alias stands inside what it stands for");
    Node node;
    node.kind = NodeKind::alias;
    node.target = anchors_[target];
    node.begin = node.properties = base_ + at;
    node.end = base_ + end;
    add_leaf(node, YAML::anchor_t{0}, weights_[node.target] + 1);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& read) override {
    check_indent(mark);
    const std::uint32_t at = position(mark);
    const std::optional<std::string> whole =
        shortened_ ? shortened_->restored(at, read) : std::nullopt;
    const std::string& value = whole ? *whole : read;
    const Opening opening = read_properties(at);
    Node node;
    node.properties = base_ + at;
    node.begin = base_ + opening.content;
    const char first =
        opening.content < text_.size() ? text_[opening.content] : '\0';
    const bool starts_block = !in_flow() && (first == '|' || first == '>');
    if (first == '"' || first == '\'') {
      node.style = first == '"' ? Style::double_quoted : Style::single_quoted;
      node.end = base_ + end_of_quoted(opening.content);
    } else if (starts_block) {
      node.style = first == '|' ? Style::literal : Style::folded;
      node.end = base_ + end_of_block(opening.content);
    } else if (value.empty()) {
      node.empty = true;  // `!tag` alone
      node.begin = node.properties;
      node.end = base_ + opening.properties_end;
    } else {
      if (in_flow() && first == ':')
        refuse(opening.content, opening.content + 1,
               "a value in brackets cannot begin with a colon; quote it");
      node.end = base_ + end_of_plain(text_, opening.content, value);
    }
    node.text = store(value);
    node.text_size = static_cast<std::uint32_t>(value.size());
    if (hidden_colons_)
      std::replace(tree_.pool.begin() + node.text, tree_.pool.end(),
                   hidden_colon, ':');
    set_tag(node, opening, tag);
    add_leaf(node, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(NodeKind::sequence, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(NodeKind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override { close('}'); }

  void OnAnchor(const YAML::Mark&, const std::string&) override {}

 private:
  /// Anchor and tag before a node, and where its content begins.
  struct Opening {
    std::uint32_t content = 0;         ///< first byte of the node itself
    std::uint32_t properties_end = 0;  ///< behind the last property
    bool tagged = false;
    std::string_view tag;  ///< as written, with its `!`
  };

  [[noreturn]] void refuse(std::uint32_t begin, std::uint32_t end,
                           std::string reason,
                           ProblemKind kind = ProblemKind::syntax) const {
    // What is missing at the end of a text stands behind its last byte.
    const auto size = static_cast<std::uint32_t>(text_.size());
    Problem problem;
    problem.kind = kind;
    problem.range = {file_, base_ + std::min(begin, size),
                     base_ + std::min(std::max(begin, end), size)};
    problem.reason = std::move(reason);
    throw Refused{std::move(problem)};
  }

  std::uint32_t position(const YAML::Mark& mark) const {
    auto at = static_cast<std::uint32_t>(std::max(0, mark.pos));
    if (shortened_) at = shortened_->place(at);
    return std::min(at, static_cast<std::uint32_t>(text_.size()));
  }

  bool in_flow() const { return !frames_.empty() && frames_.back().flow; }

  std::uint32_t store(std::string_view value) {
    const auto at = static_cast<std::uint32_t>(tree_.pool.size());
    tree_.pool.append(value);
    return at;
  }

  void set_tag(Node& node, const Opening& opening, std::string_view tag) {
    if (!opening.tagged) return;
    const std::string_view resolved = opening.tag == "!" ? "!" : tag;
    node.tag = store(unescaped_tag(resolved.empty() ? opening.tag : resolved));
    node.tag_size = static_cast<std::uint32_t>(tree_.pool.size()) - node.tag;
  }

  void check_anchor(std::uint32_t at, std::uint32_t end) {
    const char next = end < text_.size() ? text_[end] : ' ';
    const bool ends = is_blank_or_break(next) ||
                      (in_flow() && std::strchr(",]}", next) != nullptr);
    if (end > at + 1 && ends) return;
    const std::uint32_t stop = end_of_word(text_, at, in_flow());
    refuse(at, stop, explain_alias(text_.substr(at, stop - at)));
  }

  /// `!e!x` needs a directive that says what `!e!` is, and Kubernetes reads no
  /// directives.
  void check_tag_handle(std::uint32_t at) const {
    const std::uint32_t end = anchor_end(text_, at + 1);
    if (end > at + 1 && end < text_.size() && text_[end] == '!')
      refuse(at, end + 1,
             fmt::format("nothing says what the tag handle {} stands for",
                         in_quotes(text_.substr(at, end + 1 - at))));
  }

  /// A value or item must stand further right than its block collection; only
  /// the list of a key may begin in the key's column.
  void check_indent(const YAML::Mark& mark, bool block_list = false) const {
    if (frames_.empty() || frames_.back().flow) return;
    const Frame& frame = frames_.back();
    if (frame.kind == NodeKind::mapping && frame.key_next) return;
    const auto column = static_cast<std::uint32_t>(std::max(0, mark.column));
    const bool fits = column > frame.column ||
                      (block_list && frame.kind == NodeKind::mapping &&
                       column == frame.column);
    if (fits) return;
    const std::uint32_t at = position(mark);
    refuse(at, at + 1, "this value needs more indentation than its key");
  }

  Opening read_properties(std::uint32_t at) {
    Opening opening;
    opening.content = opening.properties_end = at;
    std::uint32_t i = at;
    while (i < text_.size()) {
      const char c = text_[i];
      if (c == '&') {
        const std::uint32_t end = anchor_end(text_, i + 1);
        check_anchor(i, end);
        i = end;
      } else if (c == '!') {
        const std::uint32_t end = tag_end(text_, i);
        if (end < text_.size() && !is_blank_or_break(text_[end]))
          refuse(i, end + 1, "a tag must be followed by a blank");
        opening.tagged = true;
        opening.tag = text_.substr(i, end - i);
        check_tag_handle(i);
        // Kubernetes' reader takes it for a part of the tag, yaml-cpp does not.
        if (opening.tag.substr(0, 2) != "!<" &&
            opening.tag.find_first_of(",[]{}") != std::string_view::npos)
          refuse(i, end, "a blank is missing behind this tag");
        i = end;
      } else {
        break;
      }
      opening.properties_end = i;
      i = skip_blank_and_comments(text_, i);
      opening.content = i;
    }
    return opening;
  }

  /// yaml-cpp says null for `~` and `null` and for nothing at all; then the
  /// mark is at the next token, which may read `null` itself.
  bool is_written_null(std::uint32_t content, const YAML::Mark& mark) const {
    const std::string_view word = null_sized_word(text_, content);
    if (word != "~" && word != "null" && word != "Null" && word != "NULL")
      return false;
    if (frames_.empty() || frames_.back().flow) return true;
    const Frame& frame = frames_.back();
    if (frame.kind == NodeKind::mapping && frame.key_next) return true;
    return static_cast<std::uint32_t>(mark.column) > frame.column ||
           position(mark) != content;
  }

  void add_empty(YAML::anchor_t anchor) {
    Node node;
    node.empty = true;
    node.begin = node.end = node.properties = base_;
    if (!frames_.empty()) {
      const Frame& frame = frames_.back();
      const Node& owner =
          tree_[frame.last != no_node ? frame.last : frame.node];
      node.begin = node.properties = owner.begin;
      node.end = owner.end;
      if (frame.kind == NodeKind::mapping && frame.key_next)
        refuse_empty(frame, "an empty key");
      if (frame.kind == NodeKind::sequence && frame.flow)
        refuse_empty(frame, "nothing between two commas");
      if (frame.kind == NodeKind::sequence) place_empty_item(frame, node);
      const bool value = frame.kind == NodeKind::mapping && !frame.flow;
      const std::uint32_t colon_end = value ? check_colon(owner) : 0;
      add_leaf(node, anchor);
      last_end_ = std::max(last_end_, base_ + colon_end);
      return;
    }
    refuse_leading();
    add_leaf(node, anchor);
  }

  /// Nothing is read as the whole document, and yet something stands there.
  void refuse_leading() const {
    const std::uint32_t at = skip_blank_and_comments(text_, 0);
    if (at == text_.size() || text_.substr(at, 3) == "---") return;
    refuse(at, at + 1,
           text_.substr(at, 3) == "..."
               ? "this line ends the document before anything stands in it"
               : "a document cannot begin with this character");
  }

  /// An empty item of a block sequence stands at its `-`.
  void place_empty_item(const Frame& frame, Node& node) const {
    std::uint32_t at = tree_[frame.node].begin - base_;
    if (frame.last != no_node)
      at = skip_blank_and_comments(text_, tree_[frame.last].end - base_);
    node.begin = node.properties = base_ + at;
    node.end = node.begin + 1;
  }

  [[noreturn]] void refuse_empty(const Frame& frame, std::string reason) const {
    const Node& before = tree_[frame.last != no_node ? frame.last : frame.node];
    const std::uint32_t from =
        frame.last != no_node ? before.end - base_ : before.begin - base_ + 1;
    std::uint32_t at = skip_blank_and_comments(text_, from);
    if (frame.last != no_node && at < text_.size() && text_[at] == ',')
      at = skip_blank_and_comments(text_, at + 1);
    refuse(at, at + 1, std::move(reason));
  }

  /// `key` without a colon: yaml-cpp lets the last line of a file pass. Gives
  /// the offset behind the colon, or behind the key of `? key`.
  std::uint32_t check_colon(const Node& key) const {
    std::uint32_t at = skip_blank_and_comments(text_, key.end - base_);
    if (at < text_.size() && text_[at] == ':') return at + 1;
    const std::uint32_t line = line_begin(text_, key.properties - base_);
    for (at = line; at < key.properties - base_; ++at)
      if (text_[at] == '?') return key.end - base_;
    refuse(key.begin - base_, key.end - base_,
           fmt::format("a key without a colon behind it: {}",
                       in_quotes(tree_.text(key), 40)));
  }

  std::uint32_t end_of_quoted(std::uint32_t at) {
    const QuotedEnd end = end_of_quotes(text_, at, json_);
    if (end.bad_escape)
      refuse(*end.bad_escape, *end.bad_escape + 2,
             "this escape is not known to YAML");
    if (!end.closed) refuse(at, at + 1, "this quote is never closed");
    const bool root = frames_.empty();
    const std::uint32_t next = skip_blanks(text_, end.end);
    const char c = next < text_.size() ? text_[next] : '\n';
    const bool ends = c == '\n' || c == '\r' || c == '#' || c == ':' ||
                      (in_flow() && std::strchr(",]}?", c) != nullptr);
    const bool key_colon = c != ':' || in_flow() || next + 1 >= text_.size() ||
                           is_blank_or_break(text_[next + 1]);
    if (!root && (!ends || !key_colon)) refuse_behind_quote(at, end.end, next);
    return end.end;
  }

  /// Text behind a closing quote. Where that quote stands lines below, it is
  /// another value's, and the one that opened this was never closed.
  [[noreturn]] void refuse_behind_quote(std::uint32_t at, std::uint32_t end,
                                        std::uint32_t next) const {
    if (text_.substr(at, end - at).find('\n') == std::string_view::npos)
      refuse(next, next + 1, "text behind the closing quote");
    refuse(at, at + 1,
           "this quote is not closed on its line, and text follows the one "
           "that closes it further down");
  }

  /// yaml-cpp knows the column of its mark; behind properties the content may
  /// stand on another line.
  std::uint32_t column_of(std::uint32_t content, std::uint32_t at,
                          const YAML::Mark& mark) const {
    return content == at ? static_cast<std::uint32_t>(mark.column)
                         : content - line_begin(text_, content);
  }

  std::uint32_t end_of_block(std::uint32_t at) {
    const std::optional<std::uint32_t> column =
        frames_.empty() ? std::nullopt : std::optional(frames_.back().column);
    const BlockEnd end = end_of_block_scalar(text_, at, column);
    if (end.fault) refuse(*end.fault, *end.fault + 1, end.reason);
    return end.end;
  }

  void open(NodeKind kind, const YAML::Mark& mark, std::string_view tag,
            YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    // Without anchor and tag of its own, what stands here is its first key's.
    const bool own = anchor > 0 || (!tag.empty() && tag != "?");
    check_indent(mark, !own && kind == NodeKind::sequence &&
                           style != YAML::EmitterStyle::Flow);
    const std::uint32_t at = position(mark);
    Opening opening;
    opening.content = opening.properties_end = at;
    if (own) opening = read_properties(at);
    if (frames_.size() >= limits_.depth) {
      Problem problem;
      problem.kind = ProblemKind::too_deep;
      problem.range = {file_, base_ + opening.content,
                       base_ + opening.content + 1};
      problem.found = std::to_string(limits_.depth);
      throw Refused{std::move(problem)};
    }
    Node node;
    node.kind = kind;
    node.style = style == YAML::EmitterStyle::Flow ? Style::flow : Style::block;
    node.properties = base_ + at;
    node.begin = base_ + opening.content;
    node.end = node.begin + 1;
    set_tag(node, opening, tag);
    const NodeId id = add_node(node, anchor);
    const bool flow = node.style == Style::flow || in_flow();
    frames_.push_back({id, kind, flow, true,
                       flow ? 0 : column_of(opening.content, at, mark)});
  }

  void close(char bracket) {
    const Frame frame = frames_.back();
    frames_.pop_back();
    Node& node = tree_.nodes[frame.node];
    node.next = static_cast<NodeId>(tree_.nodes.size());
    if (frame.last != no_node) node.end = std::max(node.end, last_end_);
    if (node.style == Style::flow && text_[node.begin - base_] != '?')
      close_flow(node, frame, bracket);
    last_end_ = node.end;
    weights_[frame.node] = frame.weight;
    added(frame.node, frame.weight);
  }

  /// The bracket behind the last child. `[a: b]` makes a mapping without one.
  void close_flow(Node& node, const Frame& frame, char bracket) const {
    const char opener = bracket == ']' ? '[' : '{';
    if (text_[node.begin - base_] != opener) return;
    const std::uint32_t from =
        frame.last == no_node ? node.begin - base_ + 1 : last_end_ - base_;
    std::uint32_t at = skip_blank_and_comments(text_, from);
    while (at < text_.size() && (text_[at] == ',' || text_[at] == ':'))
      at = skip_blank_and_comments(text_, at + 1);
    node.end =
        base_ + std::min(at + 1, static_cast<std::uint32_t>(text_.size()));
  }

  std::string_view text_;
  bool json_, hidden_colons_;
  ShortText* shortened_;
};

/// Parses `shortened` if that is not null, else the text itself. Nothing, or
/// why it cannot be read.
std::optional<Problem> parse(const PreparedText& prepared, ShortText* shortened,
                             const Limits& limits, Tree& tree,
                             std::uint32_t& rest) {
  Builder builder(prepared, shortened, limits, tree);
  try {
    MemoryBuffer buffer(shortened ? shortened->text() : prepared.text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    rest = builder.rest();
    tree.alias_visits = builder.alias_visits();
    return std::nullopt;
  } catch (Refused& refused) {
    return std::move(refused.problem);
  } catch (const YAML::ParserException& error) {
    return explain_error(
        prepared, limits, error.msg,
        static_cast<std::uint32_t>(std::max(0, error.mark.pos)));
  } catch (const YAML::Exception& error) {
    return explain_error(prepared, limits, error.msg, 0);
  }
}

}  // namespace

void parse_events(const PreparedText& prepared, const Limits& limits,
                  Document& document, std::uint32_t& rest) {
  ShortText shortened(prepared.text);
  if (shortened.shorter()) {
    if (!parse(prepared, &shortened, limits, document.tree, rest) &&
        !shortened.lost(document.tree, prepared.base))
      return;
    document.tree = {};
  }
  parse_whole(prepared, limits, document, rest);
}

void parse_whole(const PreparedText& prepared, const Limits& limits,
                 Document& document, std::uint32_t& rest) {
  if (auto problem = parse(prepared, nullptr, limits, document.tree, rest)) {
    document.problems.add(std::move(*problem));
    document.readable = false;
  }
}

}  // namespace asmgw
