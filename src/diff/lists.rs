//! Lists of things that stand for each other: which item of OLD is which of NEW.

/// Pairs items by the first of several keys that tells them apart; what no key pairs is on one side only.
/// Items of NEW follow in their order, what is gone comes last.
pub(super) fn matched<T: Copy, K: PartialEq>(
    old: impl Iterator<Item = T>,
    new: impl Iterator<Item = T>,
    keys: &[fn(T) -> Option<K>],
) -> Vec<(Option<T>, Option<T>)> {
    let mut before: Vec<Option<T>> = old.map(Some).collect();
    let mut pairs: Vec<(Option<T>, Option<T>)> = new.map(|item| (None, Some(item))).collect();
    for key in keys {
        for (partner, item) in &mut pairs {
            let Some(wanted) = item.and_then(*key).filter(|_| partner.is_none()) else {
                continue;
            };
            let same = |old: &&mut Option<T>| old.and_then(*key).is_some_and(|own| own == wanted);
            if let Some(found) = before.iter_mut().find(same) {
                *partner = found.take();
            }
        }
    }
    let gone = before.into_iter().flatten().map(|item| (Some(item), None));
    pairs.extend(gone);
    pairs
}
