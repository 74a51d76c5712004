use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use dateline_core::Engine;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use crate::{Settings, app};

/// How long a client may take to send its request's head, and how long open requests may take after a signal to stop.
const HEAD_TIME: Duration = Duration::from_secs(10);
const SHUTDOWN_TIME: Duration = Duration::from_secs(30);

/// Serves until the process is told to stop (interrupt or terminate), then finishes the requests under way.
/// `ready` is called with the address once connections are taken.
///
/// # Errors
///
/// When the address cannot be listened on.
pub fn serve(
    engine: Engine,
    settings: &Settings,
    ready: impl FnOnce(std::net::SocketAddr),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(settings.listen).await?;
        ready(listener.local_addr()?);
        accept(listener, app(Arc::new(engine), settings)).await;
        Ok(())
    })
}

async fn accept(listener: TcpListener, app: Router) {
    let mut http = Builder::new(TokioExecutor::new());
    http.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
    http.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEAD_TIME));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(told_to_stop());
    loop {
        let connection = tokio::select! {
            connection = listener.accept() => connection,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = connection else {
            // Out of file descriptors, most likely: the open connections free some.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(app.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = open.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(SHUTDOWN_TIME, open.shutdown()).await;
}

async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
