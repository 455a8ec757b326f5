//! What a spot of the picture is made of. Which colour that becomes is the palette's business.

/// Of what the person and the things around are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Material {
    Mat,
    Prop,
    Soft,
    Trousers,
    Shirt,
    Skin,
    Hair,
    White,
    Dark,
    Lips,
    Target,
}

/// How a material is lit. The outline between two parts is a darker one of the part behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shade {
    Near,
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
