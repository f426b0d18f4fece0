//! Which names of a template stand for nothing, told before anything is printed.
//!
//! It follows names through loops, `set`, includes and the parameters of components, to what the schema of
//! views says of them. Where it cannot know what a value is, it is silent. It must never know what a page is
//! about.

mod components;
mod grammar;
mod paths;
mod scopes;
mod shapes;
mod tokens;

pub(in crate::page) use shapes::Shapes;
pub(in crate::page) use tokens::tags;

use scopes::{Owner, Scopes};
use shapes::Shape;
use std::collections::BTreeMap;
use std::ops::Range;
use tokens::{Tag, Token, Word};

/// Deepest nesting of includes that is followed.
const DEEPEST: usize = 8;

/// A name that stands for nothing.
#[derive(Debug)]
pub(super) struct Miss {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) name: String,
    /// What the name could have been.
    pub(super) known: Vec<String>,
}

/// Names that stand for nothing, by template and place.
pub(super) type Misses = BTreeMap<(String, usize), Miss>;

/// What calls pass to the parameters of components.
type Passed<'s> = BTreeMap<(String, String), Shape<'s>>;

/// The templates of one format.
pub(super) type Tags<'t> = BTreeMap<&'t str, Vec<Tag<'t>>>;

/// Finds the names that stand for nothing in all templates of a format.
pub(super) fn misses<'s>(shapes: &'s Shapes<'s>, templates: &'s Tags<'s>) -> Misses {
    let roots = roots(shapes, templates);
    let mut passed = Passed::new();
    loop {
        let mut reader = Reader {
            shapes,
            templates,
            passed,
            learnt: false,
            misses: Misses::new(),
        };
        for (name, tags) in templates {
            let root = roots.get(name).cloned().unwrap_or_else(Shape::open);
            reader.template(name, tags, &mut Scopes::new(root), 0);
        }
        if !reader.learnt {
            return reader.misses;
        }
        passed = reader.passed;
    }
}

/// What each template gets: its own view, and a template that others extend what any of these get.
fn roots<'s>(shapes: &Shapes<'s>, templates: &Tags<'s>) -> BTreeMap<&'s str, Shape<'s>> {
    let mut roots: BTreeMap<&str, Shape<'_>> = BTreeMap::new();
    for name in templates.keys() {
        let stem = name.split('.').next().unwrap_or(name);
        let Some(view) = shapes.view(stem) else {
            continue;
        };
        let mut next = Some(*name);
        for _ in 0..DEEPEST {
            let Some((known, tags)) = next.and_then(|name| templates.get_key_value(name)) else {
                break;
            };
            roots.entry(known).or_default().join(&view);
            next = tags.iter().find_map(Tag::parent);
        }
    }
    roots
}

/// Goes through templates once, with what is known so far of the parameters of components.
struct Reader<'s> {
    shapes: &'s Shapes<'s>,
    templates: &'s Tags<'s>,
    passed: Passed<'s>,
    /// Whether a call passes what was not known before.
    learnt: bool,
    misses: Misses,
}

/// Where in which template names are looked up, and what they stand for there.
struct Place<'p, 's> {
    template: &'s str,
    scopes: &'p mut Scopes<'s>,
}

impl<'s> Reader<'s> {
    fn template(
        &mut self,
        name: &'s str,
        tags: &'s [Tag<'s>],
        scopes: &mut Scopes<'s>,
        depth: usize,
    ) {
        let mut place = Place {
            template: name,
            scopes,
        };
        for tag in tags {
            let words = tag.words.as_slice();
            match (tag.prints, words.first().map(|word| word.token)) {
                (false, Some(Token::Name(keyword))) => {
                    self.statement(keyword, &words[1..], &mut place, depth);
                }
                (false, Some(Token::Mark("</"))) => {}
                _ => {
                    self.expression(words, &mut place);
                }
            }
        }
    }

    fn statement(
        &mut self,
        keyword: &str,
        words: &'s [Word<'s>],
        place: &mut Place<'_, 's>,
        depth: usize,
    ) {
        match keyword {
            "for" => self.each(words, place),
            "set" | "set_global" => self.set(words, place, keyword == "set_global"),
            "component" => self.component(words, place),
            "include" if depth < DEEPEST => self.include(words, place, depth),
            "if" => {
                self.expression(words, place);
                place.scopes.enter(Owner::Choice);
            }
            "elif" => {
                self.expression(words, place);
            }
            "filter" => self.rest(words, place),
            "else" => place.scopes.turn(),
            "endif" | "endfor" | "endcomponent" => place.scopes.leave(),
            _ => {}
        }
    }

    /// `item in items` or `key, value in map`.
    fn each(&mut self, words: &'s [Word<'s>], place: &mut Place<'_, 's>) {
        let Some(at) = words
            .iter()
            .position(|word| word.token == Token::Name("in"))
        else {
            return;
        };
        let items = self.expression(&words[at + 1..], place);
        let entry = self.shapes.entry(&items);
        place.scopes.enter(Owner::Loop);
        place.scopes.bind("loop", self.shapes.looping());
        let names = words[..at].iter().filter_map(Word::name);
        let names: Vec<_> = names.collect();
        if let Some((value, keys)) = names.split_last() {
            place.scopes.bind(value, entry);
            for key in keys {
                place.scopes.bind(key, Shape::open());
            }
        }
    }

    /// `name = expression`; a name whose value follows as text may be anything.
    fn set(&mut self, words: &'s [Word<'s>], place: &mut Place<'_, 's>, everywhere: bool) {
        let Some(name) = words.first().and_then(Word::name) else {
            return;
        };
        let assigns = words
            .get(1)
            .is_some_and(|word| word.token == Token::Mark("="));
        let value = if assigns {
            self.expression(&words[2..], place)
        } else {
            self.rest(&words[1..], place);
            Shape::open()
        };
        place.scopes.set(name, value, everywhere);
    }

    /// Included templates see what is known at the place.
    fn include(&mut self, words: &'s [Word<'s>], place: &mut Place<'_, 's>, depth: usize) {
        for word in words {
            let Token::Text(name) = word.token else {
                continue;
            };
            if let Some((name, tags)) = self.templates.get_key_value(name) {
                self.template(name, tags, place.scopes, depth + 1);
            }
        }
    }

    /// Words that follow a filter as if a value stood before them.
    fn rest(&mut self, words: &'s [Word<'s>], place: &mut Place<'_, 's>) {
        if words.len() > 1 {
            self.expression(&words[1..], place);
        }
    }
}
