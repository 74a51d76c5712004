use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::Problem;
use crate::api::{Health, Options, Report};
use dateline_core::model::Record;

/// The description of the API as OpenAPI 3.1, its shapes generated from the types themselves.
pub(crate) fn describe() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    let record = generator.subschema_for::<Record>();
    let report = generator.subschema_for::<Report>();
    let health = generator.subschema_for::<Health>();
    let problem = generator.subschema_for::<Problem>();
    let options = generator.root_schema_for::<Options>();
    let failure = |description: &str| json!({ "description": description, "content": { "application/problem+json": { "schema": problem } } });
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "summary": "News reports in, structured, sourced records out",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0" },
        },
        "paths": {
            "/api/v1/extract": { "post": {
                "operationId": "extract",
                "summary": "Read one report",
                "description": "Send the report as JSON, or as plain text in any common encoding. \
                                The answer is its record; GET /api/v1/schema has the schema.",
                "parameters": parameters(options.as_value()),
                "requestBody": { "required": true, "content": {
                    "application/json": { "schema": report },
                    "text/plain": { "schema": { "type": "string" } },
                } },
                "responses": {
                    "200": answer("The record", &json!(record)),
                    "400": failure("The request is malformed"),
                    "413": failure("The body is longer than the service takes"),
                    "415": failure("The body is neither JSON nor text"),
                    "422": failure("The body is not a report"),
                    "503": failure("Too many requests are waiting"),
                    "504": failure("The report was not read in time"),
                },
            } },
            "/api/v1/schema": { "get": {
                "operationId": "schema",
                "summary": "The JSON Schema of the record",
                "responses": { "200": answer("The schema", &json!({ "type": "object" })) },
            } },
            "/api/v1/openapi.json": { "get": {
                "operationId": "openapi",
                "summary": "This description",
                "responses": { "200": answer("The description", &json!({ "type": "object" })) },
            } },
            "/health": { "get": {
                "operationId": "health",
                "summary": "Whether the service is up",
                "responses": { "200": answer("It is", &json!(health)) },
            } },
        },
        "components": { "schemas": generator.take_definitions(true) },
    })
}

fn answer(description: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

/// The fields of a query as parameters.
fn parameters(schema: &Value) -> Vec<Value> {
    let fields = schema["properties"].as_object().into_iter().flatten();
    fields
        .map(|(name, schema)| {
            let mut schema = schema.clone();
            let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema })
        })
        .collect()
}
