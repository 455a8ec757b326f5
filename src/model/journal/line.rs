//! One line of the log, as JSON. Keys without a value are left out. A key, or a kind of value, that only another
//! version knows does not hide the rest of the line.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, Error, Visitor},
};
use serde_json::Value;

use super::{Asked, Options, Planned};
use crate::model::{
    dose::{Breath, LONGEST_HOLD},
    plan::{Adjustment, Brisk, RoundSide},
    text::Text,
};

/// A line.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct LogLine {
    pub v: u32,
    pub session: String,
    pub at: String,
    pub event: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routines: Vec<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub plan: Option<Vec<PlannedLine>>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub options: Option<OptionsLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routine: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// From 1.
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub entry: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// To the millisecond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// In seconds.
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub planned: Option<f64>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub finished: Option<bool>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub felt: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub routines_felt: Option<BTreeMap<String, Value>>,
}

/// The part of a line that statistics need, with texts borrowed from the line.
#[derive(Debug, Default, Deserialize)]
pub struct Facts<'l> {
    pub v: u32,
    #[serde(borrow)]
    pub session: Cow<'l, str>,
    #[serde(borrow)]
    pub at: Cow<'l, str>,
    #[serde(borrow)]
    pub event: Cow<'l, str>,
    #[serde(default)]
    pub routines: Vec<String>,
    #[serde(borrow, default, deserialize_with = "borrowed")]
    pub routine: Option<Cow<'l, str>>,
    #[serde(borrow, default, deserialize_with = "borrowed")]
    pub kind: Option<Cow<'l, str>>,
    #[serde(default)]
    pub step: Option<usize>,
    #[serde(default)]
    pub round: Option<u32>,
    #[serde(borrow, default, deserialize_with = "borrowed")]
    pub side: Option<Cow<'l, str>>,
    #[serde(default)]
    pub seconds: Option<f64>,
    #[serde(default)]
    pub times: Option<u64>,
    #[serde(default, deserialize_with = "if_known")]
    pub finished: Option<bool>,
    #[serde(default, deserialize_with = "if_known")]
    pub felt: Option<String>,
    #[serde(default, deserialize_with = "if_known")]
    pub routines_felt: Option<BTreeMap<String, Value>>,
}

/// A text that may be missing. It is borrowed if it has no escapes; serde would copy it in an `Option`.
fn borrowed<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Cow<'de, str>>, D::Error> {
    struct Borrowed;

    impl<'de> Visitor<'de> for Borrowed {
        type Value = Option<Cow<'de, str>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<Self::Value, D::Error> {
            source.deserialize_str(self)
        }

        fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Borrowed(text)))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(text.to_owned())))
        }
    }

    source.deserialize_option(Borrowed)
}

/// A routine of the plan.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct PlannedLine {
    #[serde(default, deserialize_with = "if_known")]
    routine: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    rounds: Option<u32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    hold: Option<u32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    leading: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    change: Option<i32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    left: Option<Vec<TurnLine>>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pace: Option<String>,
}

/// A turn that is left of a routine.
#[derive(Debug, Deserialize, Serialize)]
struct TurnLine {
    round: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    steps: Vec<usize>,
}

/// The options of the plan.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct OptionsLine {
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<String>>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    skip: Option<Vec<String>>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    rounds: Option<u32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    hold: Option<u32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    leading: Option<String>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    breath: Option<[u32; 2]>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    wait: Option<bool>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    open: Option<u32>,
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pace: Option<String>,
    #[serde(rename = "for", default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    length: Option<u32>,
}

/// A value; none if it is of a kind that this version does not know.
fn if_known<'de, D: Deserializer<'de>, T: DeserializeOwned>(source: D) -> Result<Option<T>, D::Error> {
    Ok(T::deserialize(Value::deserialize(source)?).ok())
}

impl OptionsLine {
    /// As it is written.
    pub fn of(options: &Options) -> OptionsLine {
        let strings = |texts: &[Text]| {
            (!texts.is_empty()).then(|| texts.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        OptionsLine {
            targets: strings(&options.asked.targets),
            skip: strings(&options.asked.skip),
            level: options.level.map(|it| it.name().to_owned()),
            rounds: options.rounds,
            hold: options.hold,
            side: options.side.map(|it| it.name().to_owned()),
            leading: options.leading.map(|it| it.name().to_owned()),
            breath: options.breath.map(|it| [it.inward, it.outward]),
            wait: options.waits.then_some(true),
            open: options.open,
            pace: options.pacing.map(|it| it.name().to_owned()),
            length: options.asked.length,
        }
    }

    /// As far as it can be read.
    pub fn read(&self) -> Options {
        fn word<T>(word: &Option<String>, from_name: fn(&str) -> Option<T>) -> Option<T> {
            word.as_deref().and_then(from_name)
        }
        let texts = |it: &Option<Vec<String>>| it.iter().flatten().map(|it| Text::clean(it)).collect();
        Options {
            asked: Asked { targets: texts(&self.targets), skip: texts(&self.skip), length: self.length },
            level: word(&self.level, super::Level::from_name),
            rounds: self.rounds,
            hold: self.hold,
            side: word(&self.side, super::Side::from_name),
            leading: word(&self.leading, super::Side::from_name),
            breath: self.breath.map(|[inward, outward]| Breath { inward, outward }),
            waits: self.wait.unwrap_or(false),
            open: self.open,
            pacing: word(&self.pace, super::Pacing::from_name),
        }
    }
}

impl PlannedLine {
    /// As it is written.
    pub fn of(planned: &Planned) -> PlannedLine {
        let Adjustment { leading, change, left, brisk, goes_on: _ } = &planned.adjustment;
        let turn = |it: &RoundSide| TurnLine {
            round: it.round,
            side: it.side.map(|it| it.name().to_owned()),
            steps: it.steps.clone(),
        };
        PlannedLine {
            routine: Some(planned.routine.to_string()),
            rounds: planned.rounds,
            hash: planned.hash.as_ref().map(ToString::to_string),
            hold: planned.hold,
            leading: leading.map(|it| it.name().to_owned()),
            change: *change,
            left: left.as_ref().map(|it| it.iter().map(turn).collect()),
            pace: brisk.map(|_| super::Pacing::Short.name().to_owned()),
        }
    }

    /// As far as it can be read.
    pub fn read(&self) -> Planned {
        let text = |it: &Option<String>| it.as_deref().map(Text::clean);
        let side = |it: &Option<String>| it.as_deref().and_then(super::Side::from_name);
        let turn =
            |it: &TurnLine| RoundSide { round: it.round, side: side(&it.side), steps: it.steps.clone() };
        Planned {
            routine: text(&self.routine).unwrap_or_default(),
            rounds: self.rounds,
            hash: text(&self.hash),
            hold: self.hold.filter(|it| (1..=LONGEST_HOLD).contains(it)),
            adjustment: Adjustment {
                leading: side(&self.leading),
                // No hold is longer than an hour.
                change: self.change.filter(|it| it.unsigned_abs() <= LONGEST_HOLD),
                left: self.left.as_ref().map(|it| it.iter().map(turn).collect()),
                // A session that goes on says its cautions whole: it may have been long ago.
                brisk: self
                    .pace
                    .as_deref()
                    .and_then(super::Pacing::from_name)
                    .filter(|it| *it == super::Pacing::Short)
                    .map(|_| Brisk { is_news: false, knows_caution: false }),
                goes_on: false,
            },
        }
    }
}
