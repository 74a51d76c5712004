//! Dateline over HTTP: `POST /api/v1/extract`, `GET /api/v1/schema`, `GET /health`, the API's description at
//! `/api/v1/openapi.json` (for people at `/api/v1`), and the viewer at `/`.
//!
//! [`app`] is the whole service as a [`Router`](axum::Router), to be called without a socket; [`serve`] binds one.
//! Every error is `application/problem+json` (RFC 9457).
#![forbid(unsafe_code)]

mod api;
mod limits;
mod listen;
mod openapi;
mod page;
mod problem;
mod settings;
mod viewer;

pub use api::app;
pub use listen::serve;
pub use problem::Problem;
pub use settings::Settings;
