# Completion of experiments and run.sh for bash: eval "$(./run.sh completion bash)", now or in ~/.bashrc.
_experiments() {
    local line=${COMP_LINE:0:COMP_POINT} word head reply
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"${COMP_WORDS[0]}"}
    line=${line#"${line%%[![:space:]]*}"}
    word=${line##*[[:space:]]}
    # bash takes a word to end at = and :, so only what follows the last of them is replaced.
    head=${word%"${word##*[=:]}"}
    COMPREPLY=()
    while IFS= read -r reply; do
        reply=${reply#"$head"}
        # A blank in a file's name would make two words of it.
        [[ $reply == *[[:space:]]* ]] && printf -v reply '%q' "$reply"
        COMPREPLY+=("$reply")
    done < <(@PROGRAM@ "[suggest:${#line}]" "$line" 2>/dev/null)
    # A folder and a key go on.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/.=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _experiments experiments run.sh ./run.sh
