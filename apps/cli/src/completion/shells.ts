export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** How a shell asks `otto` itself what fits, so that the answer is always that of the installed version. */
interface ShellSupport {
  /** The one step that installs it for this user. */
  readonly install: string;
  readonly script: string;
}

/** The command that answers, with the words up to the cursor; see complete.command.ts. */
const ASK = '__complete --';

const BASH = `_otto() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o default 2>/dev/null ;;
      ?*) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done <<< "$("$1" ${ASK} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)"
}
complete -o nosort -F _otto otto 2>/dev/null || complete -F _otto otto
`;

const ZSH = `#compdef otto
_otto() {
  local line about
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      _files
      return
    fi
    about=\${line#*$'\\t'}
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}\${about:+:$about}")
  done < <("\${words[1]}" ${ASK} "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe -V 'otto' candidates
}
if [[ $funcstack[1] == _otto ]]; then _otto "$@"; else compdef _otto otto; fi
`;

const FISH = `function __otto_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] ${ASK} $words[2..-1] 2>/dev/null)
    if test "$line" = :files
      __fish_complete_path (commandline -ct)
    else
      printf '%s\\n' $line
    end
  end
end
complete -c otto -f -k -a '(__otto_complete)'
`;

export const SHELL_SUPPORT: Readonly<Record<Shell, ShellSupport>> = {
  bash: {
    install: `echo 'eval "$(otto completion bash)"' >> ~/.bashrc`,
    script: BASH,
  },
  zsh: {
    install: `echo 'autoload -U compinit && compinit; eval "$(otto completion zsh)"' >> ~/.zshrc`,
    script: ZSH,
  },
  fish: {
    install: 'otto completion fish > ~/.config/fish/completions/otto.fish',
    script: FISH,
  },
};
