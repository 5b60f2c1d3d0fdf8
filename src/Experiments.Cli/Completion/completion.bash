# Completion of experiments and run.sh for bash: eval "$(./run.sh completion bash)", now or in ~/.bashrc.
_experiments() {
    local line=${COMP_LINE:0:COMP_POINT} word head reply
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"${COMP_WORDS[0]}"}
    line=${line#"${line%%[![:space:]]*}"}
    word=${line##*[[:space:]]}
    # bash splits words at = and :, so only the text after the last of them is replaced.
    head=${word%"${word##*[=:]}"}
    COMPREPLY=()
    while IFS= read -r reply; do
        reply=${reply#"$head"}
        # Quote a file name with a blank.
        [[ $reply == *[[:space:]]* ]] && printf -v reply '%q' "$reply"
        COMPREPLY+=("$reply")
    done < <(@PROGRAM@ "[suggest:${#line}]" "$line" 2>/dev/null)
    # No blank after a folder or a key: more text follows.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[/.=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _experiments experiments run.sh ./run.sh
