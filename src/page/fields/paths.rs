//! Names with their fields, wherever they stand in an expression.
//!
//! It must never know which statement the expression belongs to.

use super::grammar::{calls_component, closing, comprehended, names_value, printed_once};
use super::shapes::{Missing, Shape};
use super::tokens::{Token, Word};
use super::{Miss, Place, Reader};
use crate::page::once;

impl<'s> Reader<'s> {
    /// Looks up every name in an expression; tells what it is if it is nothing but one name with its fields.
    pub(super) fn expression(
        &mut self,
        words: &'s [Word<'s>],
        place: &mut Place<'_, 's>,
    ) -> Shape<'s> {
        let (mut at, mut whole) = (0, Shape::open());
        let made = comprehended(words);
        while at < words.len() {
            if calls_component(words, at) {
                at = self.call(words, at, place);
            } else if names_value(words, at)
                && !words[at].name().is_some_and(|name| made.contains(&name))
            {
                let (shape, end) = self.path(words, at, place);
                if let Some(component) = printed_once(&words[end..]) {
                    self.pass(component, once::PARAMETER, &shape);
                }
                if at == 0 && end == words.len() {
                    whole = shape;
                }
                at = end;
            } else {
                at += 1;
            }
        }
        whole
    }

    /// A name with its fields and entries, such as `a.b[0].c`.
    fn path(
        &mut self,
        words: &'s [Word<'s>],
        start: usize,
        place: &mut Place<'_, 's>,
    ) -> (Shape<'s>, usize) {
        let mut shape = self.lookup(&words[start], place);
        let mut at = start + 1;
        while let Some(word) = words.get(at) {
            match (word.token, words.get(at + 1).map(|next| (next, next.token))) {
                (Token::Mark("."), Some((next, Token::Name(field)))) => {
                    shape = self.field(&shape, field, next, &words[start..at], place);
                    at += 2;
                }
                (Token::Mark("["), Some(_)) => {
                    let end = closing(words, at);
                    shape = self.entry(&shape, &words[at + 1..end], place);
                    at = end + 1;
                }
                _ => break,
            }
        }
        (shape, at.min(words.len()))
    }

    pub(super) fn lookup(&mut self, word: &'s Word<'s>, place: &mut Place<'_, 's>) -> Shape<'s> {
        let name = word.name().unwrap_or_default();
        if let Some(shape) = place.scopes.get(name, self.shapes) {
            return shape;
        }
        let known = place.scopes.names();
        self.miss(word, format!("there is no `{name}` here"), known, place);
        Shape::default()
    }

    fn field(
        &mut self,
        shape: &Shape<'s>,
        field: &str,
        word: &'s Word<'s>,
        path: &[Word<'s>],
        place: &Place<'_, 's>,
    ) -> Shape<'s> {
        let missing = match self.shapes.field(shape, field) {
            Ok(found) => return found,
            Err(missing) => missing,
        };
        let path: String = path.iter().map(Word::text).collect();
        let (says, known) = match missing {
            Missing::Fields(known) => (format!("`{path}` has no field `{field}`"), known),
            Missing::List => (
                format!("`{path}` is a list and has no field `{field}`"),
                Vec::new(),
            ),
            Missing::Plain => (
                format!("`{path}` has no fields, and so no `{field}`"),
                Vec::new(),
            ),
        };
        let known = known.into_iter().map(str::to_owned).collect();
        self.miss(word, says, known, place);
        Shape::default()
    }

    fn entry(
        &mut self,
        shape: &Shape<'s>,
        inner: &'s [Word<'s>],
        place: &mut Place<'_, 's>,
    ) -> Shape<'s> {
        self.expression(inner, place);
        match inner {
            [
                Word {
                    token: Token::Number(digits),
                    ..
                },
            ] => {
                let place = digits.parse().unwrap_or_default();
                self.shapes.entry_at(shape, place)
            }
            [
                Word {
                    token: Token::Text(_),
                    ..
                },
            ] => Shape::open(),
            _ if inner.iter().any(|word| word.token == Token::Mark(":")) => shape.clone(),
            _ => self.shapes.entry(shape),
        }
    }

    fn miss(
        &mut self,
        word: &Word<'_>,
        message: String,
        known: Vec<String>,
        place: &Place<'_, 's>,
    ) {
        let key = (place.template.to_owned(), word.span.start);
        self.misses.entry(key).or_insert(Miss {
            span: word.span.clone(),
            message,
            name: word.text().to_owned(),
            known,
        });
    }
}
