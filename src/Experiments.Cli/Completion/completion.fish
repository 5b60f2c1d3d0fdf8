# Completion of experiments and run.sh for fish: ./run.sh completion fish | source, now or in ~/.config/fish/config.fish.
function __experiments_words
    set -l line (string replace -r '^\s*\S+\s*' '' -- (commandline -cp))
    @PROGRAM@ "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c experiments -f -a '(__experiments_words)'
complete -c run.sh -f -a '(__experiments_words)'
