//! The sounds: soft tones of a few notes, made here sample by sample, as WAV files.
//!
//! They differ in pitch, direction and rhythm, so that a person can tell them apart with the eyes shut.
//! Nothing is played here.

use std::{f64::consts::PI, time::Duration};

use super::vocabulary::vocabulary;

/// Samples a second; enough for sines far below 5 kHz.
pub const RATE: u32 = 22_050;
/// The loudest sample of any sound at full volume: -14 dBFS.
const PEAK: f64 = 0.2;
/// The volume that leaves the samples as they are.
pub const FULL_VOLUME: u32 = 100;
/// Seconds of fading in and of fading out, so that nothing clicks.
const ATTACK: f64 = 0.012;
const RELEASE: f64 = 0.04;
/// The share of its strength that a note loses until its end.
const DECAY: f64 = 0.6;

vocabulary! {
    /// What a sound says.
    Sound {
        /// A routine begins.
        Next = "next",
        /// A hold begins.
        Start = "start",
        /// Half of a hold is over.
        Half = "half",
        /// One of the last seconds of a hold.
        Tick = "tick",
        /// A hold is over.
        End = "end",
        /// The other side.
        Switch = "switch",
        /// A rest between rounds.
        Rest = "rest",
        /// The session is over.
        Done = "done",
        /// Breathing in.
        In = "in",
        /// Breathing out.
        Out = "out",
        /// A repetition begins.
        Beat = "beat",
        /// Another move begins.
        Step = "step",
    }
}

/// A note: its first and its last pitch in hertz, when it begins, and how long it sounds, in seconds.
struct Note(f64, f64, f64, f64);

const C4: f64 = 261.63;
const E4: f64 = 329.63;
const G4: f64 = 392.0;
const A4: f64 = 440.0;
const C5: f64 = 523.25;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const B5: f64 = 987.77;

const fn note(pitch: f64, begins: f64, lasts: f64) -> Note {
    Note(pitch, pitch, begins, lasts)
}

const fn notes(sound: Sound) -> &'static [Note] {
    match sound {
        // Long, then short, like a knock.
        Sound::Next => const { &[note(G4, 0.0, 0.26), note(D5, 0.26, 0.16)] },
        // Up.
        Sound::Start => const { &[note(C5, 0.0, 0.14), note(G5, 0.14, 0.28)] },
        // One note, twice.
        Sound::Half => const { &[note(E5, 0.0, 0.12), note(E5, 0.18, 0.16)] },
        Sound::Tick => const { &[note(B5, 0.0, 0.07)] },
        // Down.
        Sound::End => const { &[note(G5, 0.0, 0.14), note(C5, 0.14, 0.3)] },
        // There and back.
        Sound::Switch => const { &[note(A4, 0.0, 0.12), note(E5, 0.12, 0.12), note(A4, 0.24, 0.2)] },
        // Low, slow and down.
        Sound::Rest => const { &[note(E4, 0.0, 0.22), note(C4, 0.22, 0.34)] },
        // Down the whole chord.
        Sound::Done => const { &[note(G5, 0.0, 0.16), note(E5, 0.16, 0.16), note(C5, 0.32, 0.5)] },
        Sound::In => const { &[Note(294.0, 440.0, 0.0, 0.5)] },
        Sound::Out => const { &[Note(440.0, 294.0, 0.0, 0.5)] },
        Sound::Beat => const { &[note(D5, 0.0, 0.1)] },
        Sound::Step => const { &[note(G4, 0.0, 0.12)] },
    }
}

/// The notes of a sound, each as its first and its last pitch in hertz, when it begins, and how long it sounds, in
/// seconds.
pub fn score(sound: Sound) -> Vec<[f64; 4]> {
    notes(sound).iter().map(|&Note(from, to, begins, lasts)| [from, to, begins, lasts]).collect()
}

/// The length of a sound.
pub fn length(sound: Sound) -> Duration {
    let seconds = notes(sound).iter().map(|it| it.2 + it.3).fold(0.0, f64::max);
    Duration::from_millis((seconds * 1000.0).round() as u64)
}

/// The samples of a sound, from -1 to 1, at [`RATE`]. `volume` is in hundredths.
pub fn samples(sound: Sound, volume: u32) -> Vec<f32> {
    let rate = f64::from(RATE);
    let count = (length(sound).as_secs_f64() * rate).round() as usize;
    let loud = PEAK * f64::from(volume.min(FULL_VOLUME)) / f64::from(FULL_VOLUME);
    let mut samples = vec![0.0_f32; count + 1];
    for Note(from, to, begins, lasts) in notes(sound) {
        let first = (begins * rate).round() as usize;
        let within = (lasts * rate).round();
        for (index, sample) in samples.iter_mut().skip(first).take(within as usize + 1).enumerate() {
            let time = index as f64 / rate;
            // The phase of a pitch that glides evenly is the integral of that pitch.
            let turns = from * time + (to - from) * time * time / (2.0 * lasts);
            let strength = fade(time, *lasts) * (1.0 - DECAY * time / lasts);
            *sample += (loud * strength * libm::sin(2.0 * PI * turns)) as f32;
        }
    }
    samples
}

/// From silence, up to full strength, and back to silence: halves of a cosine.
fn fade(time: f64, lasts: f64) -> f64 {
    let rise = |share: f64| (1.0 - libm::cos(PI * share.clamp(0.0, 1.0))) / 2.0;
    rise(time / ATTACK).min(rise((lasts - time) / RELEASE))
}

/// A sound as a WAV file: one channel of 16 bits.
pub fn wav(sound: Sound, volume: u32) -> Vec<u8> {
    let samples = samples(sound, volume);
    let bytes = (samples.len() * 2) as u32;
    let mut file = Vec::with_capacity(44 + samples.len() * 2);
    file.extend(b"RIFF");
    file.extend((36 + bytes).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes()); // plain samples
    file.extend(1_u16.to_le_bytes()); // one channel
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    file.extend(2_u16.to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(bytes.to_le_bytes());
    for sample in samples {
        file.extend(((sample * f32::from(i16::MAX)).round() as i16).to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How strong a pitch is in some samples (Goertzel).
    fn strength(samples: &[f32], pitch: f64) -> f64 {
        let step = 2.0 * libm::cos(2.0 * PI * pitch / f64::from(RATE));
        let (mut before, mut last) = (0.0, 0.0);
        for sample in samples {
            (before, last) = (last, f64::from(*sample) + step * last - before);
        }
        (before * before + last * last - step * before * last).sqrt() / samples.len() as f64
    }

    /// The pitch that is strongest among the semitones from 200 to 1300 Hz.
    fn pitch(samples: &[f32]) -> f64 {
        let pitches = (0..33).map(|it| 207.65 * libm::pow(2.0, f64::from(it) / 12.0));
        pitches.max_by(|a, b| strength(samples, *a).total_cmp(&strength(samples, *b))).unwrap()
    }

    fn between(samples: &[f32], from: f64, to: f64) -> &[f32] {
        let at = |seconds: f64| ((seconds * f64::from(RATE)) as usize).min(samples.len());
        &samples[at(from)..at(to)]
    }

    #[test]
    fn every_sound_is_soft_and_begins_and_ends_in_silence() {
        for &sound in Sound::ALL {
            let samples = samples(sound, FULL_VOLUME);
            let peak = samples.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
            let decibels = 20.0 * libm::log10f(peak);
            assert!((-24.0..-12.0).contains(&decibels), "{sound:?}: {decibels:.1} dBFS");
            let (first, last) = (samples[0].abs(), samples[samples.len() - 1].abs());
            assert!(first < 1e-4 && last < 1e-4, "{sound:?} clicks: {first} {last}");
            let jump = samples.windows(2).map(|it| (it[1] - it[0]).abs()).fold(0.0, f32::max);
            assert!(jump < 0.07, "{sound:?} jumps by {jump}");
            let seconds = samples.len() as f64 / f64::from(RATE);
            assert!((seconds - length(sound).as_secs_f64()).abs() < 0.001, "{sound:?} lasts {seconds}");
            assert!(seconds < 0.9, "{sound:?} is short");
        }
    }

    #[test]
    fn notes_come_in_their_order() {
        let check = |sound: Sound, pitches: &[f64]| {
            let samples = samples(sound, FULL_VOLUME);
            let heard = notes(sound).iter().map(|it| pitch(between(&samples, it.2 + 0.01, it.2 + it.3)));
            for (heard, wanted) in heard.zip(pitches) {
                assert!((heard / wanted - 1.0).abs() < 0.03, "{sound:?}: {heard:.0} is not {wanted:.0} Hz");
            }
        };
        check(Sound::Start, &[C5, G5]);
        check(Sound::End, &[G5, C5]);
        check(Sound::Half, &[E5, E5]);
        check(Sound::Switch, &[A4, E5, A4]);
        check(Sound::Rest, &[E4, C4]);
        check(Sound::Done, &[G5, E5, C5]);
    }

    #[test]
    fn one_breathes_in_upwards_and_out_downwards() {
        let ends = |sound| {
            let samples = samples(sound, FULL_VOLUME);
            (pitch(between(&samples, 0.02, 0.15)), pitch(between(&samples, 0.35, 0.49)))
        };
        let (low, high) = ends(Sound::In);
        assert!(high > low * 1.2, "in: {low} {high}");
        let (high, low) = ends(Sound::Out);
        assert!(high > low * 1.2, "out: {high} {low}");
    }

    #[test]
    fn no_two_sounds_are_alike() {
        for (index, &one) in Sound::ALL.iter().enumerate() {
            for &other in &Sound::ALL[index + 1..] {
                let (a, b) = (samples(one, FULL_VOLUME), samples(other, FULL_VOLUME));
                let apart: f32 = a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum();
                let whole: f32 = a.iter().chain(&b).map(|it| it * it).sum();
                assert!(a.len() != b.len() || apart > whole / 4.0, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn the_volume_scales_and_zero_is_silence() {
        let peak = |volume| samples(Sound::Start, volume).iter().fold(0.0_f32, |most, it| most.max(*it));
        assert!((peak(50) / peak(FULL_VOLUME) - 0.5).abs() < 0.01);
        assert!(peak(0) <= 0.0);
        assert!((peak(900) - peak(FULL_VOLUME)).abs() < f32::EPSILON, "louder than full is full");
    }

    #[test]
    fn a_wav_says_how_long_it_is() {
        let file = wav(Sound::Tick, FULL_VOLUME);
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((&file[..4], &file[8..16], &file[36..40]), (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..]));
        assert_eq!((number(4), number(40), number(24)), (file.len() - 8, file.len() - 44, RATE as usize));
    }
}
