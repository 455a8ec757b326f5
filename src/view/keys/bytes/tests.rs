use super::*;

fn typed(bytes: impl AsRef<[u8]>) -> Vec<Typed> {
    Decoder::default().take(bytes.as_ref())
}

fn key(code: Code) -> Typed {
    Typed::Key(Key::of(code))
}

fn letter(letter: char) -> Typed {
    Typed::Key(Key::char(letter))
}

fn held(code: Code, held: Held) -> Typed {
    Typed::Key(Key { code, held })
}

const CONTROL_SHIFT: Held = Held { shift: true, alt: false, control: true };
const ALT_SHIFT: Held = Held { shift: true, alt: true, control: false };

/// Every form of every key, one a line: the bytes, and what they are.
fn forms() -> Vec<(&'static str, Typed)> {
    use Code::*;
    let control = |letter| Typed::Key(Key::control(letter));
    let alt = |letter| Typed::Key(Key::char(letter).with_alt());
    vec![
        ("n", letter('n')),
        ("N", letter('N')),
        ("é", letter('é')),
        ("首", letter('首')),
        ("🙂", letter('🙂')),
        ("\r", key(Enter)),
        ("\n", key(Enter)),
        ("\t", key(Tab)),
        ("\x7f", key(Backspace)),
        ("\x08", key(Backspace)),
        ("\x00", control(' ')),
        ("\x03", control('c')),
        ("\x1a", control('z')),
        ("\x1c", control('\\')),
        ("\x1f", control('_')),
        ("\x1bq", alt('q')),
        ("\x1b\r", held(Enter, Held::ALT)),
        ("\x1b\x7f", held(Backspace, Held::ALT)),
        ("\x1bé", alt('é')),
        // xterm, and what follows it.
        ("\x1b[A", key(Up)),
        ("\x1b[B", key(Down)),
        ("\x1b[C", key(Right)),
        ("\x1b[D", key(Left)),
        ("\x1b[H", key(Home)),
        ("\x1b[F", key(End)),
        ("\x1b[1;5C", held(Right, Held::CONTROL)),
        ("\x1b[1;2A", held(Up, Held::SHIFT)),
        ("\x1b[1;3D", held(Left, Held::ALT)),
        ("\x1b[1;6B", held(Down, CONTROL_SHIFT)),
        ("\x1b[1;5H", held(Home, Held::CONTROL)),
        ("\x1b[1;1C", key(Right)),
        ("\x1b[;5C", held(Right, Held::CONTROL)),
        ("\x1b[1~", key(Home)),
        ("\x1b[2~", key(Insert)),
        ("\x1b[3~", key(Delete)),
        ("\x1b[4~", key(End)),
        ("\x1b[5~", key(PageUp)),
        ("\x1b[6~", key(PageDown)),
        ("\x1b[3;5~", held(Delete, Held::CONTROL)),
        ("\x1b[5;2~", held(PageUp, Held::SHIFT)),
        ("\x1b[Z", held(Tab, Held::SHIFT)),
        ("\x1b[11~", key(Function(1))),
        ("\x1b[15~", key(Function(5))),
        ("\x1b[17~", key(Function(6))),
        ("\x1b[21~", key(Function(10))),
        ("\x1b[23~", key(Function(11))),
        ("\x1b[24~", key(Function(12))),
        ("\x1b[24;2~", held(Function(12), Held::SHIFT)),
        ("\x1b[34~", key(Function(20))),
        ("\x1bOP", key(Function(1))),
        ("\x1bOS", key(Function(4))),
        ("\x1b[1;2P", held(Function(1), Held::SHIFT)),
        ("\x1bO2P", held(Function(1), Held::SHIFT)),
        ("\x1bO5C", held(Right, Held::CONTROL)),
        // Keys of an application: arrows and the keypad.
        ("\x1bOA", key(Up)),
        ("\x1bOB", key(Down)),
        ("\x1bOC", key(Right)),
        ("\x1bOD", key(Left)),
        ("\x1bOH", key(Home)),
        ("\x1bOF", key(End)),
        ("\x1bOM", key(Enter)),
        ("\x1bOI", key(Tab)),
        ("\x1bO ", letter(' ')),
        ("\x1bOk", letter('+')),
        ("\x1bOm", letter('-')),
        ("\x1bOp", letter('0')),
        ("\x1bOy", letter('9')),
        ("\x1bOX", letter('=')),
        // rxvt.
        ("\x1b[7~", key(Home)),
        ("\x1b[8~", key(End)),
        ("\x1b[a", held(Up, Held::SHIFT)),
        ("\x1bOd", held(Left, Held::CONTROL)),
        ("\x1b[3$", held(Delete, Held::SHIFT)),
        ("\x1b[3^", held(Delete, Held::CONTROL)),
        ("\x1b[3@", held(Delete, CONTROL_SHIFT)),
        ("\x1b\x1b[C", held(Right, Held::ALT)),
        ("\x1b\x1bOA", held(Up, Held::ALT)),
        ("\x1b\x1b[a", held(Up, ALT_SHIFT)),
        // The Linux console.
        ("\x1b[[A", key(Function(1))),
        ("\x1b[[E", key(Function(5))),
        // Numbered keys.
        ("\x1b[113u", letter('q')),
        ("\x1b[110;2u", letter('N')),
        ("\x1b[47:63;2u", letter('?')),
        ("\x1b[113;65u", letter('q')),
        ("\x1b[99;5u", control('c')),
        ("\x1b[99;69u", control('c')),
        ("\x1b[113;3u", alt('q')),
        ("\x1b[9u", key(Tab)),
        ("\x1b[9;2u", held(Tab, Held::SHIFT)),
        ("\x1b[13u", key(Enter)),
        ("\x1b[57414u", key(Enter)),
        ("\x1b[27u", key(Escape)),
        ("\x1b[127u", key(Backspace)),
        ("\x1b[113;1:1u", letter('q')),
        ("\x1b[113;1:2u", letter('q')),
        ("\x1b[27;5;99~", control('c')),
        ("\x1b[27;2;13~", held(Enter, Held::SHIFT)),
        // A mouse.
        ("\x1b[<0;1;1M", click(MouseAct::Press(Button::Left), 0, 0, Held::NONE)),
        ("\x1b[<0;300;2m", click(MouseAct::Release(Button::Left), 299, 1, Held::NONE)),
        ("\x1b[<2;5;6M", click(MouseAct::Press(Button::Right), 4, 5, Held::NONE)),
        ("\x1b[<33;5;6M", click(MouseAct::Drag(Button::Middle), 4, 5, Held::NONE)),
        ("\x1b[<35;5;6M", click(MouseAct::Move, 4, 5, Held::NONE)),
        ("\x1b[<64;5;6M", click(MouseAct::ScrollUp, 4, 5, Held::NONE)),
        ("\x1b[<81;5;6M", click(MouseAct::ScrollDown, 4, 5, Held::CONTROL)),
        // What is pasted.
        ("\x1b[200~ qn\x1b[C\x03\x1b[201~", Typed::Paste(" qn\x1b[C\x03".to_owned())),
        ("\x1b[200~\x1b[201~", Typed::Paste(String::new())),
        ("\x1b[200~\x1b[200~\x1b[20é\x1b[201~", Typed::Paste("\x1b[200~\x1b[20é".to_owned())),
        // Whole, and nothing that means something.
        ("\x1b[201~", Typed::Other),
        ("\x1b[E", Typed::Other),
        ("\x1b[I", Typed::Other),
        ("\x1b[O", Typed::Other),
        ("\x1b[[Z", Typed::Other),
        ("\x1b[99~", Typed::Other),
        ("\x1b[1;9C", Typed::Other),
        ("\x1b[113;1:3u", Typed::Other),
        ("\x1b[57358u", Typed::Other),
        ("\x1b[1;0u", Typed::Other),
        ("\x1b[u", Typed::Other),
        ("\x1b[12;40R", Typed::Other),
        ("\x1b[?62;4c", Typed::Other),
        ("\x1b[?2026;2$y", Typed::Other),
        ("\x1b[4;24;80t", Typed::Other),
        ("\x1b[M q!", Typed::Other),
        ("\x1b[<0;0;0M", Typed::Other),
        ("\x1b[<128;5;6M", Typed::Other),
        ("\x1b]11;rgb:1e/1e/1e\x1b\\", Typed::Other),
        ("\x1b]0;q\x07", Typed::Other),
        ("\x1bP1$r\x1b\\", Typed::Other),
        ("\x1b_Gq\x1b\\", Typed::Other),
    ]
}

fn click(act: MouseAct, column: u16, row: u16, held: Held) -> Typed {
    Typed::Mouse(Mouse { act, column, row, held })
}

#[test]
fn every_form_of_a_key_is_that_key_and_ends_where_it_ends() {
    for (bytes, expected) in forms() {
        assert_eq!(typed(bytes), std::slice::from_ref(&expected), "{bytes:?}");
        assert_eq!(typed(format!("{bytes}n")), [expected, letter('n')], "{bytes:?}, and a letter");
    }
}

/// In one read, a byte at a time, and cut at every place: each form, each pair of forms.
#[test]
fn however_a_sequence_is_split_the_keys_are_the_same() {
    let forms = forms();
    for (first, _) in &forms {
        for (second, _) in &forms {
            check_splits(format!("{first}{second}").as_bytes());
        }
    }
}

fn check_splits(bytes: &[u8]) {
    let whole = typed(bytes);
    for cut in 1..bytes.len() {
        let mut decoder = Decoder::default();
        let mut keys = decoder.take(&bytes[..cut]);
        keys.extend(decoder.take(&bytes[cut..]));
        assert_eq!(keys, whole, "{:?} cut at {cut}", bytes.escape_ascii().to_string());
    }
    let mut decoder = Decoder::default();
    let single: Vec<Typed> = bytes.iter().flat_map(|it| decoder.take(&[*it])).collect();
    assert_eq!(single, whole, "{:?} byte by byte", bytes.escape_ascii().to_string());
}

/// Bytes as they come from a broken line: mostly those that begin, separate and end sequences.
fn random_bytes(state: &mut u64, most: usize) -> Vec<u8> {
    const USUAL: &[u8] = b"\x1b\x1b\x1b[[OO01257;;:~$^@uABMm<?qn\x03\xc3\xa9\xe9\x07\\]P";
    let mut random = |below: usize| {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        (*state % below as u64) as usize
    };
    let length = 1 + random(most);
    (0..length).map(|_| if random(8) == 0 { random(256) as u8 } else { USUAL[random(USUAL.len())] }).collect()
}

#[test]
fn any_bytes_end_and_splits_change_nothing() {
    let mut state = 0x2545_f491_4f6c_dd1d;
    for _ in 0..20_000 {
        let bytes = random_bytes(&mut state, 24);
        let mut decoder = Decoder::default();
        decoder.take(&bytes);
        decoder.give_up();
        assert_eq!(decoder.patience(), None, "{bytes:?}: something is left");
        assert_eq!(decoder.take(b"q"), [letter('q')], "{bytes:?}: the next key is lost");
        check_splits(&bytes);
    }
    // Longer than any sequence may be.
    for _ in 0..50 {
        let mut bytes = b"\x1b[".to_vec();
        bytes.extend(random_bytes(&mut state, 40).iter().map(|it| b'0' + it % 16));
        check_splits(&bytes);
        let mut bytes = b"\x1b]".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', LONGEST_ANSWER - 3 + bytes.len() % 7));
        bytes.extend(b"\x1b\\q\x07n");
        check_splits(&bytes);
    }
}

#[test]
fn an_escape_is_a_key_when_nothing_follows() {
    let escape = key(Code::Escape);
    let mut decoder = Decoder::default();
    assert_eq!(decoder.take(b"\x1b"), []);
    assert_eq!(decoder.patience(), Some(REST_OF_A_KEY));
    assert_eq!(decoder.give_up(), std::slice::from_ref(&escape));
    assert_eq!(decoder.patience(), None);
    assert_eq!(decoder.take(b"\x1b\x1b"), []);
    assert_eq!(decoder.give_up(), [escape.clone(), escape.clone()], "pressed twice");
    assert_eq!(decoder.take(b"\x1b"), []);
    assert_eq!(decoder.take(b"[C"), [key(Code::Right)], "an arrow that came in two pieces");
    assert_eq!(decoder.give_up(), []);
    assert_eq!(typed(b"\x1b\x1bq"), [escape, Typed::Key(Key::char('q').with_alt())]);
}

#[test]
fn what_begins_a_sequence_may_be_a_key_with_alt() {
    for introducer in "[O]P_^X".chars() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take(format!("\x1b{introducer}").as_bytes()), []);
        assert_eq!(decoder.give_up(), [Typed::Key(Key::char(introducer).with_alt())], "{introducer}");
        assert_eq!(decoder.take(b"n"), [letter('n')], "{introducer}");
    }
    for half in ["\x1b[1;", "\x1b[1", "\x1b]11;", "\x1b[[", "\x1b[M q"] {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take(half.as_bytes()), []);
        assert_eq!(decoder.give_up(), [], "{half:?}");
        assert_eq!(decoder.take(b"n"), [letter('n')], "{half:?}");
    }
}

/// What breaks off a sequence is a key of its own: an interrupt above all.
#[test]
fn no_half_sequence_takes_the_next_key_with_it() {
    for half in ["\x1b[", "\x1bO", "\x1b[1", "\x1b[1;", "\x1b[<0;", "\x1bO2", "\x1b[["] {
        let keys = typed(format!("{half}\x03n"));
        assert_eq!(keys[keys.len() - 2..], [Typed::Key(Key::control('c')), letter('n')], "{half:?}");
        let keys = typed(format!("{half}\x1b[Cn"));
        assert_eq!(keys[keys.len() - 2..], [key(Code::Right), letter('n')], "{half:?}");
    }
}

#[test]
fn a_long_paste_is_one_paste_and_keeps_its_first_part() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.take(PASTE.0), []);
    for _ in 0..100 {
        assert_eq!(decoder.take(&[b'q'; 1000]), []);
    }
    assert_eq!(decoder.take(b"\x1b[201~n"), [Typed::Paste("q".repeat(LONGEST_PASTE)), letter('n')]);
}

#[test]
fn a_paste_without_an_end_is_over_after_a_silence() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.take(b"\x1b[200~qq\x1b[20"), []);
    assert_eq!(decoder.patience(), Some(REST_OF_A_PASTE));
    assert_eq!(decoder.give_up(), [Typed::Paste("qq".to_owned())]);
    assert_eq!(decoder.take(b"n"), [letter('n')]);
}
