//! Which files make up which workspace.

use crate::source::{CONFIG, Project, names};
use csp_support::source::{Request, discover};

#[test]
fn a_folder_without_configuration_is_the_workspace() {
    let project = Project::new(&["b.yaml", "a.yml", "sub/C.YAML", "notes.txt", "yaml"]);
    let root = project.root(&["."]);
    assert_eq!(names(&root), ["a.yml", "b.yaml", "sub/C.YAML"]);
    assert!(root.config.is_none());
    let (sources, skipped) = root.read(|_| false);
    assert!(skipped.is_empty());
    let texts: Vec<_> = sources.iter().map(|source| source.text.as_str()).collect();
    assert_eq!(texts, ["# a.yml\n", "# b.yaml\n", "# sub/C.YAML\n"]);
}

#[test]
fn hidden_and_tool_folders_are_passed_over_unless_named() {
    let project = Project::new(&[
        ".git/a.yaml",
        ".hidden.yaml",
        "node_modules/b.yaml",
        "x/target/c.yaml",
        "d.yaml",
    ]);
    assert_eq!(names(&project.root(&["."])), ["d.yaml"]);
    assert_eq!(names(&project.root(&[".git"])), [".git/a.yaml"]);
    assert_eq!(names(&project.root(&[".hidden.yaml"])), [".hidden.yaml"]);
    let marked = Project::new(&[CONFIG, ".ci/a.yaml", "b.yaml", "target/c.yaml"]);
    assert_eq!(
        names(&marked.root(&[".ci", "target/c.yaml"])),
        [".ci/a.yaml", "b.yaml", "target/c.yaml"]
    );
}

#[test]
fn the_nearest_configuration_marks_the_workspace_and_paths_limit_the_report() {
    let project = Project::new(&[
        "ws/csp-support.yaml",
        "ws/a.yaml",
        "ws/sub/b.yaml",
        "other.yaml",
    ]);
    let root = project.root(&["ws/sub"]);
    assert_eq!(names(&root), ["ws/a.yaml", "ws/sub/b.yaml"]);
    assert_eq!(root.config.as_ref().unwrap().path, "ws/csp-support.yaml");
    assert!(!root.reports("ws/a.yaml"));
    assert!(root.reports("ws/sub/b.yaml"));
    assert!(root.reports("ws/csp-support.yaml"));
    for whole in ["ws", "ws/csp-support.yaml"] {
        let root = project.root(&[whole]);
        assert!(root.files.iter().all(|file| root.reports(&file.name)));
    }
    let both = project.root(&["ws/a.yaml", "ws/sub/b.yaml"]);
    assert!(both.files.iter().all(|file| both.reports(&file.name)));
}

#[test]
fn several_workspaces_below_a_path_are_separate() {
    let project = Project::new(&[
        "one/csp-support.yaml",
        "one/a.yaml",
        "one/inner/csp-support.yaml",
        "one/inner/b.yaml",
        "two/csp-support.yaml",
        "two/c.yaml",
        "compose.yaml",
    ]);
    let found = project.discover(&["."]);
    let roots: Vec<_> = found.roots.iter().map(names).collect();
    assert_eq!(
        roots,
        [
            vec!["one/a.yaml"],
            vec!["one/inner/b.yaml"],
            vec!["two/c.yaml"]
        ]
    );
    assert_eq!(found.outside, ["compose.yaml"]);
    assert_eq!(names(&project.root(&["one/a.yaml"])), ["one/a.yaml"]);
    let twice = project.discover(&["one", "one/inner/b.yaml"]);
    assert_eq!(twice.roots.len(), 2);
    let folders: Vec<_> = twice
        .roots
        .iter()
        .map(|root| root.dir.file_name().unwrap())
        .collect();
    assert_eq!(folders, ["one", "inner"]);
}

#[test]
fn the_configuration_may_stand_above_the_current_folder() {
    let project = Project::new(&[CONFIG, "a.yaml", "sub/b.yaml"]);
    let request = Request {
        base: project.path("sub"),
        ..project.request(&["."])
    };
    let found = discover(&request, &b""[..]).unwrap();
    assert_eq!(names(&found.roots[0]), ["../a.yaml", "b.yaml"]);
    assert!(!found.roots[0].reports("../a.yaml"));
}

#[test]
fn files_of_several_paths_make_up_one_workspace() {
    let project = Project::new(&["x/a.yaml", "y/b.yaml", "c.txt"]);
    let root = project.root(&["y", "x/a.yaml", "c.txt", "x"]);
    assert_eq!(names(&root), ["c.txt", "x/a.yaml", "y/b.yaml"]);
}

#[test]
fn excluded_files_are_not_read() {
    let project = Project::new(&["ws/csp-support.yaml", "ws/a.yaml", "ws/drafts/b.yaml"]);
    let root = project.root(&["ws"]);
    let (sources, _) = root.read(|path| path.starts_with("drafts/"));
    let paths: Vec<_> = sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(paths, ["ws/a.yaml"]);
}

#[test]
fn a_missing_path_is_an_error() {
    let project = Project::new(&[]);
    let error = project.try_discover(&["nowhere"]).unwrap_err();
    assert!(
        error.to_string().starts_with("cannot read `nowhere`: "),
        "{error}"
    );
}

#[test]
fn an_empty_folder_is_an_empty_workspace() {
    assert!(Project::new(&["empty/"]).root(&["empty"]).files.is_empty());
}

#[test]
fn standard_input_joins_the_workspace_at_its_path() {
    let project = Project::new(&[CONFIG, "a.yaml", "b.yaml"]);
    let request = Request {
        stdin_path: Some("b.yaml".into()),
        ..project.request(&["-"])
    };
    let mut found = discover(&request, &b"new: text"[..]).unwrap();
    let root = found.roots.remove(0);
    let (sources, _) = root.read(|_| false);
    let texts: Vec<_> = sources.iter().map(|source| source.text.as_str()).collect();
    assert_eq!(texts, ["# a.yaml\n", "new: text"]);
    assert!(root.reports("b.yaml") && !root.reports("a.yaml"));
    let fresh = Request {
        stdin_path: Some("sub/new.yaml".into()),
        ..request
    };
    let found = discover(&fresh, &b"new: text"[..]).unwrap();
    assert_eq!(names(&found.roots[0]), ["a.yaml", "b.yaml", "sub/new.yaml"]);
}

#[test]
fn standard_input_alone_is_a_workspace() {
    let project = Project::new(&["a.yaml"]);
    let found = discover(&project.request(&["-"]), &b"a: 1"[..]).unwrap();
    assert_eq!(names(&found.roots[0]), ["<stdin>"]);
    assert_eq!(found.roots[0].read(|_| false).0[0].text, "a: 1");
    let folder = Request {
        stdin_path: Some(".".into()),
        ..project.request(&["-"])
    };
    let error = discover(&folder, &b""[..]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`--stdin-path .` is a folder; name a file"
    );
}

#[test]
fn many_files_come_back_in_order() {
    let files: Vec<_> = (0..500)
        .map(|id| format!("{}/{id:03}.yaml", id % 7))
        .collect();
    let project = Project::new(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let root = project.root(&["."]);
    let read: Vec<_> = root
        .read(|_| false)
        .0
        .iter()
        .map(|source| source.path.clone())
        .collect();
    let mut sorted = files;
    sorted.sort();
    assert_eq!(read, sorted);
}
