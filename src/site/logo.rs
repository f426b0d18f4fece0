//! The partner's logo: a picture that can do nothing but be looked at.
//!
//! It must never let through what a browser would run or fetch: somebody may open the file itself.

use roxmltree::{Document, Node};

/// How high a logo is shown, in CSS pixels.
const HEIGHT: f64 = 32.0;

/// The widest that a logo is shown, in CSS pixels.
const WIDEST: f64 = 240.0;

/// What SVG pictures may hold; whatever moves, runs, links or embeds is not among it.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "mask",
    "metadata",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "symbol",
    "title",
    "use",
];

/// How PNG files begin.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A picture whose content was looked at.
#[derive(Debug, Clone)]
pub struct Logo {
    kind: Kind,
    bytes: Vec<u8>,
    /// Width by height.
    ratio: f64,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Svg,
    Png,
}

impl Logo {
    /// Looks at a picture, or says why it is none that a page can show.
    pub fn read(bytes: Vec<u8>) -> Result<Self, String> {
        let (kind, size) = if bytes.starts_with(PNG) {
            (Kind::Png, png_size(&bytes))
        } else {
            let text = std::str::from_utf8(&bytes).map_err(|_| "it is neither SVG nor PNG")?;
            (Kind::Svg, svg_size(text)?)
        };
        let sensible = |(width, height): &(f64, f64)| *width >= 1.0 && *height >= 1.0;
        let (width, height) = size
            .filter(sensible)
            .ok_or("it does not say how wide and high it is; an SVG needs a `viewBox`")?;
        Ok(Self {
            kind,
            bytes,
            ratio: width / height,
        })
    }

    /// What it is called at the top of the site.
    pub fn file_name(&self) -> &'static str {
        match self.kind {
            Kind::Svg => "logo.svg",
            Kind::Png => "logo.png",
        }
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// An address that holds the picture itself.
    pub fn address(&self) -> String {
        let kind = match self.kind {
            Kind::Svg => "svg+xml",
            Kind::Png => "png",
        };
        format!("data:image/{kind};base64,{}", base64(&self.bytes))
    }

    /// Width and height at which it is shown, in CSS pixels.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 240"
    )]
    pub fn shown(&self) -> (u32, u32) {
        let width = (HEIGHT * self.ratio).clamp(1.0, WIDEST);
        let height = (width / self.ratio).clamp(1.0, HEIGHT);
        (width.round() as u32, height.round() as u32)
    }
}

/// Bytes as RFC 4648 writes them in letters and digits.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bit = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let all = bit(0) << 16 | bit(1) << 8 | bit(2);
        for at in 0..4 {
            let digit = DIGITS[(all >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= three.len() { digit.into() } else { '=' });
        }
    }
    text
}

/// The size that the header of a PNG file states.
fn png_size(bytes: &[u8]) -> Option<(f64, f64)> {
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(f64::from(u32::from_be_bytes(four)))
    };
    Some((number(16)?, number(20)?))
}

/// The size of an SVG picture; refuses what is more than a picture. Entities are refused by the reader.
fn svg_size(text: &str) -> Result<Option<(f64, f64)>, String> {
    let document = Document::parse(text).map_err(|error| format!("it is no SVG: {error}"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("it is neither SVG nor PNG".to_owned());
    }
    for node in document.descendants() {
        harmless(node)?;
    }
    let length = |name: &str| {
        let text = root.attribute(name)?.trim();
        text.strip_suffix("px").unwrap_or(text).parse::<f64>().ok()
    };
    let view = root.attribute("viewBox").and_then(|view| {
        let numbers = view.split([' ', ',']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
        Some((*numbers.get(2)?, *numbers.get(3)?))
    });
    Ok(view.or_else(|| Some((length("width")?, length("height")?))))
}

fn harmless(node: Node<'_, '_>) -> Result<(), String> {
    if node.is_pi() {
        return Err("it holds instructions for programs (`<?…?>`)".to_owned());
    }
    if !node.is_element() {
        return Ok(());
    }
    let name = node.tag_name().name();
    let inside_metadata = node
        .ancestors()
        .any(|outer| outer.tag_name().name() == "metadata");
    if !inside_metadata && !ELEMENTS.contains(&name) {
        return Err(format!("it holds a `{name}`, which is more than a picture"));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value().trim());
        let event = name.len() > 2 && name.to_ascii_lowercase().starts_with("on");
        let leads_out = name == "href" && !value.starts_with('#');
        let fetches = value
            .split("url(")
            .skip(1)
            .any(|rest| !rest.trim_start_matches([' ', '"', '\'']).starts_with('#'));
        if event || leads_out || fetches {
            return Err(format!("its `{name}` would run or fetch something"));
        }
    }
    Ok(())
}
