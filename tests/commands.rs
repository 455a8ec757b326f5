//! The commands as they are typed: what they print, what they say, and how they end. `list`, `check`, `log`
//! and `cues` have files of their own beside this one.

mod misuse;
mod outputs;
mod own;
mod play;
mod show;

/// A routine that says all that a routine can say.
const FULL: &str = "\
name: Zebra bend
summary: Bends like a zebra.
also: [hips]
muscles: [zebra major]
position: [standing, seated]
needs: [chair, mat?]
sides: both
rounds: 1-2
rest: 10s
caution: Keep to the ground.
avoid: [dizziness]
sources:
  - name: A book of zebras
    url: https://example.org/zebras
setup:
  - Stand like a zebra.
steps:
  - move: Look to the {side}.
  - hold: Bend to your {side} side. Feel it on the {other}.
    for: 15-30s
  - reps: Nod.
    times: 8-12
    each: 3s
finish:
  - Shake your mane.
";
