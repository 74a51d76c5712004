//! The service, called without a socket.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use dateline_core::Engine;
use dateline_core::model::Record;
use dateline_server::{Settings, app};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

const STORY: &str = "KYIV, Ukraine (AP) — Russian forces shelled Kherson on Sunday, killing three people, officials said. 😀 “It was a nightmare,” Mayor Olena Koval said.";

fn service(settings: &Settings) -> Router {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| Arc::new(Engine::embedded().expect("the linked data is sound")));
    app(engine.clone(), settings)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
        .block_on(future)
}

fn call(settings: &Settings, request: Request<Body>) -> (StatusCode, String, Vec<u8>) {
    block_on(async {
        let response: Response<Body> =
            service(settings).oneshot(request).await.expect("the service never fails");
        let status = response.status();
        let kind =
            response.headers().get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap_or(""));
        let kind = kind.to_owned();
        let body = response.into_body().collect().await.expect("the body is whole").to_bytes().to_vec();
        (status, kind, body)
    })
}

fn post(path: &str, kind: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path).header(header::CONTENT_TYPE, kind).body(body.into()).expect("a request")
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).expect("a request")
}

fn problem(answer: &(StatusCode, String, Vec<u8>)) -> Value {
    assert_eq!(answer.1, "application/problem+json");
    let problem: Value = serde_json::from_slice(&answer.2).expect("a problem is JSON");
    assert_eq!(problem["status"], answer.0.as_u16());
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{problem}");
    problem
}

#[test]
fn a_report_gets_the_record_that_the_crate_gives() {
    let body = json!({ "text": STORY, "published": "2025-06-02T09:00:00Z", "id": "one" }).to_string();
    let (status, kind, body) =
        call(&Settings::default(), post("/api/v1/extract?offsets=utf-16", "application/json", body));
    assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/json"));
    let record: Record = serde_json::from_slice(&body).expect("a record");
    assert_eq!(record.check(), []);
    let engine = Engine::embedded().expect("the linked data is sound");
    let input = dateline_core::Input {
        text: STORY,
        id: Some("one"),
        published: "2025-06-02".parse().ok(),
        ..Default::default()
    };
    assert_eq!(record, engine.extract(&input).with_offsets(dateline_core::model::Offsets::Utf16));
}

#[test]
fn plain_text_in_another_encoding_is_read() {
    let body = b"Caf\xe9 owners protested in Lyon on Sunday.".to_vec();
    let (status, _, body) =
        call(&Settings::default(), post("/api/v1/extract?published=2025-06-02", "text/plain", body));
    assert_eq!(status, StatusCode::OK);
    let record: Record = serde_json::from_slice(&body).expect("a record");
    assert!(record.document.text.starts_with("Café"));
    assert_eq!(record.document.published.as_deref(), Some("2025-06-02"));
}

#[test]
fn every_error_is_a_problem() {
    let settings = Settings { max_body: 1000, ..Settings::default() };
    for (request, status) in [
        (post("/api/v1/extract", "application/json", "{"), 400),
        (post("/api/v1/extract?offsets=inches", "application/json", "{\"text\": \"\"}"), 400),
        (post("/api/v1/extract?offset=utf-8", "application/json", "{\"text\": \"\"}"), 400),
        (post("/api/v1/extract", "application/json", "{\"txt\": \"\"}"), 422),
        (post("/api/v1/extract", "application/json", "{\"text\": \"\", \"published\": \"Monday\"}"), 422),
        (post("/api/v1/extract", "application/json", "{\"text\": \"\\ud800\"}"), 400),
        (post("/api/v1/extract", "text/plain", b"%PDF-1.7 \x00\x01".to_vec()), 422),
        (post("/api/v1/extract", "image/png", "x"), 415),
        (post("/api/v1/extract", "text/plain", vec![b'a'; 1001]), 413),
        (get("/api/v1/extract"), 405),
        (get("/api/v2/extract"), 404),
        (get("/../../etc/passwd"), 404),
        (post("/health", "text/plain", ""), 405),
    ] {
        let about = format!("{} {}", request.method(), request.uri());
        let answer = call(&settings, request);
        assert_eq!(answer.0.as_u16(), status, "{about}");
        problem(&answer);
    }
}

#[test]
fn a_full_queue_turns_requests_away() {
    let settings = Settings { jobs: Some(1), queue: 0, ..Settings::default() };
    block_on(async {
        let service = service(&settings);
        let long = STORY.repeat(400);
        let request =
            |text: &str| post("/api/v1/extract", "application/json", json!({ "text": text }).to_string());
        let (first, second) = tokio::join!(
            service.clone().oneshot(request(&long)),
            service.clone().oneshot(request("A short one.")),
        );
        let statuses = [first.expect("an answer").status(), second.expect("an answer").status()];
        assert_eq!(statuses, [StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE]);
    });
}

#[test]
fn the_description_is_valid_and_complete() {
    let (_, _, body) = call(&Settings::default(), get("/api/v1/openapi.json"));
    let api: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(api["openapi"], "3.1.0");
    for (path, operations) in api["paths"].as_object().expect("paths") {
        for (method, _) in operations.as_object().expect("operations") {
            let request = Request::builder().method(method.to_uppercase().as_str()).uri(path);
            let (status, ..) = call(&Settings::default(), request.body(Body::empty()).expect("a request"));
            assert!(
                status != StatusCode::NOT_FOUND && status != StatusCode::METHOD_NOT_ALLOWED,
                "{method} {path}"
            );
        }
    }
    // Every reference resolves inside the document.
    let text = api.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap_or("");
        assert!(api.pointer(pointer).is_some(), "{pointer} does not resolve");
    }
    let schema = &api["components"]["schemas"];
    let mut root = api["paths"]["/api/v1/extract"]["post"]["responses"]["200"]["content"]["application/json"]
        ["schema"]
        .clone();
    root["components"] = json!({ "schemas": schema });
    let validator = jsonschema::validator_for(&root).expect("the schema is one");
    let body = json!({ "text": STORY }).to_string();
    let (.., record) = call(&Settings::default(), post("/api/v1/extract", "application/json", body));
    let record: Value = serde_json::from_slice(&record).expect("a record");
    let errors: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let (_, kind, page) = call(&Settings::default(), get("/api/v1"));
    assert!(kind.starts_with("text/html"));
    assert!(String::from_utf8_lossy(&page).contains("/api/v1/extract"));
}

#[test]
fn the_viewer_is_served_with_its_policy() {
    block_on(async {
        let response = service(&Settings::default()).oneshot(get("/")).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK);
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"));
    });
}
