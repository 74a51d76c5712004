use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use dateline_core::model::{Offsets, Record};
use dateline_core::text::decode;
use dateline_core::{Date, Engine, Input};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::limits::Limits;
use crate::{Problem, Settings, openapi, page, viewer};

#[derive(Clone)]
struct Service {
    engine: Arc<Engine>,
    limits: Limits,
    max_body: usize,
    openapi: Arc<serde_json::Value>,
}

/// The whole service: the API, its description and the viewer.
pub fn app(engine: Arc<Engine>, settings: &Settings) -> Router {
    let service = Service {
        engine,
        limits: Limits::new(settings),
        max_body: settings.max_body,
        openapi: Arc::new(openapi::describe()),
    };
    Router::new()
        .route("/api/v1/extract", post(extract))
        .route("/api/v1/schema", get(schema))
        .route("/api/v1/openapi.json", get(description))
        .route("/api/v1", get(human_page))
        .route("/health", get(health))
        .fallback(viewer::file)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(settings.max_body))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(service)
}

/// What is known of a report sent as plain text, and the unit of positions in the answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Options {
    /// Unit of all positions in the record: `utf-8` (bytes, the default), `utf-16` or `unicode` (code points).
    #[serde(default = "bytes")]
    offsets: Offsets,
    /// Day of publication, `YYYY-MM-DD`, for a report sent as plain text.
    published: Option<String>,
}

const fn bytes() -> Offsets {
    Offsets::Utf8
}

/// One report.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Report {
    /// The caller's own id, which comes back as `document.source_id`.
    #[serde(default)]
    id: Option<String>,
    /// The text.
    text: String,
    /// Day of publication, ISO 8601 (`2025-06-02`, or with a time, of which the day is used).
    #[serde(default)]
    published: Option<String>,
    /// Headline, where the text has none.
    #[serde(default)]
    headline: Option<String>,
    /// Where it was published.
    #[serde(default)]
    url: Option<String>,
    /// Who published it.
    #[serde(default)]
    outlet: Option<String>,
}

/// The answer of `GET /health`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
    /// Version of Dateline.
    version: &'static str,
}

async fn extract(
    State(service): State<Service>,
    options: Result<Query<Options>, QueryRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Record>, Problem> {
    let Query(options) =
        options.map_err(|error| Problem::new(StatusCode::BAD_REQUEST, format!("{}.", error.body_text())))?;
    let body = body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The body is longer than the {} bytes that this service takes.", service.max_body),
        ),
        status => Problem::new(status, error.body_text()),
    })?;
    let report = read_report(&headers, &body, &options)?;
    let published = report.published.as_deref().map(day).transpose()?;
    let engine = service.engine.clone();
    let record = service.limits.run(move || {
        let input = Input {
            text: &report.text,
            id: report.id.as_deref(),
            published,
            headline: report.headline.as_deref(),
            url: report.url.as_deref(),
            outlet: report.outlet.as_deref(),
        };
        engine.extract(&input).with_offsets(options.offsets)
    });
    Ok(Json(record.await?))
}

fn read_report(headers: &HeaderMap, body: &[u8], options: &Options) -> Result<Report, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => serde_json::from_slice(body).map_err(|error| {
            let status =
                if error.is_data() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
            Problem::new(
                status,
                format!("The body is not a report: {error}. A report is {{\"text\": \"…\"}}."),
            )
        }),
        "text/plain" => {
            let decoded = decode(body).map_err(|error| {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("The body is not text: {error}"))
            })?;
            let (id, headline, url, outlet) = (None, None, None, None);
            Ok(Report { id, text: decoded.text, published: options.published.clone(), headline, url, outlet })
        }
        _ => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send the report with Content-Type application/json or text/plain.",
        )),
    }
}

fn day(date: &str) -> Result<Date, Problem> {
    date.get(..10).unwrap_or(date).parse().map_err(|_| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("\"published\" is {date:?}; dates are written YYYY-MM-DD."),
        )
    })
}

async fn schema() -> Json<serde_json::Value> {
    Json(schemars::schema_for!(Record).to_value())
}

async fn health() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

async fn description(State(service): State<Service>) -> Response {
    Json(service.openapi.as_ref()).into_response()
}

async fn human_page(State(service): State<Service>) -> Html<String> {
    Html(page::render(&service.openapi))
}

async fn method_not_allowed() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address does not take that method; /api/v1 lists what there is.",
    )
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "This is a defect of Dateline; please report it.")
        .into_response()
}
