#!/usr/bin/env bash
# Looks at what stands beside the pages of a site for search engines, feed readers and web servers: the
# sitemap and feeds by their schemas, feeds by a reader too, the settings of nginx and Apache by these servers themselves, which then serve the site.
#
#   tests/web/headers.sh SITE…
#
# Needs node with npm, xmllint, curl, nginx and apache2. The npm packages are installed once, into $TOOLS
# (default: target/web); afterwards nothing is asked of any network.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
. "$here/packages.sh"
install_packages package.json

# Debian keeps servers where only their keeper looks.
PATH=$PATH:/usr/sbin
scratch=$(mktemp -d)
chmod 755 "$scratch"
server=
trap 'stop; rm -rf "$scratch"' EXIT
stop() { [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; }; }
complain() { printf 'FAILED  %s: %s\n' "$site" "$1"; exit 1; }

# Alternates of other namespaces may be there; their own schema is not part of the package.
sitemap_schema=$scratch/sitemap.xsd
sed 's/processContents="strict"/processContents="lax"/' "$tools/node_modules/sitemap/schema/sitemap.xsd" >"$sitemap_schema"

search_engines() {
    xmllint --noout "$site/headers/web.config"
    [ -e "$site/sitemap.xml" ] || return 0
    local map
    for map in "$site"/sitemap*.xml; do
        if grep -q '<sitemapindex' "$map"; then
            xmllint --noout "$map"
        else
            xmllint --noout --schema "$sitemap_schema" "$map" 2>/dev/null || complain "${map##*/} does not fit its schema"
        fi
    done
}

feeds() {
    local feed
    for feed in "$site"/*/changes.atom; do
        [ -e "$feed" ] || continue
        xmllint --noout --relaxng "$here/atom.rng" "$feed" 2>"$scratch/feed.log" || complain "$feed is no Atom: $(head -n 1 "$scratch/feed.log")"
    done
}

# A port that is free now.
port() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

# Where the site stands on its host, as its settings have it.
place() { sed -n 's/^location ~ ^\(.*\)\.\*\\\.md\$.*/\1/p' "$site/headers/nginx.conf" | tr -d '\\'; }

start_nginx() {
    cat >"$scratch/nginx.conf" <<CONF
daemon off;
pid $scratch/nginx.pid;
error_log $scratch/nginx.log;
events { }
http {
    types { text/html html; text/css css; text/xml xml; text/plain txt; application/json json; text/javascript js; }
    access_log off;
    client_body_temp_path $scratch; proxy_temp_path $scratch; fastcgi_temp_path $scratch; uwsgi_temp_path $scratch; scgi_temp_path $scratch;
    server {
        listen 127.0.0.1:$1;
        root $scratch/root;
        include $site/headers/nginx.conf;
    }
}
CONF
    nginx -t -q -e "$scratch/nginx.log" -c "$scratch/nginx.conf" || complain "nginx does not take its settings"
    nginx -e "$scratch/nginx.log" -c "$scratch/nginx.conf" &
    server=$!
}

start_apache() {
    local modules=/usr/lib/apache2/modules
    cat >"$scratch/apache.conf" <<CONF
ServerRoot $scratch
ServerName localhost
Listen 127.0.0.1:$1
PidFile $scratch/apache.pid
ErrorLog $scratch/apache.log
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule mime_module $modules/mod_mime.so
LoadModule headers_module $modules/mod_headers.so
TypesConfig /etc/mime.types
DocumentRoot $scratch/root
<Directory $scratch/root>
    Require all granted
    Include $site/headers/apache.conf
</Directory>
CONF
    apache2 -t -f "$scratch/apache.conf" 2>/dev/null || complain "Apache does not take its settings"
    apache2 -D FOREGROUND -f "$scratch/apache.conf" &
    server=$!
}

# A header of an answer: `header PATH NAME`.
header() { curl -s -o /dev/null -D - "$base$1" | tr -d '\r' | sed -n "s/^$2: //Ip"; }

# `expect PATH NAME VALUE`
expect() {
    local found
    found=$(header "$1" "$2")
    [ "$found" = "$3" ] || complain "$how says of $1 \`$2: $found\`, not \`$3\`"
}

# What is not there is answered as such, with the page for it: `missing PATH`.
missing() {
    local status
    status=$(curl -s -o "$scratch/answer" -w '%{http_code} %{content_type}' "$base$1")
    [ "$status" = "404 text/html; charset=utf-8" ] || complain "$how answers $status to $1"
    cmp -s "$scratch/answer" "$site/404.html" || complain "$how does not show 404.html for $1"
}

served() {
    how=$1
    local port path page
    port=$(port)
    rm -rf "$scratch/root"
    path=$(place)
    mkdir -p "$scratch/root$path"
    cp -R "$site/." "$scratch/root$path"
    "start_$how" "$port"
    base=http://127.0.0.1:$port$path
    curl -s -o /dev/null --retry 50 --retry-connrefused --retry-delay 0 --retry-max-time 20 "${base}style.css" || complain "$how does not answer"
    page=$(cd "$site" && find . -mindepth 2 -name '*.md' | sort | head -n 1)
    page=${page#./}
    while IFS=: read -r name value; do
        for file in "${page%.md}.html" "$page" no-such-page; do expect "$file" "$name" "${value# }"; done
    done < <(sed -n '/^\/\*$/,/^$/s/^  //p' "$site/_headers")
    for file in no-such-page none/such.html none/such.md style.css/none; do missing "$file"; done
    expect "$page" Content-Type "text/markdown; charset=utf-8"
    expect "${page%.md}.html" Content-Type "text/html; charset=utf-8"
    expect "${page%.md}.html" Cache-Control "no-cache"
    expect style.css Cache-Control "$(sed -n '/^\/style.css$/,/^$/s/^  Cache-Control: //p' "$site/_headers" | sed "$([ "$how" = nginx ] && echo 's/public, //')")"
    stop
}

for site in "$@"; do
    site=$(cd "$site" && pwd)
    search_engines
    feeds
    served nginx
    served apache
    printf 'ok      %s\n' "$site"
done

node "$tools/feeds.mjs" "$@"
