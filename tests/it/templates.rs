//! A partner's own templates: what is wrong with one is told with its file, its line and what was meant.

use crate::harness::{Project, Ran};

/// Publishes the smallest workspace with a template of its own.
fn publish(name: &str, template: &str) -> Ran {
    let settings = "asOf: 2026-11-23\ntemplates: own\n";
    let project = Project::with_fixture("minimal")
        .file("ws/csp-support.yaml", settings)
        .file(&format!("ws/own/{name}"), template);
    project.run(&["publish", "ws", "--out", "site"])
}

const BLOCK: &str = "{% extends \"base.html\" %}\n{% block main %}";

/// Each mistake with what is said of it: the position, the words, the advice.
#[test]
fn a_mistake_in_a_template_is_shown_where_it_is() {
    let cases = [
        (
            "{{ page.title | uper }}",
            "there is no filter `uper`",
            "did you mean `upper`?",
        ),
        (
            "{{ colun() }}",
            "there is no function `colun`",
            "did you mean `colon`?",
        ),
        (
            "{{ <nmae of={page} /> }}",
            "there is no component `nmae`",
            "did you mean `name`?",
        ),
        (
            "{% if page.title is definde %}{% endif %}",
            "there is no test `definde`",
            "did you mean `defined`?",
        ),
        (
            "{% include \"servrities.html\" %}",
            "there is no template `servrities.html`",
            "did you mean `severities.html`?",
        ),
        (
            "{{ page.title + }}",
            "found `}}` but expected one of",
            "ws/own/index.html",
        ),
        (
            "{{ \"no.such\" | t }}",
            "`no.such` is missing in `locales/en.yaml`",
            "ws/own/index.html",
        ),
        (
            "{{ page.title | safe }}",
            "values are always escaped",
            "ws/own/index.html",
        ),
    ];
    for (mistake, says, help) in cases {
        let template = format!("{BLOCK}\n<p>ä {mistake}</p>\n{{% endblock main %}}\n");
        let ran = publish("index.html", &template).exits(2);
        let shown = format!("<p>ä {mistake}</p>");
        for part in [
            "error[template-broken]",
            "ws/own/index.html:3:",
            &shown,
            "^",
            says,
            help,
        ] {
            assert!(ran.stderr.contains(part), "no `{part}` in\n{}", ran.stderr);
        }
    }
}

#[test]
fn a_template_of_ours_that_no_longer_fits_names_its_line_and_the_cause() {
    let ran = publish(
        "components.html",
        "{% component name(off) %}{% endcomponent name %}",
    );
    ran.exits(2)
        .warns("csp-support's own ")
        .warns("one of your own no longer fits it");
}

#[test]
fn a_missing_parent_is_shown_too() {
    let ran = publish("index.html", "{% extends \"bas.html\" %}").exits(2);
    ran.warns("ws/own/index.html:1:13")
        .warns("did you mean `base.html`?");
}

/// Names are looked up before anything is printed, so that a branch which no document reaches hides none.
#[test]
fn a_name_that_stands_for_nothing_is_found_where_no_page_reaches() {
    let cases = [
        (
            "{{ nmae }}",
            "there is no `nmae` here",
            "possible are `loop`",
        ),
        (
            "{{ page.titel }}",
            "`page` has no field `titel`",
            "did you mean `title`?",
        ),
        (
            "{% for x in page.pages %}{{ x.hrf }}{% endfor %}",
            "`x` has no field `hrf`",
            "did you mean `href`?",
        ),
        (
            "{{ page.title.x }}",
            "`page.title` has no fields, and so no `x`",
            "^",
        ),
        (
            "{{ page.pages.text }}",
            "`page.pages` is a list and has no field `text`",
            "^",
        ),
        (
            "{{ <name of={page.foot.lines} /> }}",
            "`page.foot` has no field `lines`",
            "did you mean `line`?",
        ),
        (
            "{% set own = page.foot %}{{ own.lik }}",
            "`own` has no field `lik`",
            "possible are `line`, `links`",
        ),
        (
            "{{ page.pages[0].txt }}",
            "`page.pages[0]` has no field `txt`",
            "did you mean `text`?",
        ),
        (
            "{{ 1 if page.x else 2 }}",
            "`page` has no field `x`",
            "possible are",
        ),
    ];
    for (mistake, says, help) in cases {
        let block = "{% for never in page.pages %}{% if page.draft and page.unlisted %}";
        let line = format!("<p>ä {mistake}</p>");
        let template =
            format!("{BLOCK}{block}\n{line}\n{{% endif %}}{{% endfor %}}{{% endblock main %}}\n");
        let ran = publish("index.html", &template).exits(2);
        for part in [
            "error[template-unknown-field]",
            "ws/own/index.html:3:",
            &line,
            "^",
            says,
            help,
        ] {
            assert!(ran.stderr.contains(part), "no `{part}` in\n{}", ran.stderr);
        }
    }
}

/// Only what cannot be known is left to printing.
#[test]
fn what_cannot_be_known_is_left_alone() {
    let template = format!(
        "{BLOCK}{{% raw %}}{{{{ nothing.here }}}}{{% endraw %}}{{# nothing.there #}}\n\
         {{% set own = [page.name, page.title] %}}{{{{ own[0] }}}}{{{{ {{\"a\": 1}} | json }}}}\n\
         {{{{ [own.text for own in page.pages] | list }}}}{{% set b %}}x{{% endset %}}{{{{ b }}}}\n\
         {{% if page.pages is iterable and page.name is not number %}}{{% set late = 1 %}}{{% endif %}}{{{{ late }}}}\n\
         {{{{ page.name | replace(from=\"a\", to=page.lang) }}}}{{% endblock main %}}"
    );
    publish("index.html", &template).exits(0);
}

#[test]
fn a_file_with_nearly_the_name_of_ours_is_no_accident_that_stays_unseen() {
    for (name, meant) in [
        ("indx.html", "index.html"),
        ("stlye.css", "style.css"),
        ("locale/en.yaml", "locales/en.yaml"),
    ] {
        let ran = publish(name, "nothing").exits(2);
        ran.warns(&format!("ws/own/{name}:1:1"))
            .warns(&format!("did you mean `{meant}`?"));
    }
    publish("README.txt", "what these templates are for").exits(0);
    let project = Project::with_fixture("minimal")
        .file("ws/csp-support.yaml", "asOf: 2026-11-23\ntemplates: own\n")
        .file("ws/own/icons.html", "icons")
        .file(
            "ws/own/index.html",
            format!("{BLOCK}{{% include \"icons.html\" %}}{{% endblock main %}}"),
        );
    project.run(&["publish", "ws", "--out", "site"]).exits(0);
}
