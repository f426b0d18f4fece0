//! What two texts have in common that only a computer tells apart.

use icu::normalizer::ComposingNormalizerBorrowed;

/// The text in small letters, with every accent written in one way (Unicode's form C): two texts for
/// which this is the same are the same name on some system.
pub fn folded(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc();
    composed.normalize(&text.to_lowercase()).into_owned()
}
