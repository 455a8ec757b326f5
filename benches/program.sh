#!/usr/bin/env bash
# What whole commands cost: instructions, which are the same on any load (counted by valgrind), peak
# memory in KB, and the size of the file in bytes. The same of programs that people know, where they
# are installed. Prints, and fails on no figure.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-target/release/stretch}
[ -x "$program" ] || { echo "error: there is no $program; \`cargo build --release\` makes it" >&2; exit 1; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
clean() { env -i HOME="$home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@" </dev/null; }

measure() {
    local instructions=- memory=-
    if command -v valgrind >/dev/null; then
        instructions=$(clean valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
            sed -n 's/.*Collected : //p')
    fi
    if [ -x /usr/bin/time ]; then
        memory=$(clean /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1)
    fi
    printf '%12s %6s  %s\n' "$instructions" "$memory" "$(basename "$1") ${*:2}"
}

echo "instructions     KB  command"
for line in -V -h list "neck --dry-run" "show neck-release --figure"; do
    # shellcheck disable=SC2086 # a line is several words
    measure "$program" $line
done
for peer in "zoxide -V" "zoxide -h" "tldr --version" "tldr --help" "timr --version" "timr --help"; do
    path=$(command -v "${peer%% *}") || continue
    # shellcheck disable=SC2086
    measure "$path" ${peer#* }
done
wc -c < "$program" | xargs printf '%s bytes\n'
