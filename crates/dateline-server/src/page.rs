use std::fmt::Write as _;

use serde_json::Value;

const HEAD: &str = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
    <title>Dateline API</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;\
    padding:0 1rem;color-scheme:light dark}code,pre{font:14px/1.5 ui-monospace,monospace}pre{padding:1rem;\
    overflow-x:auto;border:1px solid #8884;border-radius:6px}dt{font-weight:600}</style><h1>Dateline API</h1>\
    <p>The machine-readable description is <a href='/api/v1/openapi.json'>openapi.json</a>, the shape of a record \
    <a href='/api/v1/schema'>schema</a>; the <a href='/'>viewer</a> shows one.</p>\
    <pre>curl --data-binary @report.txt -H 'Content-Type: text/plain' \\\n  \
    'http://localhost:8080/api/v1/extract?published=2025-06-02'</pre>";

/// The description of the API as a page for people. All its words come from the description and are escaped.
pub(crate) fn render(api: &Value) -> String {
    let mut page = String::from(HEAD);
    for (path, operations) in api["paths"].as_object().into_iter().flatten() {
        for (method, operation) in operations.as_object().into_iter().flatten() {
            let _ = write!(page, "<h2><code>{} {}</code></h2>", escape(&method.to_uppercase()), escape(path));
            for text in ["summary", "description"].into_iter().filter_map(|key| operation[key].as_str()) {
                let _ = write!(page, "<p>{}</p>", escape(text));
            }
            page.push_str("<dl>");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let text = |key: &str| escape(parameter[key].as_str().unwrap_or(""));
                let _ = write!(page, "<dt><code>?{}=</code><dd>{}", text("name"), text("description"));
            }
            for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                let about = response["description"].as_str().unwrap_or("");
                let _ = write!(page, "<dt>{}<dd>{}", escape(status), escape(about));
            }
            page.push_str("</dl>");
        }
    }
    page
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
