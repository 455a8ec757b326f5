//! From the room to the picture: a camera without perspective, and the window that it looks through.

use super::solid::Solid;
use crate::model::figure::View;
use crate::model::figure::space::{Vec3, vec3};

/// A point of the picture in metres: right, up, and toward the one who looks.
pub type Seen = Vec3;

#[derive(Clone, Copy, Debug)]
pub struct Camera {
    right: Vec3,
    up: Vec3,
    toward: Vec3,
}

impl Camera {
    pub fn new(view: View) -> Camera {
        let (yaw_sin, yaw_cos) = libm::sincosf(view.yaw.to_radians());
        let (pitch_sin, pitch_cos) = libm::sincosf(view.pitch.to_radians());
        let level = vec3(-yaw_sin, 0.0, yaw_cos);
        Camera {
            right: vec3(yaw_cos, 0.0, yaw_sin),
            up: Vec3::UP * pitch_cos - level * pitch_sin,
            toward: level * pitch_cos + Vec3::UP * pitch_sin,
        }
    }

    /// The direction that is so much up in the picture, and so much toward the one who looks.
    pub fn direction(&self, [up, toward]: [f32; 2]) -> Vec3 {
        self.up * up + self.toward * toward
    }

    /// The point of the room that is seen there.
    pub fn place(&self, seen: Seen) -> Vec3 {
        self.right * seen.x + self.up * seen.y + self.toward * seen.z
    }

    pub fn see(&self, point: Vec3) -> Seen {
        vec3(point.dot(self.right), point.dot(self.up), point.dot(self.toward))
    }
}

/// A rectangle of the picture, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub left: f32,
    pub right: f32,
    pub low: f32,
    pub high: f32,
}

impl Window {
    pub const EMPTY: Window = Window { left: f32::MAX, right: f32::MIN, low: f32::MAX, high: f32::MIN };

    pub fn is_empty(&self) -> bool {
        self.right <= self.left || self.high <= self.low
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.high - self.low
    }

    pub fn holds(&self, at: Seen) -> bool {
        self.left <= at.x && at.x <= self.right && self.low <= at.y && at.y <= self.high
    }

    pub fn add(&mut self, at: Seen, reach: f32) {
        self.left = self.left.min(at.x - reach);
        self.right = self.right.max(at.x + reach);
        self.low = self.low.min(at.y - reach);
        self.high = self.high.max(at.y + reach);
    }

    pub fn add_solid(&mut self, camera: &Camera, solid: &Solid) {
        for (ring, _) in &solid.rings {
            let at = camera.see(ring.at);
            let (wide, deep) = (camera.see(ring.wide), camera.see(ring.deep));
            let reach = |a: f32, b: f32| (a * a + b * b).sqrt();
            let (x, y) = (reach(wide.x, deep.x), reach(wide.y, deep.y));
            self.add(vec3(at.x - x, at.y - y, 0.0), 0.0);
            self.add(vec3(at.x + x, at.y + y, 0.0), 0.0);
        }
    }

    pub fn joined(self, o: Window) -> Window {
        Window {
            left: self.left.min(o.left),
            right: self.right.max(o.right),
            low: self.low.min(o.low),
            high: self.high.max(o.high),
        }
    }

    /// Part of the way to another window.
    pub fn toward(self, o: Window, t: f32) -> Window {
        let mix = |a: f32, b: f32| if t >= 1.0 { b } else { a + (b - a) * t };
        Window {
            left: mix(self.left, o.left),
            right: mix(self.right, o.right),
            low: mix(self.low, o.low),
            high: mix(self.high, o.high),
        }
    }

    /// The same as large, moved as little as it takes to hold another window, or to lie around its middle
    /// if that one is larger.
    pub fn moved_to(self, o: Window) -> Window {
        let by = |low: f32, high: f32, other_low: f32, other_high: f32| {
            if other_high - other_low > high - low {
                (other_low + other_high - low - high) / 2.0
            } else {
                (other_low - low).min(0.0) + (other_high - high).max(0.0)
            }
        };
        let (x, y) = (by(self.left, self.right, o.left, o.right), by(self.low, self.high, o.low, o.high));
        Window { left: self.left + x, right: self.right + x, low: self.low + y, high: self.high + y }
    }

    pub fn grown(self, by: f32) -> Window {
        Window { left: self.left - by, right: self.right + by, low: self.low - by, high: self.high + by }
    }

    /// Widened or heightened around its middle to this ratio of width to height. What stands on
    /// the floor keeps its place: room goes above before it goes below.
    pub fn fitted(self, ratio: f32) -> Window {
        let mut window = self;
        if self.width() < self.height() * ratio {
            let more = (self.height() * ratio - self.width()) / 2.0;
            window.left -= more;
            window.right += more;
        } else {
            let more = self.width() / ratio - self.height();
            window.high += more * 0.6;
            window.low -= more * 0.4;
        }
        window
    }
}
