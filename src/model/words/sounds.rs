//! What `stretch cues` says of voices and sounds: what is used, what is not and why, and what helps.

/// A program that takes over from the one before it.
pub const SPARE: &str = "used if the one before it fails";
/// Where the terminal's bell is no help.
pub const NO_TERMINAL: &str = "output does not go to a terminal";
/// The terminal's bell beside programs that play sounds.
pub const BELL_IS_SPARE: &str = "used if no sound can be played";
/// The terminal's bell alone, and what its strokes mean.
pub const BELL: &str = "rings 1, 2 or 3 times: start, switch, end";
/// Where no words are spoken because the person's settings say so.
pub const TALK_IS_OFF: &str = "nothing is spoken: `talk` is `off` in the settings";
/// The problem of a machine without any sound.
pub const NOTHING: &str = "nothing can be heard";
/// What helps where sound goes to another machine.
pub const FORWARDED: &str = "set `PULSE_SERVER` if the sound of this machine is forwarded to you";

/// What helps with a program that failed.
pub fn try_by_hand(program: &str) -> String {
    format!("run `{program}` by hand: it may say what is missing")
}

/// Which programs to install for what is missing: a voice, sounds, or both; none if both are there.
pub fn to_install(has_speech: bool, has_sounds: bool, is_macos: bool) -> Option<String> {
    let [voice, sounds] = if is_macos {
        ["`say` is part of macOS: look whether `/usr/bin` is in PATH", "so is `afplay`"]
    } else {
        [
            "for a voice `apt install espeak-ng` (Debian, Ubuntu), `dnf install espeak-ng` (Fedora) or \
             `pacman -S espeak-ng` (Arch)",
            "for sounds `pipewire-bin`, `pulseaudio-utils` or `alsa-utils`, by the same command",
        ]
    };
    match (has_speech, has_sounds) {
        (true, true) => None,
        (false, true) => Some(voice.to_owned()),
        (true, false) => Some(sounds.to_owned()),
        (false, false) => Some(format!("{voice}; {sounds}")),
    }
}
