//! The markdown of the docs as roff: headings, paragraphs, lists, tables, blocks of code, and what stands in a
//! line. It knows what the docs use, and nothing else.

/// A page of the docs in the requests of `man`; its title is left out.
pub fn roff(markdown: &str) -> String {
    let mut roff = String::new();
    let mut lines = markdown.lines().peekable();
    let mut header: Option<Vec<String>> = None; // of the table that one is in
    let mut is_in_list = false;
    while let Some(line) = lines.next() {
        if !line.starts_with('|') {
            header = None;
        }
        let bare = line.trim_start();
        let is_left_out = line.starts_with("# ") || bare.starts_with("<!--") || bare.starts_with("![");
        if is_left_out || is_rule(line) {
            continue;
        }
        if let Some(text) = line.strip_prefix("## ") {
            roff += &format!(".SH {}\n", quoted(&text.to_uppercase()));
        } else if let Some(text) = line.strip_prefix("### ") {
            roff += &format!(".SS {}\n", quoted(text));
        } else if bare.starts_with("```") {
            roff += ".RS 4\n.EX\n";
            for code in lines.by_ref().take_while(|it| !it.trim_start().starts_with("```")) {
                roff += &format!("{}\n", verbatim(code));
            }
            roff += ".EE\n.RE\n";
        } else if line.starts_with('|') {
            let cells: Vec<String> = cells(line);
            match &header {
                None => header = Some(cells),
                Some(names) => roff += &row(names, &cells),
            }
        } else if let Some(item) = bare.strip_prefix("- ") {
            roff += &format!(".IP \\(bu 3\n{}\n", text(item));
        } else if let Some((number, item)) = numbered(bare) {
            roff += &format!(".IP {number}. 4\n{}\n", text(item));
        } else if bare.is_empty() {
            let goes_on = lines.peek().is_some_and(|it| it.starts_with("  ") && is_in_list);
            if !goes_on {
                roff += ".PP\n";
            }
        } else {
            roff += &format!("{}\n", text(bare.trim_start_matches("> ")));
        }
        is_in_list = bare.starts_with("- ") || line.starts_with("  ") && is_in_list;
    }
    tidy(&roff)
}

/// Without paragraphs that have nothing in them.
fn tidy(roff: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in roff.lines() {
        let begins = line.starts_with(".SH") || line.starts_with(".SS");
        let is_other = [".IP", ".TP"].iter().any(|it| line.starts_with(it));
        while kept.last() == Some(&".PP") && (begins || is_other || line == ".PP") {
            kept.pop();
        }
        let after_heading = kept.last().is_some_and(|it| it.starts_with(".SH") || it.starts_with(".SS"));
        if line == ".PP" && (after_heading || kept.is_empty()) {
            continue;
        }
        kept.push(line);
    }
    while kept.last() == Some(&".PP") {
        kept.pop();
    }
    kept.join("\n") + "\n"
}

fn is_rule(line: &str) -> bool {
    line.starts_with("|-") || line.starts_with("| -") || line == "---"
}

fn cells(line: &str) -> Vec<String> {
    // A bar in code is no border.
    let inner = line.trim().trim_matches('|').replace("\\|", "\u{1}");
    inner.split('|').map(|it| it.trim().replace('\u{1}', "|")).collect()
}

/// A row of a table as a paragraph with a tag: what its other columns are called stands before their cells.
fn row(names: &[String], cells: &[String]) -> String {
    let Some((first, rest)) = cells.split_first() else { return String::new() };
    let mut roff = format!(".TP\n{}\n", text(first));
    let filled: Vec<(&String, &String)> =
        names.iter().skip(1).zip(rest).filter(|it| !it.1.is_empty()).collect();
    for (place, (name, cell)) in filled.iter().enumerate() {
        if place > 0 {
            roff += ".br\n";
        }
        let label = if rest.len() > 1 { format!("{}: ", text(name)) } else { String::new() };
        roff += &format!("{label}{}\n", text(cell));
    }
    if filled.is_empty() {
        roff += "\\&\n";
    }
    roff
}

fn numbered(line: &str) -> Option<(&str, &str)> {
    let (number, item) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|it| it.is_ascii_digit())).then_some((number, item))
}

/// An argument of a request.
pub fn quoted(argument: &str) -> String {
    format!("\"{}\"", escaped(&argument.replace('`', "")).replace('"', "\\(dq"))
}

/// A line that stands as it is.
pub fn verbatim(line: &str) -> String {
    protected(escaped(line))
}

/// A line of prose: code and bold words are bold, a link is its text, with the address behind it where that is
/// one of the web.
pub fn text(line: &str) -> String {
    let mut roff = String::new();
    let mut is_bold = false;
    for (place, span) in links(line).split('`').enumerate() {
        if place % 2 == 1 {
            roff += &format!("\\fB{}{}", escaped(span), font(is_bold));
            continue;
        }
        for (place, part) in span.split("**").enumerate() {
            if place > 0 {
                is_bold = !is_bold;
                roff += font(is_bold);
            }
            roff += &escaped(part);
        }
    }
    // Bold code is bold once.
    for (twice, once) in [("\\fB\\fB", "\\fB"), ("\\fR\\fR", "\\fR"), ("\\fB\\fR", "\\fR")] {
        roff = roff.replace(twice, once);
    }
    protected(roff)
}

fn font(is_bold: bool) -> &'static str {
    if is_bold { "\\fB" } else { "\\fR" }
}

/// Links as their text.
fn links(span: &str) -> String {
    let mut plain = String::new();
    let mut rest = span;
    while let Some((before, after)) = rest.split_once('[') {
        plain += before;
        match after.split_once("](").and_then(|(name, after)| Some((name, after.split_once(')')?))) {
            Some((name, (address, after))) if !name.contains(['[', ']']) => {
                plain += name;
                if address.starts_with("http") {
                    plain += &format!(" <{address}>");
                }
                rest = after;
            }
            Some(_) | None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

/// A line that begins with the sign of a request is none.
fn protected(line: String) -> String {
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}
