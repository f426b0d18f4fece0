//! The partner's logo: shown on every page, read only where it belongs, and never more than a picture.

use crate::harness::Project;
use csp_support::site::logo::Logo;

const SQUARE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>"#;

fn refused(svg: &str) -> String {
    Logo::read(svg.as_bytes().to_vec()).unwrap_err()
}

/// A PNG file as far as its header; nothing after that is looked at.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes
}

#[test]
fn a_logo_is_shown_in_its_own_proportions() {
    let shown = |bytes: Vec<u8>| Logo::read(bytes).unwrap().shown();
    assert_eq!(shown(SQUARE.into()), (64, 32));
    assert_eq!(shown(png(300, 300)), (32, 32));
    assert_eq!(shown(png(4000, 100)), (240, 6));
    let measured = r#"<svg xmlns="http://www.w3.org/2000/svg" width="96px" height="32"/>"#;
    assert_eq!(shown(measured.into()), (96, 32));
}

#[test]
fn a_picture_that_does_more_than_being_looked_at_is_refused() {
    let svg = |inside: &str| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">{inside}</svg>"#
        )
    };
    for (inside, word) in [
        ("<script>alert(1)</script>", "script"),
        ("<foreignObject/>", "foreignObject"),
        ("<image href='https://evil.example/x.png'/>", "image"),
        ("<animate attributeName='x'/>", "animate"),
        ("<style>* {}</style>", "style"),
        ("<a href='#x'/>", "`a`"),
        ("<g onload='alert(1)'/>", "onload"),
        ("<g OnClick='alert(1)'/>", "OnClick"),
        ("<use href='https://evil.example/x.svg#y'/>", "href"),
        ("<use xlink:href='data:image/svg+xml,x'/>", "href"),
        ("<rect fill='url(https://evil.example/x)'/>", "fill"),
        ("<rect style='fill: url( \"//evil.example\")'/>", "style"),
        ("<?xml-stylesheet href='x.css'?>", "instructions"),
    ] {
        let why = refused(&svg(inside));
        assert!(why.contains(word), "{inside}: {why}");
    }
    assert!(Logo::read(svg("<rect fill='url(#shade)'/>").into_bytes()).is_ok());
    assert!(
        refused("<!DOCTYPE svg [<!ENTITY x 'y'>]><svg viewBox='0 0 1 1'>&x;</svg>")
            .contains("no SVG")
    );
    assert!(refused("<html/>").contains("neither"));
    assert!(refused("<svg viewBox='0 0 0 1'/>").contains("how wide"));
    assert!(
        Logo::read(vec![0xff, 0xd8])
            .unwrap_err()
            .contains("neither")
    );
}

#[test]
fn every_page_shows_the_logo_that_the_profile_names() {
    let project = Project::with_fixture("nordlicht");
    project
        .run(&["publish", "--out", "site", "--customers", "customers", "ws"])
        .exits(0);
    let page = |path: &str| project.read(path);
    assert!(
        page("site/de/index.html")
            .contains(r#"<img src="../logo.svg" alt="" width="32" height="32">"#)
    );
    assert!(page("site/index.html").contains(r#"<img src="logo.svg" alt=""#));
    assert!(page("site/logo.svg").contains("<svg"));
    assert!(page("customers/logo.svg").contains("<svg"));
}

#[test]
fn a_logo_is_read_only_inside_the_workspace() {
    let profile = Project::with_fixture("nordlicht").read("ws/partner.yaml");
    let publish = |logo: &str| {
        let text = profile.replace("logo: logo.svg", &format!("logo: {logo:?}"));
        let project = Project::with_fixture("nordlicht").file("ws/partner.yaml", text);
        project.run(&["publish", "--out", "site", "ws"]).exits(2)
    };
    publish("../logo.svg").warns("name a file below the folder of the profile");
    publish("/etc/passwd").warns("name a file below the folder of the profile");
    publish("gone.svg").warns("the logo `gone.svg`");
    publish("people").warns("it is no file inside the workspace");
    publish("partner.yaml").warns("it is no SVG");
}
