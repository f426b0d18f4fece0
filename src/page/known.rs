//! What many pages say alike: found once for each thing it is asked of, then known.
//!
//! It must never hold what differs from page to page, because nothing in it is ever forgotten.

use crate::error::Result;
use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

/// Answers by what they answer, shared by all threads.
pub struct Known<K, V>(RwLock<HashMap<K, V>>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K, V> fmt::Debug for Known<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}

impl<K: Eq + Hash, V: Clone> Known<K, V> {
    /// The answer that is known, else a new one. What fails is not remembered, and no lock is held while an answer is
    /// found, so that finding one may ask for others.
    pub fn get<Q>(&self, of: &Q, find: impl FnOnce() -> Result<V>) -> Result<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(of) {
            return Ok(answer.clone());
        }
        drop(known);
        let answer = find()?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(of.to_owned(), answer.clone());
        Ok(answer)
    }
}
