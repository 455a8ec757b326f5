//! What is accepted plays at every level, with clean words and no empty segment.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use stretch::model::{
    dose::Level,
    parse,
    plan::{Choice, Open, Plan, Wishes},
    text::is_hostile,
};

fuzz_target!(|bytes: &[u8]| {
    let Some(routine) = parse::routine(bytes, "neck-release", None).value else { return };
    let routine = Arc::new(routine);
    for &level in Level::ALL {
        let wishes = Wishes { level, open: Open::Lasts(30), ..Wishes::default() };
        let choice = Choice { routine: Arc::clone(&routine), rounds: None };
        let plan = Plan::new(&[choice], &wishes).expect("what is accepted plays");
        for segment in plan.segments() {
            assert_ne!(segment.length, Some(0));
            assert!(!segment.text.as_str().chars().any(is_hostile));
        }
    }
});
