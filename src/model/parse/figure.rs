//! The figure of a routine and the poses of its steps: their keys, words and numbers, and what no
//! human joint does.
//!
//! Whether a body can take a pose on its ground is looked at only when a file is checked in full,
//! since that takes longer than reading it; a pose that fails is drawn as near as it goes.

use super::{
    faults::{At, Change, Faults, Path},
    fields::{Field, Fields, KeyGroup, at_key, either, suggest},
    foreign::Foreign,
    synonyms::meant,
    tree::{Node, NodeValue, Pair},
};
use crate::model::{
    figure::{
        Anchor, Base, Contact, Crop, Figure, HandShape, Joint, JointAt, LimbEnd, LimbGoal, Muscle, Pose,
        PoseFault, Prop, PropKind, Side, SidedMuscle, Touch, Trouble, View,
        prop::DISTANCES,
        space::{Vec3, vec3},
    },
    format,
    text::Text,
    wording,
};

/// The most that a hand or a foot may be put away from its anchor, in metres.
const FARTHEST: f32 = 2.5;
/// The most poses that a step goes through.
const MOST_POSES: usize = 12;

/// How the person is drawn.
const FIGURE: KeyGroup =
    KeyGroup { whose: "the figure", the: "the figure", keys: format::FIGURE, foreign: Foreign::None };
/// Where a hand or a foot goes, where it is a group.
const GOAL: KeyGroup =
    KeyGroup { whose: "a goal", the: "the goal", keys: format::GOAL, foreign: Foreign::None };

/// How the person is drawn.
pub fn figure(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Figure> {
    let fields = Fields::open(*field, &FIGURE, faults)?;
    fields.require(&FIGURE, field, faults);
    let get = |name| fields.get(name, &field.path);
    let base = get("base")?;
    // One word that is wrong keeps no other from being looked at.
    let base = base.word(Base::NAMES, Base::from_name, faults);
    let mut figure = Figure::of(base.unwrap_or(Base::Standing));
    if let Some(view) = get("view") {
        figure.view = self::view(&view, faults).unwrap_or(figure.view);
    }
    if let Some(crop) = get("crop") {
        figure.crop = crop.word(Crop::NAMES, Crop::from_name, faults).unwrap_or(figure.crop);
    }
    if let Some(props) = get("props") {
        figure.props = parts(&props, PropKind::NAMES, Prop::from_name, faults);
    }
    seat(figure.base, &mut figure.props);
    if let Some(stretched) = get("stretched") {
        figure.stretched = targets(&stretched, faults);
    }
    if let Some(touching) = get("contacts") {
        figure.contacts = Some(contacts(&touching, faults));
    }
    // Over no base a pose can be looked at.
    base.map(|_| figure)
}

/// Who sits on a chair has one, whether it is named or not.
fn seat(base: Base, props: &mut Vec<Prop>) {
    if base == Base::Sitting && props.iter().all(|it| it.kind != PropKind::Chair) {
        props.push(Prop::usual(PropKind::Chair));
    }
}

/// The poses of a step: one, or several that it goes through.
pub fn poses(field: &Field<'_, '_, '_>, figure: Option<&Figure>, faults: &mut Faults) -> Vec<Pose> {
    let mut poses = Vec::new();
    let mut each = |field: Field<'_, '_, '_>, faults: &mut Faults| {
        if let Some(mut pose) = pose(&field, faults) {
            if let Some(figure) = figure {
                let base = figure.base(&pose);
                if let Some(props) = &mut pose.props {
                    seat(base, props);
                }
                if faults.takes_a_body() {
                    bodily(&field, figure, &pose, faults);
                }
            }
            poses.push(pose);
        }
    };
    match field.node.as_list() {
        Some(items) => {
            if items.len() > MOST_POSES {
                faults
                    .error(
                        field.at().wide(1),
                        field.path,
                        format!("a step can have {MOST_POSES} poses at most"),
                    )
                    .hint("make several steps of it");
            }
            for (index, node) in items.iter().take(MOST_POSES).enumerate() {
                each(field.item(node, &field.path, index), faults);
            }
        }
        None => each(*field, faults),
    }
    if figure.is_none() && !faults.has_error() {
        faults
            .warning(field.at_key(), field.path, "there is a pose, but the routine has no `figure`")
            .hint("write `figure: { base: standing }` above `steps`");
    }
    poses
}

fn pose(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Pose> {
    let Some(pairs) = field.node.as_map() else {
        field.wrong("a group of joints", faults);
        return None;
    };
    let mut pose = Pose::default();
    let mut shapes = Vec::new();
    for (index, pair) in pairs.iter().enumerate() {
        if faults.is_full() {
            break;
        }
        let Some(key) = pair.key.as_text() else {
            field.wrong("a group of joints", faults);
            return None;
        };
        if pairs[..index].iter().any(|it| it.key.as_text() == Some(key)) {
            let key = Text::clean(key);
            let fault = faults.error(at_key(&pair.key), field.path, format!("duplicate joint `{key}`"));
            fault.hint("keep one of the two");
            continue;
        }
        let value = Field {
            node: &pair.value,
            path: Path::Key(&field.path, key),
            key: Some(&pair.key),
            example: match key {
                "base" => "base: side-lying",
                "view" => "view: back",
                "crop" => "crop: bust",
                "props" => "props: [mat, towel.r]",
                "hands" => "hands: { r: crown }",
                "feet" => "feet: { r: { at: floor, offset: [0.1, 0, 0.3] } }",
                "shift" => "shift: [0, -0.1, 0]",
                "contacts" => "contacts: [foot]",
                "stretched" => "stretched: [trapezius.l]",
                _ => "pose: { neck: 20, shoulder.r: [90, 90, 0] }",
            },
        };
        match key {
            "base" => pose.base = value.word(Base::NAMES, Base::from_name, faults),
            "view" => pose.view = view(&value, faults),
            "crop" => pose.crop = value.word(Crop::NAMES, Crop::from_name, faults),
            "props" => pose.props = Some(parts(&value, PropKind::NAMES, Prop::from_name, faults)),
            "hands" => limbs(&value, &mut pose, LimbEnd::Hand, faults),
            "feet" => limbs(&value, &mut pose, LimbEnd::Foot, faults),
            "shift" => pose.shift = vector(&value, faults).unwrap_or(Vec3::ZERO),
            "contacts" => pose.contacts = Some(contacts(&value, faults)),
            "stretched" => pose.stretched = Some(targets(&value, faults)),
            name => joint(name, pair, &value, &mut pose, &mut shapes, faults),
        }
    }
    // A thumb that has angles of its own keeps them, wherever it stands in the file.
    for (side, shape) in shapes {
        for (joint, angles) in shape.joints() {
            let at = JointAt { joint, side };
            if joint == Joint::Fingers || pose.joint(at).is_none() {
                pose.set_joint(at, angles);
            }
        }
    }
    Some(pose)
}

/// A joint and its angles: `neck: 20`, `shoulder.r: [90, 90, 0]`; or a shape of the hand: `fingers: fist`.
fn joint(
    key: &str,
    pair: &Pair<'_>,
    value: &Field<'_, '_, '_>,
    pose: &mut Pose,
    shapes: &mut Vec<(Option<Side>, HandShape)>,
    faults: &mut Faults,
) {
    let (name, side) = key.split_once('.').map_or((key, None), |(name, side)| (name, Some(side)));
    let side = side.map(|it| (it, Side::from_letter(it)));
    let Some(joint) = Joint::from_name(name) else {
        let shown = Text::clean(key);
        let fault = faults.error(at_key(&pair.key), value.path, format!("there is no joint `{shown}`"));
        let joints = Joint::NAMES;
        let known: Vec<&str> = joints.iter().copied().chain(format::POSE_KEYS.iter().copied()).collect();
        let change = |near: &str| {
            let key = key.replacen(name, near, 1);
            Some(Change::Word(at_key(&pair.key), key))
        };
        suggest(fault, name, &known, change, || format!("it can be {}", either(&known)));
        return;
    };
    let ats: Vec<JointAt> = JointAt::each(joint)
        .filter(|at| side.is_none_or(|(_, side)| side.is_some() && at.side == side))
        .collect();
    if ats.is_empty() {
        let shown = Text::clean(key);
        let fault = faults.error(at_key(&pair.key), value.path, format!("there is no joint `{shown}`"));
        let paired = JointAt::each(joint).any(|it| it.side.is_some());
        if paired {
            fault.hint(format!("write `{name}.l`, `{name}.r`, or `{name}` for both"));
        } else {
            fault.hint(format!("write `{name}`: it is in the middle and has no side"));
        }
        return;
    }
    if let Some(twice) = ats.iter().find(|&&at| pose.joint(at).is_some()) {
        faults.error(at_key(&pair.key), value.path, format!("duplicate joint `{}`", twice.name())).hint(
            format!("`{name}` means both sides: keep one of the two, or write `{name}.l` and `{name}.r`"),
        );
    }
    if joint == Joint::Fingers && matches!(&value.node.value, NodeValue::Text(_)) {
        if let Some(shape) = value.word(HandShape::NAMES, HandShape::from_name, faults) {
            for at in ats {
                pose.set_joint(at, shape.fingers());
                shapes.push((at.side, shape));
            }
        }
        return;
    }
    let axes = joint.axes();
    let Some(angles) = numbers(value, ANGLES[axes.len() - 1], faults) else { return };
    for (index, (axis, angle)) in axes.iter().zip(angles).enumerate() {
        if angle < axis.low || angle > axis.high {
            let at = match value.node.as_list() {
                Some(items) => value.item(&items[index], &value.path, index).at(),
                None => value.at(),
            };
            faults
                .error(at, value.path, format!("`{}` {angle}° is beyond a healthy {name}", axis.name))
                .hint(format!("`{}` ({}) goes from {} to {}", axis.name, axis.positive, axis.low, axis.high));
        }
    }
    for at in ats {
        pose.set_joint(at, angles);
    }
}

/// Where hands or feet go: `{ r: { at: crown } }`, `{ both: floor }`.
fn limbs(field: &Field<'_, '_, '_>, pose: &mut Pose, end: LimbEnd, faults: &mut Faults) {
    let Some(pairs) = field.node.as_map() else {
        field.wrong("a group with `l`, `r` or `both`", faults);
        return;
    };
    for pair in pairs {
        let Some(key) = pair.key.as_text() else {
            field.wrong("a group with `l`, `r` or `both`", faults);
            return;
        };
        let sides: &[Side] = match (key, Side::from_letter(key)) {
            ("both", _) => Side::BOTH.as_slice(),
            (_, Some(Side::Left)) => &[Side::Left],
            (_, Some(Side::Right)) => &[Side::Right],
            (_, None) => {
                let shown = Text::clean(key);
                faults
                    .error(at_key(&pair.key), field.path, format!("`{shown}` cannot be a side here"))
                    .hint("write `l`, `r` or `both`");
                continue;
            }
        };
        let value = Field {
            node: &pair.value,
            path: Path::Key(&field.path, key),
            key: Some(&pair.key),
            example: "hands: { r: { at: crown } }",
        };
        if let Some((_, twice, _)) = pose.goals().find(|(it, side, _)| *it == end && sides.contains(side)) {
            let shown = Text::clean(key);
            faults
                .error(at_key(&pair.key), field.path, format!("`{}` is given twice", end.key(twice)))
                .hint(format!("take out `{shown}`, or what stands before it; `both` means `l` and `r`"));
            continue;
        }
        if let Some(goal) = goal(&value, faults) {
            for &side in sides {
                match end {
                    LimbEnd::Hand => pose.set_hand(side, goal),
                    LimbEnd::Foot => pose.set_foot(side, goal),
                }
            }
        }
    }
}

fn goal(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<LimbGoal> {
    if field.node.as_text().is_some() {
        return anchor(field, faults);
    }
    let fields = Fields::open(*field, &GOAL, faults)?;
    fields.require(&GOAL, field, faults);
    let get = |name| fields.get(name, &field.path);
    let at = get("at")?;
    let mut goal = anchor(&at, faults)?;
    if let Some(off) = get("offset") {
        goal.offset = vector(&off, faults)?;
    }
    for (name, direction) in [("bend", &mut goal.bend), ("along", &mut goal.along), ("face", &mut goal.face)]
    {
        if let Some(field) = fields.get(name, &field.path) {
            *direction = Some(direction_of(&field, faults)?);
        }
    }
    if let (Some(along), Some(face), Some(field)) = (goal.along, goal.face, get("face"))
        && along.unit().cross(face.unit()).length() < 0.05
    {
        faults
            .error(
                field.at(),
                field.path,
                "`face` points the same way as `along`, but a palm or sole faces across it",
            )
            .hint("give one of them another direction, or take it out");
    }
    Some(goal)
}

/// Where something points: outward, up and ahead.
fn direction_of(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Vec3> {
    let direction = vector(field, faults)?;
    if direction.length() < 0.01 {
        faults
            .error(field.at(), field.path, format!("`{}` points nowhere", field.name()))
            .hint("it is a direction: outward, up, ahead, such as `[0, -1, 0]` for down");
        return None;
    }
    Some(direction)
}

fn anchor(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<LimbGoal> {
    let read = |word: &str| {
        let (anchor, side) = Anchor::with_side(word)?;
        Some(LimbGoal { side, ..LimbGoal::at(anchor) })
    };
    part(field, Anchor::NAMES, read, faults)
}

fn view(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<View> {
    if field.node.as_text().is_some() {
        return field.word(&View::ALL.map(|(name, _)| name), View::from_name, faults);
    }
    let [yaw, pitch, _] = numbers(field, AROUND, faults)?;
    if !(-180.0..=180.0).contains(&yaw) || !(-30.0..=80.0).contains(&pitch) {
        faults
            .error(
                field.at(),
                field.path,
                "the view turns from -180 to 180 and looks down from -30 to 80 degrees",
            )
            .hint("write it as in `view: quarter` or `view: [38, 12]`");
        return None;
    }
    Some(View { yaw, pitch })
}

fn targets(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<SidedMuscle> {
    parts(field, Muscle::NAMES, SidedMuscle::from_name, faults)
}

fn contacts(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Vec<Contact> {
    parts(field, Touch::NAMES, Contact::from_name, faults)
}

/// One or several words with an optional side: `trapezius.l`.
fn parts<T>(
    field: &Field<'_, '_, '_>,
    names: &[&str],
    from_name: impl Fn(&str) -> Option<T>,
    faults: &mut Faults,
) -> Vec<T> {
    let mut parts = Vec::new();
    field.one_or_several(faults, |it, faults| parts.extend(part(&it, names, &from_name, faults)));
    parts
}

fn part<T>(
    field: &Field<'_, '_, '_>,
    names: &[&str],
    from_name: impl Fn(&str) -> Option<T>,
    faults: &mut Faults,
) -> Option<T> {
    let Some(word) = field.node.as_text() else {
        field.wrong("a word", faults);
        return None;
    };
    let read = from_name(word);
    if read.is_none() {
        let (name, shown) = (field.name(), Text::clean(word));
        let fault = faults.error(field.at(), field.path, format!("`{shown}` is not a valid `{name}`"));
        let stem = word.split(['.', '@']).next().unwrap_or_default();
        match meant(stem, names) {
            Some(near) if near == stem && word.contains('@') => fault.hint(format!(
                "`{near}` is known, but what follows it is not: walls, doorways, desks and what is fixed `.ahead` \
                 stand `@` so many metres away, from {} to {}",
                DISTANCES.start(),
                DISTANCES.end()
            )),
            Some(near) if near == stem => fault.hint(match places(near) {
                Some(places) => format!("`{near}` is known, but what follows it is not: it can be {places}"),
                None => format!("`{near}` is known, but what follows it is not"),
            }),
            Some(_) | None => {
                let change = |near: &str| Some(Change::Value(field.at(), word.replacen(stem, near, 1)));
                suggest(fault, stem, names, change, || format!("it can be {}", either(names)));
                return None;
            }
        };
    }
    read
}

/// The places that may stand behind a thing: `.feet`, `.l`.
fn places(thing: &str) -> Option<String> {
    let places = PropKind::from_name(thing)?.places().iter().map(|it| it.name());
    let places: Vec<String> = places.filter(|it| !it.is_empty()).map(|it| format!("`.{it}`")).collect();
    (!places.is_empty()).then(|| wording::list(places, "or"))
}

fn vector(field: &Field<'_, '_, '_>, faults: &mut Faults) -> Option<Vec3> {
    let [x, y, z] = numbers(field, METRES, faults)?;
    if [x, y, z].iter().any(|it| it.abs() > FARTHEST) {
        faults
            .error(field.at(), field.path, format!("`{}` is farther than {FARTHEST} m", field.name()))
            .hint("it is in metres: outward, up, ahead, such as `[0.1, 0, 0.2]`");
        return None;
    }
    Some(vec3(x, y, z))
}

/// What numbers are wanted: how many at most, in words, and an example.
type Wanted = (usize, &'static str, &'static str);

/// The angles of joints with one axis, two and three.
const ANGLES: [Wanted; 3] = [
    (1, "one number", "20"),
    (2, "one number, or two in a list", "[20, 10]"),
    (3, "one number, or up to three in a list", "[20, 10, 0]"),
];
const AROUND: Wanted = (2, "a name, or two numbers in a list", "[38, 12]");
const METRES: Wanted = (3, "up to three numbers in a list: outward, up, ahead", "[0.1, 0, 0.2]");

/// One number, or a list of several; those left out are 0.
fn numbers(field: &Field<'_, '_, '_>, wanted: Wanted, faults: &mut Faults) -> Option<[f32; 3]> {
    let mut numbers = [0.0; 3];
    let one = std::slice::from_ref(field.node);
    let nodes = field.node.as_list().filter(|it| !it.is_empty() && it.len() <= wanted.0).unwrap_or(one);
    for (slot, node) in numbers.iter_mut().zip(nodes) {
        match number(node) {
            Some(number) => *slot = number,
            None => {
                not_numbers(field, node, wanted, faults);
                return None;
            }
        }
    }
    Some(numbers)
}

/// Greater numbers are slips.
const GREATEST: f64 = 10_000.0;

fn number(node: &Node<'_>) -> Option<f32> {
    let number = node.as_number()?;
    (number.is_finite() && number.abs() < GREATEST).then_some(number as f32)
}

fn not_numbers(field: &Field<'_, '_, '_>, node: &Node<'_>, wanted: Wanted, faults: &mut Faults) {
    let name = Text::clean(field.name());
    let (_, words, example) = wanted;
    let as_in = format!("write it as in `{name}: {example}`");
    let is_quoted = |it: &str| it.trim().parse::<f64>().is_ok_and(f64::is_finite);
    let (fault, hint) = if node.as_number().is_some() {
        (format!("`{name}` has a number that is out of range"), as_in)
    } else if node.as_text().is_some_and(is_quoted) {
        (format!("`{name}` must be {words}, but is a text"), "write the number without quotes".to_owned())
    } else {
        (format!("`{name}` must be {words}"), as_in)
    };
    faults.error(field.at(), field.path, fault).hint(hint);
}

/// What a body cannot do in this pose: a goal out of reach, a contact that does not hold.
fn bodily(field: &Field<'_, '_, '_>, figure: &Figure, pose: &Pose, faults: &mut Faults) {
    // What is beyond a joint's limits was told as an error, with its very number.
    let is_new = |it: &PoseFault| !matches!(it.trouble, Trouble::Beyond { .. });
    for fault in figure.check(pose).into_iter().filter(is_new) {
        let at = place_of(field, &fault.key).unwrap_or_else(|| field.at_key());
        faults.warning(at, field.path, fault.to_string()).hint(fault.hint());
    }
}

/// Where the key of a pose stands: `hands.r` is `r` or `both` in `hands`, `hip.l` may be `hip`.
fn place_of(field: &Field<'_, '_, '_>, key: &str) -> Option<At> {
    let find = |node: &Node<'_>, wanted: &[&str]| {
        let pairs = node.as_map()?;
        pairs
            .iter()
            .find(|it| it.key.as_text().is_some_and(|key| wanted.contains(&key)))
            .map(|it| at_key(&it.key))
    };
    let stem = key.split('.').next().unwrap_or_default();
    find(field.node, &[key, stem])
}
