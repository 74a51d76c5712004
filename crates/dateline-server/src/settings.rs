use std::net::SocketAddr;

use clap::Args;

/// How the service listens, and what it lets in.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Longest request body, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 8 << 20)]
    pub max_body: usize,
    /// Seconds a request may take, the wait for its turn included.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Reports read at the same time [default: the machine's cores].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Requests that may wait for their turn; more are turned away with status 503.
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub queue: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { listen: ([127, 0, 0, 1], 8080).into(), max_body: 8 << 20, timeout: 30, jobs: None, queue: 64 }
    }
}

impl Settings {
    /// Reports read at the same time.
    #[must_use]
    pub fn jobs(&self) -> usize {
        self.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
    }
}
