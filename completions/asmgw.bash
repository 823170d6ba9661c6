# bash completion for asmgw; made by asmgw-gen

_asmgw() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local _asmgw_rules='GW020 unknown-field GW030 banned-annotation'
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'lint explain rules schema completion version --help --version' -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
    lint)
      case "$prev" in
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --select) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --extend-select) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --ignore) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --severity) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --scope) COMPREPLY=($(compgen -W 'set file' -- "$cur")); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'full concise json' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
        --min-level) COMPREPLY=($(compgen -W 'error warning info' -- "$cur")); return ;;
        --fail-on) COMPREPLY=($(compgen -W 'error warning info never' -- "$cur")); return ;;
        --max-findings) COMPREPLY=(); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-f --filename --stdin-filename --include --exclude -n --namespace --select --extend-select --ignore --severity --istio-version --scope --complete -o --output --color --min-level --fail-on --max-findings --statistics --fail-if-empty -q --quiet -v --verbose --max-file-size --max-depth --max-nodes --max-alias-visits -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    explain)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur"))
      fi ;;
    rules)
      case "$prev" in
        -o|--output) COMPREPLY=($(compgen -W 'table json markdown' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-o --output --color -h --help' -- "$cur"))
      fi ;;
    schema)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W 'gateway lint' -- "$cur"))
      fi ;;
    completion)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur"))
      fi ;;
    version)
      case "$prev" in
        -o|--output) COMPREPLY=($(compgen -W 'table json markdown' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-o --output --color -h --help' -- "$cur"))
      fi ;;
  esac
}

complete -o filenames -F _asmgw asmgw
