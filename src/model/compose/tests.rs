use super::*;

#[test]
fn the_nearest_length_is_found_beyond_lengths_that_cannot_be_met() {
    let found = |met: Seconds, unmet: Seconds, can_be_met: &[std::ops::RangeInclusive<Seconds>]| {
        nearer(met, unmet, |it| *it == met || can_be_met.iter().any(|all| all.contains(it)))
    };
    // Far from what is met, on both sides; then step by step.
    assert_eq!(found(1000, 500, &[600..=700]), 600);
    assert_eq!(found(100, 500, &[300..=400]), 400);
    assert_eq!(
        found(1000, 500, &[505..=505, 600..=700]),
        600,
        "a single length is no reason to try them all"
    );
    assert_eq!(found(1000, 500, &[505..=1000]), 505);
    assert_eq!(found(100, 500, &[100..=495]), 495);
    // Nothing lies between.
    assert_eq!(found(1000, 500, &[]), 1000);
    assert_eq!(found(505, 500, &[]), 505);
    // What is nearer is met although a length or two beside it is not.
    assert_eq!(found(560, 500, &[550..=550, 535..=535, 510..=510]), 510);
}
