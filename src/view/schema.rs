//! The format of the files for editors: a JSON Schema made from the tables that the parser checks
//! by. It says what an editor can help with; what only the whole file tells is left to `check`.

use serde_json::{Map, Value, json};

use crate::model::{
    figure::{Anchor, Base, Crop, HandShape, Joint, Muscle, PropKind, Touch, View},
    format::{
        self, FIGURE, FileKey, FileKind, GOAL, MOST_BEAT, MOST_BEATS, MOST_ID, MOST_NAME, MOST_STEPS,
        MOST_TEXT, ValueShape,
    },
    routine::{Side, Thing},
};

/// The schema of a sort of file, as text that ends its line.
pub fn text(kind: FileKind) -> String {
    let (title, keys) = match kind {
        FileKind::Routine => ("A routine of stretch", format::ROUTINE),
        FileKind::Area => ("The page of an area of stretch", format::AREA),
        FileKind::Program => ("A program of stretch", format::PROGRAM),
        FileKind::Config => ("The settings of stretch", format::SETTINGS),
    };
    let mut schema = group(keys);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    if kind == FileKind::Program
        && let Some(entries) = schema["properties"]["play"]["items"]["anyOf"].as_array_mut()
    {
        // A program may have its routines written out.
        entries.push(group(format::ROUTINE));
    }
    if matches!(kind, FileKind::Routine | FileKind::Program) {
        schema["definitions"] = json!({ "pose": pose(), "limbs": limbs() });
    }
    super::json::text(&schema)
}

/// Keys with their values, and no others.
fn group(keys: &[FileKey]) -> Value {
    described(keys, |key| shape(key.shape))
}

fn shape(shape: ValueShape) -> Value {
    match shape {
        ValueShape::Text(most) => text_of(most),
        ValueShape::Texts => one_or_several(&text_of(MOST_NAME)),
        ValueShape::Word(format::FLAGS) => json!({ "type": "boolean" }),
        ValueShape::Word(names) => json!({ "enum": names }),
        ValueShape::Words(names) => one_or_several(&json!({ "enum": names })),
        ValueShape::Needs => {
            let things = Thing::NAMES.join("|");
            one_or_several(&pattern(&format!("({things})(\\|({things}))*\\??")))
        }
        ValueShape::Sides => json!({ "anyOf": [
            { "enum": format::SIDES },
            { "type": "array", "items": { "enum": Side::NAMES }, "minItems": 1, "maxItems": 2, "uniqueItems": true },
        ] }),
        ValueShape::Count(most) => json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": most },
            pattern(&format!("{COUNT}({DASH}{COUNT})?")),
        ] }),
        ValueShape::Length => pattern(LENGTH),
        ValueShape::Lengths => pattern(&lengths()),
        ValueShape::Dose => pattern(&format!("open|{COUNT}({DASH}{COUNT})? breaths?|{}", lengths())),
        ValueShape::Breath => pattern(&format!("{LENGTH} ?/ ?{LENGTH}")),
        ValueShape::Beats => json!({
            "type": "array", "items": text_of(MOST_BEAT), "minItems": 1, "maxItems": MOST_BEATS,
        }),
        ValueShape::Sources => list(&group(format::SOURCE), 0),
        ValueShape::Moves => list(&json!({ "anyOf": [text_of(MOST_TEXT), group(format::MOVE)] }), 0),
        ValueShape::Steps => list(&step(), 1),
        ValueShape::Play => {
            let id = self::shape(ValueShape::Id);
            list(&json!({ "anyOf": [id, group(format::ENTRY)] }), 0)
        }
        ValueShape::Id => {
            let mut id = pattern("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
            id["maxLength"] = json!(MOST_ID);
            id
        }
        ValueShape::Url => pattern("https?://[^ ]+"),
        ValueShape::Figure => figure(),
        ValueShape::Pose => {
            let pose = json!({ "$ref": "#/definitions/pose" });
            json!({ "anyOf": [pose, { "type": "array", "items": pose, "minItems": 1 }] })
        }
    }
}

/// A figure of at least 1.
const COUNT: &str = "0*[1-9][0-9]*";
/// What stands between the ends of a range.
const DASH: &str = "( ?[-\u{2013}] ?| to )";
/// Hours, minutes and seconds in this order, one of them at least.
const LENGTH: &str =
    "(?=[0-9])([0-9]+ ?(h|hours?))?( ?[0-9]+ ?(m|mins?|minutes?))?( ?[0-9]+ ?(s|secs?|seconds?))?";

/// A length, or a range whose low end may leave its unit to the high end.
fn lengths() -> String {
    format!("(({LENGTH}|[0-9]+){DASH})?{LENGTH}")
}

/// A text that is wholly of this form.
fn pattern(form: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^({form})$") })
}

fn text_of(most: usize) -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": most })
}

fn list(item: &Value, least: usize) -> Value {
    json!({ "type": "array", "items": item, "minItems": least, "maxItems": MOST_STEPS })
}

fn one_or_several(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item, "maxItems": MOST_STEPS, "uniqueItems": true }] })
}

/// A step has one of its kinds, and what that kind needs.
fn step() -> Value {
    let mut step = group(format::STEP);
    step["properties"]["hold"] = json!({
        "anyOf": [text_of(MOST_TEXT), pattern(&lengths())],
        "description": step["properties"]["hold"]["description"],
    });
    step["oneOf"] = json!([
        { "required": ["move"] },
        { "required": ["hold", "for"] },
        { "required": ["breathe", "for"] },
        { "required": ["reps", "times", "each"] },
    ]);
    step
}

/// How the person is drawn.
fn figure() -> Value {
    // The values of these keys are words of the figure, which their tables name.
    described(FIGURE, |key| match key.name {
        "base" => json!({ "enum": named(Base::ALL, |it| it.name()) }),
        "view" => view(),
        "crop" => json!({ "enum": named(Crop::ALL, |it| it.name()) }),
        "props" => props(),
        "stretched" => one_or_several(&sided(&named(Muscle::ALL, |it| it.name()))),
        _ => one_or_several(&sided(&named(Touch::ALL, |it| it.name()))),
    })
}

/// The things in the picture.
fn props() -> Value {
    let things = named(PropKind::ALL, |it| it.name()).join("|");
    one_or_several(&pattern(&format!("({things})(\\.[a-z]+)?(@-?[0-9.]+)?")))
}

/// From where the person is seen.
fn view() -> Value {
    let views: Vec<&str> = View::ALL.iter().map(|(name, _)| *name).collect();
    json!({ "anyOf": [{ "enum": views }, numbers(2)] })
}

/// The joint angles of a moment, and where hands and feet are.
fn pose() -> Value {
    let mut properties = Map::new();
    for joint in Joint::ALL {
        let sides: &[&str] = if joint.paired() { &["", ".l", ".r"] } else { &[""] };
        for side in sides {
            let mut values = vec![json!({ "type": "number" }), numbers(joint.axes().len())];
            if *joint == Joint::Fingers {
                values.push(json!({ "enum": HandShape::NAMES }));
            }
            let mut angles = json!({ "anyOf": values });
            let axes: Vec<&str> = joint.axes().iter().map(|it| it.name).collect();
            angles["description"] = json!(format!("{}: {}", joint.meaning(), axes.join(", ")));
            properties.insert(format!("{}{side}", joint.name()), angles);
        }
    }
    for (name, value) in [
        ("base", json!({ "enum": named(Base::ALL, |it| it.name()) })),
        ("view", view()),
        ("crop", json!({ "enum": named(Crop::ALL, |it| it.name()) })),
        ("props", props()),
        ("hands", json!({ "$ref": "#/definitions/limbs" })),
        ("feet", json!({ "$ref": "#/definitions/limbs" })),
        ("shift", numbers(3)),
        ("contacts", one_or_several(&sided(&named(Touch::ALL, |it| it.name())))),
        ("stretched", one_or_several(&sided(&named(Muscle::ALL, |it| it.name())))),
    ] {
        properties.insert(name.to_owned(), value);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// Where hands or feet are, by side.
fn limbs() -> Value {
    let anchor = sided(&named(Anchor::ALL, |it| it.name()));
    let goal = described(GOAL, |key| if key.name == "at" { anchor.clone() } else { numbers(3) });
    let limb = json!({ "anyOf": [anchor, goal] });
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "l": limb, "r": limb, "both": limb },
    })
}

/// Keys, each with what may stand there, and no others.
fn described(keys: &[FileKey], value: impl Fn(&FileKey) -> Value) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = value(key);
        value["description"] = json!(format!("{}. For example: `{}`", key.about, key.example));
        properties.insert(key.name.to_owned(), value);
    }
    let required: Vec<&str> = keys.iter().filter(|it| it.required).map(|it| it.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

/// One of these names, with a side or without.
fn sided(names: &[&str]) -> Value {
    pattern(&format!("({})(\\.[lr])?", names.join("|")))
}

fn numbers(most: usize) -> Value {
    json!({ "type": "array", "items": { "type": "number" }, "minItems": 1, "maxItems": most })
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|it| name(*it)).collect()
}
