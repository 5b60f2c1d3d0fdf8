#compdef experiments run.sh
# Completion of experiments and run.sh for zsh: eval "$(./run.sh completion zsh)" after compinit, now or in ~/.zshrc.
_experiments() {
    local line="${(j: :)words[2,CURRENT-1]} $PREFIX" reply
    local -a whole open
    while IFS= read -r reply; do
        # No blank after a folder or a key: more text follows.
        if [[ $reply == *[/.=] ]]; then open+=("$reply"); else whole+=("$reply"); fi
    done < <(@PROGRAM@ "[suggest:${#line}]" "$line" 2>/dev/null)
    (( ${#whole} )) && compadd -- "${whole[@]}"
    (( ${#open} )) && compadd -S '' -- "${open[@]}"
    (( ${#whole} + ${#open} ))
}
compdef _experiments experiments run.sh
