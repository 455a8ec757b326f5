//! Points and turns in space: just what a jointed body needs.
//!
//! The person stands on the floor `y = 0`, looks along `+z`, and has the left hand at `+x`.
//! Lengths are metres. Angles are degrees everywhere outside this file.

use std::ops::{Add, Mul, Neg, Sub};

/// A point or a direction, in metres.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3 {
    /// To the person's left.
    pub x: f32,
    /// Up.
    pub y: f32,
    /// Ahead.
    pub z: f32,
}

/// A point so far left, up and ahead.
pub const fn vec3(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

impl Vec3 {
    /// Nowhere: the middle of the floor.
    pub const ZERO: Vec3 = vec3(0.0, 0.0, 0.0);
    /// A metre to the left.
    pub const LEFT: Vec3 = vec3(1.0, 0.0, 0.0);
    /// A metre up.
    pub const UP: Vec3 = vec3(0.0, 1.0, 0.0);
    /// A metre ahead.
    pub const AHEAD: Vec3 = vec3(0.0, 0.0, 1.0);

    /// The product that is 0 for what stands square to each other.
    pub fn dot(self, o: Vec3) -> f32 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }

    /// The product that stands square to both.
    pub fn cross(self, o: Vec3) -> Vec3 {
        vec3(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)
    }

    /// In metres.
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The same direction with length one; straight up for no direction at all.
    pub fn unit(self) -> Vec3 {
        let length = self.length();
        if length < 1e-6 { Vec3::UP } else { self * (1.0 / length) }
    }

    /// Part of the way to another point, straight.
    pub fn lerp(self, o: Vec3, t: f32) -> Vec3 {
        self + (o - self) * t
    }

    /// Part of the way from `b` to `c` on a smooth curve that comes from `a` and goes on to `d`.
    pub fn along([a, b, c, d]: [Vec3; 4], t: f32) -> Vec3 {
        let [i, j, k, l] = curve(t);
        a * i + b * j + c * k + d * l
    }

    /// What is left of it square to `axis`, which has length one.
    pub fn across(self, axis: Vec3) -> Vec3 {
        self - axis * self.dot(axis)
    }

    /// As a mirror standing between left and right shows it.
    pub fn mirrored(self) -> Vec3 {
        vec3(-self.x, self.y, self.z)
    }
}

impl Add for Vec3 {
    type Output = Vec3;
    fn add(self, o: Vec3) -> Vec3 {
        vec3(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}

impl Sub for Vec3 {
    type Output = Vec3;
    fn sub(self, o: Vec3) -> Vec3 {
        vec3(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}

impl Neg for Vec3 {
    type Output = Vec3;
    fn neg(self) -> Vec3 {
        vec3(-self.x, -self.y, -self.z)
    }
}

impl Mul<f32> for Vec3 {
    type Output = Vec3;
    fn mul(self, k: f32) -> Vec3 {
        vec3(self.x * k, self.y * k, self.z * k)
    }
}

/// How much each of four values counts on a smooth curve between the two in the middle. It passes
/// through all of them, and nowhere changes its speed at once (a Catmull-Rom spline).
fn curve(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        (2.0 * t2 - t - t3) / 2.0,
        (3.0 * t3 - 5.0 * t2 + 2.0) / 2.0,
        (t + 4.0 * t2 - 3.0 * t3) / 2.0,
        (t3 - t2) / 2.0,
    ]
}

/// A turn in space, kept as a unit quaternion, so that two of them blend along the shortest arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    w: f32,
    v: Vec3,
}

impl Default for Turn {
    fn default() -> Turn {
        Turn::NONE
    }
}

impl Turn {
    /// No turn.
    pub const NONE: Turn = Turn { w: 1.0, v: Vec3::ZERO };

    /// About an axis of length one, by degrees, the right-handed way.
    pub fn about(axis: Vec3, degrees: f32) -> Turn {
        let half = degrees.to_radians() / 2.0;
        Turn { w: libm::cosf(half), v: axis * libm::sinf(half) }
    }

    /// About the axis that points left: what is up goes ahead.
    pub fn forward(degrees: f32) -> Turn {
        Turn::about(Vec3::LEFT, degrees)
    }

    /// About the axis that points up: what is ahead goes left.
    pub fn left(degrees: f32) -> Turn {
        Turn::about(Vec3::UP, degrees)
    }

    /// About the axis that points ahead: what is up goes left.
    pub fn tilt_left(degrees: f32) -> Turn {
        Turn::about(Vec3::AHEAD, -degrees)
    }

    /// The turn that brings `UP` to `up` and `AHEAD` as near to `ahead` as that allows.
    pub fn facing(up: Vec3, ahead: Vec3) -> Turn {
        let y = up.unit();
        let mut z = ahead.across(y);
        if z.length() < 1e-4 {
            z = (if y.z.abs() < 0.9 { Vec3::AHEAD } else { Vec3::LEFT }).across(y);
        }
        let z = z.unit();
        Turn::from_axes(y.cross(z), y, z)
    }

    fn from_axes(x: Vec3, y: Vec3, z: Vec3) -> Turn {
        let trace = x.x + y.y + z.z;
        let turn = if trace > 0.0 {
            let s = (trace + 1.0).sqrt() * 2.0;
            Turn { w: s / 4.0, v: vec3(y.z - z.y, z.x - x.z, x.y - y.x) * (1.0 / s) }
        } else if x.x > y.y && x.x > z.z {
            let s = (1.0 + x.x - y.y - z.z).sqrt() * 2.0;
            Turn { w: (y.z - z.y) / s, v: vec3(s / 4.0, (y.x + x.y) / s, (z.x + x.z) / s) }
        } else if y.y > z.z {
            let s = (1.0 + y.y - x.x - z.z).sqrt() * 2.0;
            Turn { w: (z.x - x.z) / s, v: vec3((y.x + x.y) / s, s / 4.0, (z.y + y.z) / s) }
        } else {
            let s = (1.0 + z.z - x.x - y.y).sqrt() * 2.0;
            Turn { w: (x.y - y.x) / s, v: vec3((z.x + x.z) / s, (z.y + y.z) / s, s / 4.0) }
        };
        turn.unit()
    }

    fn unit(self) -> Turn {
        let k = 1.0 / (self.w * self.w + self.v.dot(self.v)).sqrt().max(1e-9);
        Turn { w: self.w * k, v: self.v * k }
    }

    /// The turn back.
    pub fn inverse(self) -> Turn {
        Turn { w: self.w, v: -self.v }
    }

    /// As a mirror standing between left and right shows it.
    pub fn mirrored(self) -> Turn {
        Turn { w: self.w, v: vec3(self.v.x, -self.v.y, -self.v.z) }
    }

    /// Part of the way to another turn, along the shortest arc; exact at 0 and at 1.
    pub fn toward(self, o: Turn, t: f32) -> Turn {
        let dot = self.w * o.w + self.v.dot(o.v);
        let sign = if dot < 0.0 { -1.0 } else { 1.0 };
        let angle = libm::acosf(dot.abs().min(1.0));
        let (a, b) = if angle < 1e-3 {
            (1.0 - t, t)
        } else {
            let whole = libm::sinf(angle);
            (libm::sinf((1.0 - t) * angle) / whole, libm::sinf(t * angle) / whole)
        };
        let b = b * sign;
        Turn { w: self.w * a + o.w * b, v: self.v * a + o.v * b }.unit()
    }

    /// Part of the way from `b` to `c` on a smooth curve that comes from `a` and goes on to `d`.
    pub fn along([a, b, c, d]: [Turn; 4], t: f32) -> Turn {
        // The same turn has two signs: all four must be the nearer ones.
        let near = |o: Turn| if b.w * o.w + b.v.dot(o.v) < 0.0 { Turn { w: -o.w, v: -o.v } } else { o };
        let [a, c, d] = [a, c, d].map(near);
        let [i, j, k, l] = curve(t);
        Turn { w: a.w * i + b.w * j + c.w * k + d.w * l, v: a.v * i + b.v * j + c.v * k + d.v * l }.unit()
    }

    /// How much of it is a turn about the axis that points up, in degrees, -180 to 180.
    pub fn about_up(self) -> f32 {
        let degrees = 2.0 * libm::atan2f(self.v.y, self.w).to_degrees();
        if degrees > 180.0 {
            degrees - 360.0
        } else if degrees < -180.0 {
            degrees + 360.0
        } else {
            degrees
        }
    }

    /// How far it turns, in degrees, 0 to 180.
    pub fn degrees(self) -> f32 {
        2.0 * libm::acosf(self.w.abs().min(1.0)).to_degrees()
    }
}

impl Mul for Turn {
    type Output = Turn;
    fn mul(self, o: Turn) -> Turn {
        Turn { w: self.w * o.w - self.v.dot(o.v), v: o.v * self.w + self.v * o.w + self.v.cross(o.v) }
    }
}

impl Mul<Vec3> for Turn {
    type Output = Vec3;
    fn mul(self, p: Vec3) -> Vec3 {
        let t = self.v.cross(p) * 2.0;
        p + t * self.w + self.v.cross(t)
    }
}

/// A place with a turn of its own: where a bone begins, and how it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// Where it begins, in the room.
    pub at: Vec3,
    /// How it lies in the room.
    pub turn: Turn,
}

impl Frame {
    /// A point given in this frame, in the room.
    pub fn place(self, local: Vec3) -> Vec3 {
        self.at + self.turn * local
    }

    /// The frame that begins at `local` and is turned further by `turn`.
    pub fn child(self, local: Vec3, turn: Turn) -> Frame {
        Frame { at: self.place(local), turn: self.turn * turn }
    }
}
