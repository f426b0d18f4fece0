//! Components: what calls pass to their parameters is what these stand for.
//!
//! It must never know what a component prints.

use super::grammar::{closing, split};
use super::scopes::Owner;
use super::shapes::Shape;
use super::tokens::{Token, Word};
use super::{Place, Reader};

impl<'s> Reader<'s> {
    /// `name(parameter, other: string = "x", @implicit, ...rest)`; within it only these are known.
    pub(super) fn component(&mut self, words: &'s [Word<'s>], place: &mut Place<'_, 's>) {
        let is_open = |word: &Word<'_>| word.token == Token::Mark("(");
        let Some(open) = words.iter().position(is_open) else {
            return;
        };
        let component = words[..open].iter().map(Word::text).collect::<String>();
        place.scopes.enter(Owner::Component);
        place.scopes.bind("body", Shape::open());
        for parameter in split(&words[open + 1..]) {
            let simple = matches!(
                parameter,
                [Word {
                    token: Token::Name(_),
                    ..
                }]
            );
            let Some(name) = parameter.iter().find_map(Word::name) else {
                continue;
            };
            let key = (component.clone(), name.to_owned());
            let passed = self.passed.get(&key).cloned();
            let shape = if simple {
                passed.unwrap_or_default()
            } else {
                Shape::open()
            };
            place.scopes.bind(name, shape);
        }
    }

    /// `<name parameter={value} other="text" short />`: what it passes is what the component gets.
    pub(super) fn call(
        &mut self,
        words: &'s [Word<'s>],
        start: usize,
        place: &mut Place<'_, 's>,
    ) -> usize {
        let is_part = |word: &&Word<'_>| matches!(word.token, Token::Name(_) | Token::Mark("."));
        let mut at = start + 1;
        let mut component = String::new();
        while let Some(word) = words.get(at).filter(is_part) {
            let joined =
                component.is_empty() || component.ends_with('.') || word.token == Token::Mark(".");
            if !joined {
                break;
            }
            component.push_str(word.text());
            at += 1;
        }
        while let Some(word) = words.get(at) {
            at = match (word.token, words.get(at + 1).map(|next| next.token)) {
                (Token::Mark(">"), _) => return at + 1,
                (Token::Name(name), Some(Token::Mark("="))) => {
                    self.argument(&component, name, words, at + 2, place)
                }
                (Token::Name(name), _) => {
                    let shape = self.lookup(word, place);
                    self.pass(&component, name, &shape);
                    at + 1
                }
                (Token::Mark("{"), _) => {
                    let end = closing(words, at);
                    self.expression(&words[at + 1..end], place);
                    end + 1
                }
                _ => at + 1,
            };
        }
        at
    }

    /// The value of an argument, a text or an expression in braces; tells where it ends.
    fn argument(
        &mut self,
        component: &str,
        name: &str,
        words: &'s [Word<'s>],
        at: usize,
        place: &mut Place<'_, 's>,
    ) -> usize {
        if words
            .get(at)
            .is_none_or(|word| word.token != Token::Mark("{"))
        {
            self.pass(component, name, &Shape::open());
            return at + 1;
        }
        let end = closing(words, at);
        let shape = self.expression(&words[at + 1..end], place);
        self.pass(component, name, &shape);
        end + 1
    }

    /// What a parameter of a component is given somewhere.
    pub(super) fn pass(&mut self, component: &str, name: &str, shape: &Shape<'s>) {
        let key = (component.to_owned(), name.to_owned());
        self.learnt |= self.passed.entry(key).or_default().join(shape);
    }
}
