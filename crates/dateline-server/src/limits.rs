use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::{Problem, Settings};

/// Lets a bounded number of reports be read at the same time, and a bounded number of requests wait for it.
#[derive(Clone)]
pub(crate) struct Limits {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    patience: Duration,
}

impl Limits {
    pub(crate) fn new(settings: &Settings) -> Self {
        let jobs = settings.jobs();
        Self {
            running: Arc::new(Semaphore::new(jobs)),
            admitted: Arc::new(Semaphore::new(jobs + usize::from(settings.queue))),
            patience: Duration::from_secs(settings.timeout),
        }
    }

    /// Runs `work` on a thread of its own when its turn comes. Work that outlasts the time limit is not waited for, but keeps
    /// its place until it ends, so abandoned requests cannot pile up.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let Ok(admitted) = self.admitted.clone().try_acquire_owned() else {
            return Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many requests are waiting; try again soon.",
            ));
        };
        let running = self.running.clone();
        let work = async move {
            let running = running.acquire_owned().await;
            tokio::task::spawn_blocking(move || {
                let _places = (admitted, running);
                work()
            })
            .await
        };
        match timeout(self.patience, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The report could not be read. This is a defect of Dateline; please report it with the text.",
            )),
            Err(_) => Err(Problem::new(
                StatusCode::GATEWAY_TIMEOUT,
                format!("The report was not read within {} seconds.", self.patience.as_secs()),
            )),
        }
    }
}
