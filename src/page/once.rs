//! The filter `once`: a component printed for a value that many pages share, the first time only.
//!
//! `{{ offering.contacts | once(component="brief") }}` prints what `{{ <brief of={offering.contacts} /> }}` does.
//! Values that pages share are one and the same in memory, see [`Part`](crate::page::Part): that, and never what
//! is in them, tells whether one was printed before.

use std::collections::VecDeque;
use std::ptr;
use std::sync::{Mutex, PoisonError, Weak};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The parameter of a component that stands for the value.
pub(super) const PARAMETER: &str = "of";

/// How many values are remembered. Pages that share one are printed one after the other, so few are enough.
const MOST: usize = 64;

/// A value that was printed.
struct Printed {
    component: String,
    /// Kept, so that no other value takes its place in memory.
    value: Value,
    text: Value,
}

/// Makes the filter known to templates; `own` are these very templates, which know the components.
pub(super) fn register(tera: &mut Tera, own: Weak<Tera>) {
    let printed: Mutex<VecDeque<Printed>> = Mutex::default();
    tera.register_filter("once", move |value: &Value, args: Kwargs, _: &State| {
        let component: &str = args.must_get("component")?;
        let known = || printed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |known: &&Printed| is_same(&known.value, value) && known.component == component;
        if let Some(before) = known().iter().rev().find(is_it) {
            return Ok(before.text.clone());
        }
        let text = print(&own, component, value)?;
        let mut known = known();
        if known.len() == MOST {
            known.pop_front();
        }
        known.push_back(Printed {
            component: component.to_owned(),
            value: value.clone(),
            text: text.clone(),
        });
        TeraResult::Ok(text)
    });
}

fn print(own: &Weak<Tera>, component: &str, value: &Value) -> TeraResult<Value> {
    let tera = own.upgrade();
    let tera = tera.ok_or_else(|| tera::Error::message("its templates are gone"))?;
    let mut context = Context::new();
    context.insert_value(PARAMETER, value.clone());
    let text = tera.render_component(component, &context, None, true)?;
    Ok(Value::safe_string(&text))
}

/// Whether two values are one and the same list or map.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_array(), other.as_array()) {
        (Some(one), Some(other)) => ptr::eq(one, other) && !one.is_empty(),
        _ => one
            .as_map()
            .zip(other.as_map())
            .is_some_and(|(one, other)| ptr::eq(one, other)),
    }
}
