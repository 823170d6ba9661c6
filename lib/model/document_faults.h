// What is wrong with a document as a whole, and what is made of it all the
// same.
#pragma once

#include "yaml/read.h"

#include <memory>
#include <optional>
#include <string_view>

namespace asmgw {

/// As `read_document`; what is no YAML only for placeholders in it is read as
/// if they were words, and what an alias brings from a Secret is one of them.
/// `plain` keeps what that takes for all chunks of the
/// file.
Document read_with_placeholders(const SourceFile& file, FileId id, Chunk chunk,
                                const Limits& limits,
                                std::shared_ptr<const SourceFile>& plain);

/// A limit of ours is what keeps it from being read.
bool is_limit(const Document& document);

bool is_unread_rest(const Problem& problem);
/// That the rest of a text is not read, if that takes a Gateway with it.
std::optional<Problem> lost_gateway(const Document& document, Chunk chunk,
                                    std::string_view text);

/// Two objects in one mapping, if a --- is forgotten; then keys that stand
/// twice are no problem of their own.
std::optional<Problem> take_joined(Document& document, FileId file);

/// An object of this kind, which is no list.
bool is_of_kind(const Tree& tree, std::string_view kind);
/// Some mapping below the object is a Gateway of ours.
bool holds_gateway(const Tree& tree, NodeId object);
/// The lines of the text say that it is a Gateway, and of an API group that is
/// not ours nor a slip of the pen for it.
bool is_of_other_api(std::string_view text);

}  // namespace asmgw
