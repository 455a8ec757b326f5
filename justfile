# What CI checks, `just check` checks.

# Everything that must hold before a change is kept.
check: format lint test

# The code is formatted.
format:
    cargo fmt --check

# No warning is left.
lint:
    cargo clippy --all-targets --locked -- -D warnings

# The test command of the README.
test:
    cargo test --locked

# Known advisories and licences; needs cargo-deny and its database.
deny:
    cargo deny check

# Benchmarks of parsing, planning and drawing; they print figures and fail on none.
bench:
    cargo bench --bench speed

# Hostile files by machine, for ten minutes; needs cargo-fuzz. Targets: parse, plan, play, figure.
fuzz TARGET="parse":
    cargo fuzz run -s none {{TARGET}} -- -max_total_time=600 -max_len=4096
