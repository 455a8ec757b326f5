# `just check` runs what CI checks; tests/ci.rs keeps this file, .ci/run and the workflow alike.

# Everything that must hold before a change is kept.
check: format lint doc test

# The code is formatted.
format:
    cargo fmt --check

# No warning is left.
lint:
    cargo clippy --all-targets --locked -- -D warnings

# The documentation of the code has no dead link.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

# The test command of the README.
test:
    cargo test --locked

# Known advisories and licences; needs cargo-deny and its database.
deny:
    cargo deny check

# Benchmarks of parsing, planning and drawing; they print figures and fail on none.
bench:
    cargo bench --bench speed

# Instructions, memory and size of whole commands, and of peers that are installed; needs valgrind.
measure:
    cargo build --release --locked
    benches/program.sh

# Hostile files by machine, for ten minutes; needs cargo-fuzz. Targets: figure, parse, plan, play.
fuzz TARGET="parse":
    cargo fuzz run -s none {{TARGET}} -- -max_total_time=600 -max_len=4096

# The archive of a release for this machine, in dist/.
package:
    .ci/package

# Everything that a release has for this machine, in dist/: the archive, and on Linux a .deb, which is installed, run
# and removed in an empty root, and an .rpm. Needs cargo-deb and cargo-generate-rpm.
packages:
    .ci/packages

# The manual pages, in dist/man.
manual:
    cargo run --locked --example manual -- dist/man

# The film of the README, by the program itself; it takes as long as it lasts.
pictures:
    cargo build --locked
    cargo run --locked --example pictures -- docs/pictures
