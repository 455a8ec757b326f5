use super::*;

/// Each text with `|` where a sentence ends and another begins.
const SENTENCES: &[&str] = &[
    // Plain ones.
    "Turn left.| Keep both hips down.",
    "Turn left!| Keep both hips down.| Breathe.",
    "Turn left",
    "Turn left; keep both hips down.",
    "Ready?| Lift your arm.",
    "What?!| Lift your arm.",
    "Lift it!!| Lower it.",
    "Lift it .| Lower it.",
    "  ",
    "...",
    "?",
    // Abbreviations before what they belong to.
    "Hold something, e.g. a chair, with your {side} hand.| Stay.",
    "Hold something (e.g. A4 paper) up.| Stay.",
    "Hold it, i.e. The chair, well.| Stay.",
    "Hold something, eg. a chair.| Stay.",
    "Put your {side} foot approx. 10 cm behind you.| Feel it.",
    "Dr. Smith says lean to the {side}.| Fine.",
    "Ask Mr. Jones, Mrs. Jones and Ms. Lee.| Then lean.",
    "Prof. Dr. Smith leans.| You too.",
    "St. John leans.| You too.",
    "Left vs. right.| Lean.",
    "Turn, incl. The hips.| Good.",
    "Turn, excl. the hips.| Good.",
    "See cf. Page two.| Lean.",
    "Lift ca. 5 cm.| Lean.",
    "Lift the left resp. Right arm.| Lean.",
    // Those that may end a sentence.
    "Hold a chair, a wall etc.| Then lean.",
    "Hold a chair, a wall, etc. and then lean.| Stay.",
    "Hold it for 10 sec.| Then lower it.",
    "Hold it for 10 sec. and lower it.| Stay.",
    "Hold it min. 10 seconds.| Lower it.",
    "Do it at 8 a.m.| Then go on.",
    "Do it at 8 a.m. or at noon.| Go on.",
    "Do 5 reps.| Rest.",
    "See fig. 3 for it.| Lean.",
    "Take band no. 3 and pull.| Rest.",
    "Take No. 3.| Pull.",
    "Say no.| Then lean.",
    "Lift 2.5 cm.| Stay.",
    "Lift it 2 cm. 5 times is enough.",
    // Numbers, letters and initials.
    "1. Lift the {side} arm.| 2. Lower it.",
    "a. Lift the arm.| b. Lower it.",
    "iv. Lift the arm.| Lower it.",
    "Count to 5.| Then lower it.",
    "As J. Smith and J. R. Smith showed, lean.| Stay.",
    "J. Smith leans.| You too.",
    "Raise your arms into a V.| Stay.",
    "Make the letter T.| Stay.",
    "So do I.| Stay.",
    // Ellipses.
    "Breathe in... and out.| Rest.",
    "Breathe in...| Breathe out.",
    "Breathe in… and out.| Rest.",
    "Breathe in…| Breathe out…",
    "...and lean.| Stay.",
    // Quotes and brackets.
    "Say \"Ha. Ha.\" and lean.| Stay.",
    "Say \"Ha.\"| Lean.",
    "Say “Ha!”| Lean.",
    "Say “Ha!” and lean.| Stay.",
    "He said 'lean.'| Then he leant.",
    "Turn to the {side} (incl. the hips).| Good.",
    "Turn (slowly. Very slowly) left.| Good.",
    "Turn left.| (Keep your hips down.)| Good.",
    "Turn left (a little.| Then more.",
    "\"Lean left.| Stay.\"",
    "Lift it 5\" off.| Then 6\" more.",
    "Lean :) and stay.| Smile.",
    "a) Lean.| b) Stay.",
    // A person who writes no capitals.
    "lift your arm.| lower it.",
    "lift your arm approx. ten inches.| lower it.",
    // A stop without a blank ends nothing.
    "Lift your arm.Lower it.",
    "Lift v1.2.3 up.| Stay.",
    "{side}.| {other}.",
    // Other scripts.
    "椅子に座る。|右手を上げる。",
    "「はい。」と言って座る。|休む。",
    "坐下！|抬起右手？|好。",
    "抬起2．5厘米。|放下。",
    "सीधे बैठें।| सिर घुमाएँ।",
    "اجلس بشكل مستقيم.| أدر رأسك؟| جيد۔",
    "ထိုင်ပါ။ |ခေါင်းလှည့်ပါ။",
    "អង្គុយ។ |ងាកក្បាល។",
    "ቁጭ በል።| ዞር በል።",
    "Նստիր։| Շրջվիր։",
    "นั่งตัวตรง แล้วหันศีรษะไปทางขวา",
    "앉으세요.| 고개를 돌리세요.",
    "Сядьте.| Поверните голову.",
    "Setz dich, z.B. auf einen Stuhl.| Dreh dich.",
    "Setz dich ca. 5 Min. hin.| Dreh dich.",
];

#[test]
fn a_sentence_ends_where_it_ends() {
    assert!(SENTENCES.len() >= 60);
    let mut wrong = Vec::new();
    for row in SENTENCES {
        let text: String = row.split('|').collect();
        // A semicolon ends a clause.
        let row = row.replace("; ", ";| ");
        let meant: Vec<&str> = row.split('|').map(str::trim).filter(|it| !it.is_empty()).collect();
        if sentences(&text) != meant {
            wrong.push(format!("{text}\n    is {:?}", sentences(&text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_of_a_text_is_lost() {
    let signs =
        ["a", "B", " ", ".", "…", "!", "(", ")", "\"", "。", "「", "」", "1", "e.g.", "Dr.", ";", "é", "'"];
    let mut seed = 1_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += signs[(seed >> 16) as usize % signs.len()];
        }
        let bare = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
        let whole: String = sentences(&text).concat();
        assert_eq!(bare(&whole), bare(&text));
    }
}

fn check(text: &str, is: &str) {
    assert_eq!(short(&Text::clean(text)).as_str(), is, "{text}");
}

#[test]
fn the_short_form_is_the_instruction_and_what_names_the_side() {
    check("Turn to the {side}. Keep both hips down.", "Turn to the {side}.");
    check("Turn to the left; keep both hips down.", "Turn to the left.");
    check("Turn to the left", "Turn to the left");
    check("", "");
    check(
        "Sit tall and look ahead. Now lean your {side} ear down until the {other} side of your neck pulls.",
        "Sit tall and look ahead. Now lean your {side} ear down until the {other} side of your neck pulls.",
    );
    check("Sit tall; lean your {side} ear down; breathe.", "Sit tall; lean your {side} ear down.");
    check(
        "This is for your neck. Lean to the {side}. Feel your {other} side stretch.",
        "Lean to the {side}.",
    );
    check("Sit tall. You may feel your feet. Lean to the {side}. Good.", "Sit tall. Lean to the {side}.");
    check("Sit tall and feel your {side} hip. Breathe.", "Sit tall and feel your {side} hip.");
    check("Sit tall. Breathe and feel your {side} hip stretch.", "Sit tall.");
    check("Bend your {side} knee. Then lean back. Feel it.", "Bend your {side} knee. Then lean back.");
    check(
        "Bend until you feel it, then lift your {side} arm. Stay.",
        "Bend until you feel it, then lift your {side} arm.",
    );
    check(
        "Stand tall. Step back. Bend your {side} knee. Breathe.",
        "Stand tall. Step back. Bend your {side} knee.",
    );
    check("Tip to the {side}. Leave the {other} arm long.", "Tip to the {side}.");
    check("Step {side}. Rest the {other} hand on it. Good.", "Step {side}. Rest the {other} hand on it.");
    check("Feel your {side} hip.", "Feel your {side} hip.");
    check("座る。{side}を向く。感じる。", "座る。{side}を向く。");
    check("Hold something, e.g. a chair. Stay.", "Hold something, e.g. a chair.");
    check("1. Lift the {side} arm. 2. Lower it.", "1. Lift the {side} arm.");
}

#[test]
fn a_short_form_that_may_lose_something_to_do_is_doubtful() {
    let check = |text: &str, is: Option<&str>| {
        assert_eq!(doubtful(&Text::clean(text)), is.map(Text::clean), "{text}");
    };
    check("Lean to the {side}. Keep both hips down.", None);
    check("Sit tall. Lean to the {side}.", None);
    check("Sit tall. Lean to the {side}. Keep low and feel your neck.", None);
    check("Sit tall. Lean to the {side}. Press your hand down.", Some("Press your hand down."));
    check("Put your {side} foot on the chair. Lean forward.", Some("Lean forward."));
    check("Put your {side} foot on the chair. Then lean forward.", None);
}
