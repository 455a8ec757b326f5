//! What a spot of the picture is made of. Which colour that becomes is the palette's business.

/// Of what the person and the things around are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Material {
    Floor,
    Mat,
    Wall,
    Prop,
    Soft,
    Trousers,
    Shirt,
    Skin,
    /// Skin too, of a tone of its own: a hand that holds a foot must not be one lump with it.
    Foot,
    Hair,
    White,
    Dark,
    Lips,
    /// The line along which something goes around.
    Way,
    Target,
    /// What is seen through a window.
    Sky,
    /// Grass and leaves there; leaves are under.
    Leaf,
}

impl Material {
    /// What it weighs where several materials share a pixel: more if it says more about the person.
    pub fn weight(self) -> usize {
        let is_seen_through_a_window = matches!(self, Material::Sky | Material::Leaf);
        if is_seen_through_a_window { Material::Soft as usize } else { self as usize }
    }
}

/// How a material is lit. The line between two parts is a darker shade of the part behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shade {
    /// Turned up to the light.
    Lit,
    /// Plain.
    Near,
    /// Turned down from the light.
    Under,
    /// Of a limb that lies behind its fellow.
    Far,
    Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ink {
    pub material: Material,
    pub shade: Shade,
}

impl Ink {
    pub const fn near(material: Material) -> Ink {
        Ink { material, shade: Shade::Near }
    }
}
