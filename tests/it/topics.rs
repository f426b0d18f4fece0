//! Topics of support: what means the same, however it is written.

use csp_support::model::topic::key;

#[test]
fn a_topic_has_one_key_however_it_is_written() {
    assert_eq!(key("custom_code"), key("Custom  code"));
    assert_eq!(key("how_to"), key("Fragen zur Bedienung"));
    assert_eq!(key("how_to"), key("操作に関するご質問"));
    assert_eq!(key("Eigene Skripte!"), key("eigene skripte"));
    assert_ne!(key("Training"), key("Migration"));
    assert_eq!(key("…"), "");
}
