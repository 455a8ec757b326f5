use super::*;

fn seconds(low: u32, high: u32) -> Result<Dose, Wrong> {
    Ok(Dose::Seconds(Span::new(low, high).unwrap()))
}

fn breaths(low: u32, high: u32) -> Result<Dose, Wrong> {
    Ok(Dose::Breaths(Span::new(low, high).unwrap()))
}

fn check(written: &str, read: Result<Dose, Wrong>) {
    assert_eq!(dose(written), read, "{written}");
}

fn meant(right: &str) -> Result<Dose, Wrong> {
    Err(Wrong::Form(Some(right.to_string())))
}

#[test]
fn the_forms_of_a_dose() {
    check("30s", seconds(30, 30));
    check("2m", seconds(120, 120));
    check("1m30s", seconds(90, 90));
    check("1h", seconds(3600, 3600));
    check("15-30s", seconds(15, 30));
    check("15\u{2013}30s", seconds(15, 30));
    check("45s-1m", seconds(45, 60));
    check("1-2m", seconds(60, 120));
    check("open", Ok(Dose::Open));
    check("1 breath", breaths(1, 1));
    check("3-5 breaths", breaths(3, 5));
}

#[test]
fn what_has_one_meaning_is_read() {
    check("20 seconds", seconds(20, 20));
    check("20 Seconds", seconds(20, 20));
    check("20 sec.", seconds(20, 20));
    check("20\u{a0}s", seconds(20, 20));
    check("20\u{202f}s", seconds(20, 20));
    check("\u{201c}20s\u{201d}", seconds(20, 20));
    check("\"20s\"", seconds(20, 20));
    check("1 min", seconds(60, 60));
    check("1 minute", seconds(60, 60));
    check("2 minutes 30 seconds", seconds(150, 150));
    check("1 min and 30 s", seconds(90, 90));
    check("1 hour", seconds(3600, 3600));
    check("15 - 30 s", seconds(15, 30));
    check("15 \u{2014} 30 s", seconds(15, 30));
    check("15 to 30 seconds", seconds(15, 30));
    check("30s to 1 min", seconds(30, 60));
    check("5breaths", breaths(5, 5));
    check("3 to 5 breaths", breaths(3, 5));
    check("Open", Ok(Dose::Open));
    check("\u{ff13}\u{ff10}s", seconds(30, 30));
}

#[test]
fn what_people_write_instead_is_answered_with_the_right_form() {
    check("30", meant("30s"));
    check("15-30", meant("15-30s"));
    check("1:30", meant("1m30s"));
    check("1:30 min", meant("1m30s"));
    check("1.5m", meant("1m30s"));
    check("0.5 min", meant("30s"));
    check("20\"", meant("20s"));
    check("2'", meant("2m"));
    check("thirty seconds", meant("30 seconds"));
    check("a minute", meant("1 minute"));
    check("half a minute", meant("30s"));
    check("1/2 min", meant("30s"));
    check("PT30S", meant("30s"));
    check("pt1m30s", meant("1m30s"));
    check("30000ms", meant("30s"));
    check("10 counts", meant("10s"));
    assert_eq!(whole_seconds_around("22.5s"), Some((22, 23)));
    assert_eq!(whole_seconds_around("30s"), None);
    let sets = |sets: &str, each: &str| Err(Wrong::Sets(sets.to_string(), each.to_string()));
    check("3 x 30s", sets("3", "30s"));
    check("30s x 3", sets("3", "30s"));
    check("2-3 x 30s", sets("2-3", "30s"));
    check("3 sets of 20-30 seconds", sets("3", "20-30 seconds"));
}

#[test]
fn what_is_no_amount_is_none() {
    check("30-15s", Err(Wrong::Backwards("15-30s".to_string())));
    check("90-60s", Err(Wrong::Backwards("60-90s".to_string())));
    check("2m-90s", Err(Wrong::Backwards("90s-2m".to_string())));
    check("5-3 breaths", Err(Wrong::Backwards("3-5 breaths".to_string())));
    check("0s", Err(Wrong::Zero));
    check("9h", Err(Wrong::TooMuch));
    for none in [
        "99999999999999s",
        "a while",
        "",
        "-",
        "-5s",
        "30s1m",
        "1-1m30s",
        "10-20-30s",
        "30s-3 breaths",
        "2.5s",
        "1m30",
        "5 kg",
        "30 s 30 s",
        "1500ms",
        "1/0 min",
    ] {
        check(none, Err(Wrong::Form(None)));
    }
}

#[test]
fn an_amount_among_words_is_found() {
    assert_eq!(only_amount("20s each side").as_deref(), Some("20s"));
    assert_eq!(only_amount("about 30 seconds").as_deref(), Some("30 seconds"));
    assert_eq!(only_amount("10 deep breaths").as_deref(), Some("10 breaths"));
    assert_eq!(only_amount("up to 1 minute").as_deref(), Some("1 minute"));
    assert_eq!(only_amount("30s left, 20s right"), None);
    assert_eq!(only_amount("a while"), None);
    assert_eq!(only_amount("-5s"), None);
    assert_eq!(only_count("10 each side").as_deref(), Some("10"));
    assert_eq!(only_count("10 on 3"), None);
    assert_eq!(only_count("2.5"), None);
    assert_eq!(only_count("6O"), None);
    assert_eq!(only_count("10reps/side").as_deref(), Some("10"));
}

#[test]
fn counts_are_read_with_the_words_beside_them() {
    let check = |written: &str, low, high| {
        assert_eq!(count(written), Ok(Span::new(low, high).unwrap()), "{written}");
    };
    check("3", 3, 3);
    check("2-3", 2, 3);
    check("10x", 10, 10);
    check("x10", 10, 10);
    check("10\u{d7}", 10, 10);
    check("10 times", 10, 10);
    check("8 to 12", 8, 12);
    check("8 \u{2013} 12 reps", 8, 12);
    check("2 or 3", 2, 3);
    check("3 sets", 3, 3);
    assert_eq!(count("three"), Err(Wrong::Form(Some("3".to_string()))));
    assert_eq!(count("2/3"), Err(Wrong::Form(Some("2-3".to_string()))));
    assert_eq!(count("3/2"), Err(Wrong::Form(None)));
    let sets = |sets: &str, times: &str| Err(Wrong::Sets(sets.to_string(), times.to_string()));
    assert_eq!(count("3x10"), sets("3", "10"));
    assert_eq!(count("10 x 3 sets"), sets("3", "10"));
    assert_eq!(count("3 sets of 8-12 reps"), sets("3", "8-12"));
    assert_eq!(count("3-1"), Err(Wrong::Backwards("1-3".to_string())));
    assert_eq!(count("0"), Err(Wrong::Zero));
    assert_eq!(count("some"), Err(Wrong::Form(None)));
}
