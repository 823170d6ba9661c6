// GW0xx: YAML, duplicate keys, limits, unknown fields and types, envelope.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule banned_annotation;
extern const Rule control_character;
extern const Rule duplicate_key;
extern const Rule exclusive_fields;
extern const Rule helm_template;
extern const Rule inner_byte_order_mark;
extern const Rule invalid_label;
extern const Rule invalid_name;
extern const Rule kustomize_patch;
extern const Rule limit_reached;
extern const Rule list_size;
extern const Rule lost_indentation;
extern const Rule missing_api_version;
extern const Rule missing_field;
extern const Rule missing_kind;
extern const Rule newer_field;
extern const Rule no_servers;
extern const Rule not_a_mapping;
extern const Rule not_utf8;
extern const Rule number_out_of_range;
extern const Rule port_missing;
extern const Rule refused_name;
extern const Rule separator_text;
extern const Rule unknown_field;
extern const Rule unknown_word;
extern const Rule unread_rest;
extern const Rule unserved_version;
extern const Rule unusual_number;
extern const Rule wrong_kind;
extern const Rule wrong_type;
extern const Rule yaml_syntax;
extern const Rule ytt_template;

inline constexpr std::array<const Rule*, 32> reading_rules{
    &not_utf8,         &control_character,   &inner_byte_order_mark,
    &yaml_syntax,      &separator_text,      &unread_rest,
    &limit_reached,    &duplicate_key,       &not_a_mapping,
    &lost_indentation, &unusual_number,      &helm_template,
    &ytt_template,     &kustomize_patch,     &unserved_version,
    &wrong_kind,       &missing_kind,        &missing_api_version,
    &unknown_field,    &missing_field,       &wrong_type,
    &unknown_word,     &number_out_of_range, &list_size,
    &exclusive_fields, &invalid_name,        &invalid_label,
    &newer_field,      &banned_annotation,   &refused_name,
    &no_servers,       &port_missing,
};

}  // namespace asmgw::rules
