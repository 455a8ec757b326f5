use super::*;

#[test]
fn things_are_fetched_in_one_trip_and_a_chair_is_steady() {
    let check = |needs: &[&[Thing]], words: &str| {
        let needs: Vec<Need> =
            needs.iter().map(|it| Need { one_of: it.to_vec().into(), optional: false }).collect();
        assert_eq!(fetch(&needs.iter().collect::<Vec<_>>()).as_str(), words);
    };
    use Thing::{Chair, Cushion, Desk, Strap, Towel, Wall};
    check(&[], "");
    check(&[&[Chair]], "Fetch a steady chair without wheels.");
    check(
        &[&[Chair], &[Desk], &[Towel]],
        "Fetch a steady chair without wheels and a towel. Go to a desk or table.",
    );
    check(&[&[Strap, Towel], &[Cushion]], "Fetch a strap or a towel, and a cushion.");
    check(&[&[Chair, Wall]], "Fetch a steady chair without wheels, or go to a wall.");
}

#[test]
fn parts_are_joined_as_they_are_spoken() {
    let check = |parts: &[&str], whole: &str| {
        assert_eq!(joined(parts.iter().map(|it| Text::clean(it))).as_str(), whole);
    };
    check(&["and release", "Come up."], "And release. Come up.");
    check(&["and release", "switch"], "and release, switch");
    check(&["Come up.", "3 times"], "Come up. 3 times.");
    check(&["", "Come up."], "Come up.");
    check(&["and release", "Come up.", "press enter"], "And release. Come up. Press enter.");
    check(&["and release", "起きる。"], "And release. 起きる。");
    check(&[], "");
}
