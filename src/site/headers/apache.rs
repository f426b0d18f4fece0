//! Settings for Apache httpd: a `.htaccess` file, or to be included in the block of a folder.

use super::{KEPT, TYPES, Told};

const ABOUT: &str = "\
# What Apache should say with these pages. Copy this file to the top of them as .htaccess, or in the block
# <Directory> of the folder: Include /path/to/these/pages/headers/apache.conf
";

pub(super) fn text(told: &Told) -> String {
    let header = |(name, value): &(&str, &str)| format!("  Header always set {name} \"{value}\"\n");
    let headers: String = told.headers.iter().map(header).collect();
    let kind = |(ending, kind): &(&str, &str)| format!("  AddType \"{kind}\" .{ending}\n");
    let types: String = TYPES.iter().map(kind).collect();
    let not_found = told.not_found.as_deref();
    let not_found = not_found.map(|file| format!("ErrorDocument 404 {}{file}\n", told.path));
    let not_found = not_found.unwrap_or_default();
    format!(
        "{ABOUT}{not_found}AddDefaultCharset utf-8\n\
         <IfModule mod_headers.c>\n{headers}  Header set Cache-Control \"no-cache\"\n  \
         <FilesMatch \"\\.(css|js)$\">\n    Header set Cache-Control \"public, max-age={KEPT}\"\n  </FilesMatch>\n\
         </IfModule>\n\
         <IfModule mod_mime.c>\n{types}</IfModule>\n"
    )
}
