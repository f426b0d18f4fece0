//! Settings for Internet Information Services: the `web.config` of a folder.

use super::{KEPT, SHARED, TYPES, Told};
use crate::page::escape;

const ABOUT: &str = "\
<!-- What Internet Information Services should say with these pages. Copy this file to the top of them. -->
";

pub(super) fn text(told: &Told) -> String {
    let header = |(name, value): &(&str, &str)| {
        let value = escape::xml(value);
        format!(
            "        <remove name=\"{name}\"/>\n        <add name=\"{name}\" value=\"{value}\"/>\n"
        )
    };
    let headers: String = told.headers.iter().map(header).collect();
    let kind = |(ending, kind): &(&str, &str)| {
        format!(
            "      <remove fileExtension=\".{ending}\"/>\n      <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}\"/>\n"
        )
    };
    let types: String = TYPES.iter().map(kind).collect();
    let shared: String = SHARED.iter().map(|file| kept(file)).collect();
    let not_found = told.not_found.as_deref();
    let not_found = not_found.map(|file| shown(&told.path, file));
    let not_found = not_found.unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{ABOUT}<configuration>\n  <system.webServer>\n    \
         <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\"/>\n{headers}      \
         </customHeaders>\n    </httpProtocol>\n{not_found}    <staticContent>\n      \
         <clientCache cacheControlMode=\"DisableCache\"/>\n{types}    </staticContent>\n  \
         </system.webServer>\n{shared}</configuration>\n"
    )
}

/// What is shown where there is no page; the server looks for the file from the top of the host.
fn shown(path: &str, file: &str) -> String {
    let path = path.trim_start_matches('/');
    let file = format!("{path}{file}").replace('/', "\\");
    format!(
        "    <httpErrors errorMode=\"Custom\">\n      <remove statusCode=\"404\"/>\n      \
         <error statusCode=\"404\" path=\"{file}\" responseMode=\"File\"/>\n    </httpErrors>\n"
    )
}

/// A file that may be kept a little while.
fn kept(file: &str) -> String {
    let (minutes, seconds) = (KEPT / 60, KEPT % 60);
    format!(
        "  <location path=\"{file}\">\n    <system.webServer>\n      <staticContent>\n        \
         <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:{minutes:02}:{seconds:02}\"/>\n      \
         </staticContent>\n    </system.webServer>\n  </location>\n"
    )
}
